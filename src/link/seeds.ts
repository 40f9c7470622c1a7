/**
 * A text that makes a file interesting before anybody has parsed it. `word` asks for identifier
 * borders on both sides, `suffix` for one after it; `part` is found anywhere. All are case-sensitive.
 */
export interface Seed {
  readonly text: string;
  readonly match: "word" | "suffix" | "part";
}

/** What to look for in a file's text. */
export interface Seeds {
  /** Signs of gRPC, and of a process being started: a file that leads to none of them is passed over. */
  readonly grpc: readonly Seed[];
  readonly fork: readonly Seed[];
  /** A program matters only if its files have a seed of each of these. They are signs like those above. */
  readonly needs: readonly (readonly Seed[])[];
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

/** Without one of these, nothing comes into being that a child could inherit. */
export const openSeeds: readonly Seed[] = [
  // Of `grpc` and of `grpc.aio`.
  { text: "insecure_channel", match: "word" },
  { text: "secure_channel", match: "word" },
  { text: "intercept_channel", match: "word" },
  // A generated `OrdersStub`, whose channel may come from a library.
  { text: "Stub", match: "suffix" },
];

/** Without one of these, nothing has come in that could fork. */
export const forkSourceSeeds: readonly Seed[] = [
  { text: "multiprocessing", match: "word" },
  { text: "multiprocess", match: "word" },
  { text: "billiard", match: "word" },
  { text: "ProcessPoolExecutor", match: "word" },
  { text: "fork", match: "word" },
  { text: "forkpty", match: "word" },
];

/** Without one of these, it is imported for its locks, its queues or its number of processors. */
export const forkCallSeeds: readonly Seed[] = [
  { text: "Process", match: "word" },
  { text: "BaseProcess", match: "word" },
  { text: "ForkProcess", match: "word" },
  { text: "SpawnProcess", match: "word" },
  { text: "ForkServerProcess", match: "word" },
  { text: "Pool", match: "word" },
  { text: "ProcessPoolExecutor", match: "word" },
  { text: "fork", match: "word" },
  { text: "forkpty", match: "word" },
];

/** The seeds of a run without library models. */
export const defaultSeeds: Seeds = {
  grpc: grpcSeeds,
  fork: forkSeeds,
  needs: [openSeeds, forkSourceSeeds, forkCallSeeds],
};
