/**
 * A text that makes a file interesting before anybody has parsed it. `word` asks for identifier
 * borders on both sides; `part` is found anywhere. Both are case-sensitive.
 */
export interface Seed {
  readonly text: string;
  readonly match: "word" | "part";
}

/** What to look for in a file's text: signs of gRPC, and signs of a process being started. */
export interface Seeds {
  readonly grpc: readonly Seed[];
  readonly fork: readonly Seed[];
}

/** Signs of gRPC itself. Models of libraries that open gRPC inside add theirs. */
export const grpcSeeds: readonly Seed[] = [
  // `import grpc`, `grpc.aio`, `grpc_health`, and every generated `orders_pb2_grpc`.
  { text: "grpc", match: "part" },
];

/** Signs of a fork in the standard library and its two drop-in replacements. Models add theirs. */
export const forkSeeds: readonly Seed[] = [
  // `multiprocessing`, `torch.multiprocessing`, `from multiprocessing.pool import Pool`.
  { text: "multiprocessing", match: "word" },
  // The fork of multiprocessing that pickles with dill; `pathos` is built on it.
  { text: "multiprocess", match: "word" },
  // Celery's fork of multiprocessing.
  { text: "billiard", match: "word" },
  // `concurrent.futures`, under whatever name the module was imported.
  { text: "ProcessPoolExecutor", match: "word" },
  // `os.fork()`, `pty.fork()`, `from os import fork`, `get_context("fork")`.
  { text: "fork", match: "word" },
  // `os.forkpty()`.
  { text: "forkpty", match: "word" },
  // `loop.run_in_executor(pool, ...)`, where the pool may have been made in another file.
  { text: "run_in_executor", match: "word" },
  // A file may do nothing but choose the start method of all others.
  { text: "set_start_method", match: "word" },
  // `Process` re-exported by a module of the project, or taken from a context that was passed in.
  { text: "Process", match: "word" },
];

/** The seeds of a run without library models. */
export const defaultSeeds: Seeds = { grpc: grpcSeeds, fork: forkSeeds };
