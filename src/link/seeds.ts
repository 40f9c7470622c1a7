import { libraryModels } from "../models/libraries";
import type { LibraryModel } from "../models/model";
import { callForkModels, familyModels, frameworkModels } from "../models/models";
import { hasWildcard } from "../models/name-pattern";
import { userSigns } from "../models/user";
import type { UserModels } from "../types";

/**
 * A text that makes a file interesting before anybody has parsed it. `word` asks for identifier
 * borders on both sides, `suffix` for one after it; `part` is found anywhere. All are case-sensitive.
 */
export interface Seed {
  readonly text: string;
  readonly match: "word" | "suffix" | "part";
}

/** An import that brings in a package by any of its names, or by these names alone. */
export interface ImportSeed {
  /** Dotted; what lies below it counts as well. */
  readonly package: string;
  /** What an import must take from it; one that takes other names brings in nothing. `*` is whatever it takes. */
  readonly names: readonly string[] | "*";
  /** Packages below it that do not count. */
  readonly except?: readonly string[];
}

/** Something that a program must have, told by a word or by an import. */
export interface Need {
  readonly words: readonly Seed[];
  readonly imports: readonly ImportSeed[];
  /**
   * Names of callables, in which `*` is any part of one: an import counts only in a file that calls one of them, derives
   * from one or gives one another name. Without them every import counts.
   */
  readonly called?: readonly string[];
  /** Its words are in many files that have nothing to do with it: looked for only in programs that meet all other needs. */
  readonly common?: true;
}

