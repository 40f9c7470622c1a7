import type { UserFork, UserModels, UserOpening } from "../types";
import type { CallForkModel, ForkModel, GuardModel, Handover, LibraryModel } from "./model";
import { hasWildcard, namePattern } from "./name-pattern";

/** What a project says about a callable of this name, in the form in which the models say it of others; null where it says nothing. */
export interface UserIndex {
  readonly library: (name: string) => LibraryModel | null;
  readonly call: (name: string) => CallForkModel | null;
  /** A class like `multiprocessing.Process`. */
  readonly process: (name: string) => ForkModel | null;
  readonly guard: (name: string) => GuardModel["effect"] | null;
}

const nobody: UserModels = { opensGrpc: [], forks: [], guards: [], entryPoints: [] };

/** The models of a project, which go before all others. Of several that fit a name, the one that spells it out does, else the first. */
export function userIndex({ opensGrpc, forks, guards }: UserModels = nobody): UserIndex {
  const calls = forks.filter(({ when }) => when === "call");
  const processes = forks.filter(({ when }) => when === "start");
  const isGuard = matching(guards, (name) => name);
  return {
    library: made(opensGrpc, libraryOf),
    call: made(calls, callOf),
    process: made(processes, processOf),
    guard: (name) => (isGuard(name) === null ? null : "inert"),
  };
}

/** Makes the model of each name once. */
function made<Said extends { readonly name: string }, Model>(
  all: readonly Said[],
  make: (said: Said) => Model,
): (name: string) => Model | null {
  const find = matching(all, ({ name }) => name);
  const known = new Map<string, Model | null>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const said = find(name);
    const model = said === null ? null : make({ ...said, name });
    known.set(name, model);
    return model;
  };
}

function matching<Said>(all: readonly Said[], nameOf: (said: Said) => string): (name: string) => Said | null {
  const exact = new Map([...all].reverse().map((said) => [nameOf(said), said]));
  const patterns = all.flatMap((said) =>
    hasWildcard(nameOf(said)) ? [{ said, pattern: namePattern(nameOf(said)) }] : [],
  );
  return (name) => exact.get(name) ?? patterns.find(({ pattern }) => pattern.test(name))?.said ?? null;
}

/** All names of which a project says something, but for those where programs start. */
export function userNames({ opensGrpc, forks, guards }: UserModels = nobody): readonly string[] {
  return [...opensGrpc.map(({ name }) => name), ...forks.map(({ name }) => name), ...guards];
}

/** Words by which a file may be told that has to do with the names. */
export interface UserWords {
  readonly grpc: readonly string[];
  readonly forks: readonly string[];
  readonly guards: readonly string[];
}

/** The last parts of names, as far as they are spelt out. */
export function userWords(models: UserModels = nobody): UserWords {
  return wordsBy(models, (name) => {
    const last = name.slice(name.lastIndexOf(".") + 1);
    return hasWildcard(last) ? [] : [last];
  });
}

/** The last parts that are spelt out: who uses `shop.rpc.*` has to write `rpc`. */
export function userSigns(models: UserModels = nobody): UserWords {
  return wordsBy(models, (name) => name.split(".").findLast((part) => !hasWildcard(part)) ?? []);
}

function wordsBy(
  { opensGrpc, forks, guards }: UserModels,
  wordsOf: (name: string) => string | readonly string[],
): UserWords {
  return {
    grpc: opensGrpc.flatMap(({ name }) => wordsOf(name)),
    forks: forks.flatMap(({ name }) => wordsOf(name)),
    guards: guards.flatMap(wordsOf),
  };
}

const source = "the project's configuration";
/** What makes them true is code that we do not have. */
const examples = { yes: [], no: [] };

function libraryOf({ name, opens, target, aio }: UserOpening): LibraryModel {
  return {
    kind: "library",
    library: name.slice(0, name.indexOf(".")),
    summary: `${name}() opens gRPC`,
    source,
    names: [name],
    opens,
    aio,
    ...(target === null ? {} : { target: { position: null, keyword: target } }),
    examples,
  };
}

function callOf({ name, function: at }: UserFork): CallForkModel {
  return {
    kind: "call-fork",
    names: [name],
    summary: `${name}() runs a function in a forked child`,
    source,
    methods: null,
    runs: [{ kind: "function", handover: handoverAt(at) }],
    method: { default: "fork", argument: null },
    conditions: [],
    examples,
  };
}

function processOf({ name, function: at }: UserFork): ForkModel {
  return {
    kind: "fork",
    names: [name],
    when: "start",
    constructor: handoverAt(at),
    methods: {},
    respawn: null,
    context: null,
    pickles: false,
    examples,
  };
}

/** What comes behind the function is the function's. */
function handoverAt(at: UserFork["function"]): Handover {
  return {
    function: at,
    args: { position: null, keyword: "args" },
    kwargs: { position: null, keyword: "kwargs" },
    items: at.position === null ? null : { kind: "rest", from: at.position + 1 },
  };
}