/** What to look for in a file's text. */
export interface Seeds {
  /** Signs of gRPC, and of a process being started: a file that leads to none of them is passed over. */
  readonly grpc: readonly Seed[];
  readonly fork: readonly Seed[];
  /** A program matters only if its files meet each of these. What meets one is a sign like those above. */
  readonly needs: readonly Need[];
  /** Seeds that together, in one file, make it matter whatever else the program does; the rarest first. */
  readonly suspect: readonly (readonly Seed[])[];
  /** Files that are started as programs, whatever their text says. */
  readonly entries?: readonly string[];
  /** Files that open gRPC, or fork, by what they are called: the project says so of all that is in them. */
  readonly paths?: { readonly grpc: (path: string) => boolean; readonly fork: (path: string) => boolean };
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
const opens: readonly Seed[] = [
  // Of `grpc` and of `grpc.aio`.
  { text: "insecure_channel", match: "word" },
  { text: "secure_channel", match: "word" },
  { text: "intercept_channel", match: "word" },
  // A server comes to life by one of these.
  { text: "add_insecure_port", match: "word" },
  { text: "add_secure_port", match: "word" },
  // A generated `OrdersStub`, whose channel may come from a library.
  { text: "Stub", match: "suffix" },
];

const opening = libraryModels.filter((model) => model.opens !== "never");
const neverOpening = packagesOf(libraryModels.filter((model) => model.opens === "never"));

const openingWords = opening.flatMap((model) => model.words ?? []).map((text): Seed => ({ text, match: "word" }));

/** The libraries that a file cannot use without importing them by name. */
const imported = opening.filter(({ words }) => words === undefined);

/** What brings in a library that opens gRPC inside. */
const opened: readonly ImportSeed[] = packagesOf(imported).map((name) => ({
  package: name,
  names: "*",
  except: neverOpening.filter((other) => other.startsWith(`${name}.`)),
}));

/** `PublisherClient`, `*Client`, `load_from_*` */
const openers = [
  ...new Set(imported.flatMap(({ names }) => names.map((name) => name.slice(name.lastIndexOf(".") + 1)))),
];

/** The modules from which the names of models are taken, each once, without those below another. */
function packagesOf(models: readonly LibraryModel[]): readonly string[] {
  const found = [...new Set(models.flatMap((model) => model.names).map(moduleOf))].filter((name) => name !== "");
  return found.filter((name) => !found.some((other) => name.startsWith(`${other}.`)));
}

/** `google.cloud` of `google.cloud.*.*Client`: up to the first class, pattern or call, the last part never included. */
function moduleOf(name: string): string {
  const parts = name.split(".").slice(0, -1);
  const end = parts.findIndex((part) => !/^[a-z_]\w*$/.test(part));
  return parts.slice(0, end < 0 ? parts.length : end).join(".");
}

/** What forks, by the last part of its name. */
const forks = [
  "Process",
  "BaseProcess",
  "ForkProcess",
  "SpawnProcess",
  "ForkServerProcess",
  "Pool",
  "ProcessPoolExecutor",
  "fork",
  "forkpty",
];

/** What may be taken from a package like `multiprocessing` to fork with; locks, queues and pools of threads are not. */
const sources = [...forks, "get_context", "ForkContext", "context", "pool", "process"];

/** Libraries and frameworks that fork, told by the names that their users import. */
const forking: readonly ImportSeed[] = [
  ...callForkModels.flatMap((model) => model.names),
  ...frameworkModels.flatMap((model) => [...model.apps, ...model.marks]),
  ...familyModels.flatMap(({ package: name, like }) =>
    like === "pathos" ? [`${name}.ProcessPool`, `${name}.ProcessingPool`, `${name}.Pool`] : [],
  ),
].map((name) => {
  const plain = name.replace(/\(\).*/, "");
  const dot = plain.lastIndexOf(".");
  return { package: plain.slice(0, dot), names: [plain.slice(dot + 1)] };
});

/** The words of the same: what is called, or what it is called on. */
const forkingWords: readonly Seed[] = [...new Set(forking.flatMap(({ names }) => names))].map((text) => ({
  text: String(text),
  match: "word",
}));

/** Those that say by themselves whose they are, however their library was imported. */
const tellingWords = forkingWords.filter(({ text }) =>
  /^(Forking|fork_|forked$|start_processes|DataLoader|DaemonContext|DAG$)/.test(text),
);

/** Without one of these, nothing has come in that could fork. */
const forkSources: Need = {
  words: [
    { text: "ProcessPoolExecutor", match: "word" },
    { text: "fork", match: "word" },
    { text: "forkpty", match: "word" },
    // Of torch, which brings it in by itself.
    { text: ".multiprocessing", match: "part" },
    ...tellingWords,
  ],
  imports: [
    ...["multiprocessing", "multiprocess", "billiard", "torch.multiprocessing"].map((name) => ({
      package: name,
      names: sources,
    })),
    ...forking,
  ],
};

/** Without one of these, what has come in is used to count processors. */
const forkCalls: readonly Seed[] = [...forks.map((text): Seed => ({ text, match: "word" })), ...forkingWords];

/** Mistakes that need no fork to be one. */
const suspect: readonly (readonly Seed[])[] = [
  [
    { text: "add_insecure_port", match: "word" },
    { text: "options", match: "word" },
  ],
  [
    { text: "add_secure_port", match: "word" },
    { text: "options", match: "word" },
  ],
  [{ text: "GRPC_ENABLE_FORK_SUPPORT", match: "word" }],
  [{ text: "GRPC_POLL_STRATEGY", match: "word" }],
  [{ text: "enable_fork_support", match: "word" }],
];

/** The seeds of a run. */
export const defaultSeeds: Seeds = {
  grpc: grpcSeeds,
  fork: forkSeeds,
  needs: [
    { words: [...opens, ...openingWords], imports: opened, called: openers },
    forkSources,
    { words: forkCalls, imports: [], common: true },
  ],
  suspect,
};

/** The seeds of a run in a project that has models of its own. */
export function seedsFor(models: UserModels | undefined): Seeds {
  const words = userSigns(models);
  const own = (texts: readonly string[]) => texts.map((text): Seed => ({ text, match: "word" }));
  const [opening, ...forking] = defaultSeeds.needs.map((need, index) => ({
    ...need,
    words: [...need.words, ...own(index === 0 ? words.grpc : words.forks)],
  }));
  return {
    ...defaultSeeds,
    // Where a guard is defined, it must be known as one; it gives a program nothing that it needs.
    grpc: [...defaultSeeds.grpc, ...own([...words.grpc, ...words.guards])],
    fork: [...defaultSeeds.fork, ...own(words.forks)],
    needs: opening ? [opening, ...forking] : [],
    entries: models?.entryPoints ?? [],
    paths: {
      grpc: inModulesOf(models?.opensGrpc.map(({ name }) => name) ?? []),
      fork: inModulesOf(models?.forks.map(({ name }) => name) ?? []),
    },
  };
}

/** Whether a file lies in a module, or below a package, of names of which a wildcard tells too little to look for. */
function inModulesOf(names: readonly string[]): (path: string) => boolean {
  const patterns = names.filter(hasWildcard).map((name) => {
    const folders = name
      .split(".")
      .slice(0, -1)
      .map((part) => part.replaceAll("*", "[^/]*"));
    return new RegExp(`(?:^|/)${folders.join("/")}(?:\\.py$|/)`);
  });
  return (path) => patterns.some((pattern) => pattern.test(path));
}
