import type { UserFork, UserModels, UserOpening } from "../types";
import type { CallForkModel, ForkModel, GuardModel, Handover, LibraryModel } from "./model";

/** What a project says about callables, in the form in which the models say it of others. */
export interface UserTables {
  readonly libraries: readonly LibraryModel[];
  readonly calls: readonly CallForkModel[];
  /** Classes like `multiprocessing.Process`. */
  readonly processes: readonly ForkModel[];
  readonly guards: readonly GuardModel[];
}

const nobody: UserModels = { opensGrpc: [], forks: [], guards: [], entryPoints: [] };

/** The models of a project, which go before all others. */
export function userTables({ opensGrpc, forks, guards }: UserModels = nobody): UserTables {
  return {
    libraries: opensGrpc.map(libraryOf),
    calls: forks.filter(({ when }) => when === "call").map(callOf),
    processes: forks.filter(({ when }) => when === "start").map(processOf),
    guards: guards.map((name) => ({ kind: "guard", names: [name], effect: "inert", examples })),
  };
}

/** All names of which a project says something, but for those where programs start. */
export function userNames({ opensGrpc, forks, guards }: UserModels = nobody): readonly string[] {
  return [...opensGrpc.map(({ name }) => name), ...forks.map(({ name }) => name), ...guards];
}

/** The last parts of names, by which a file may be told that has to do with them. */
export interface UserWords {
  readonly grpc: readonly string[];
  readonly forks: readonly string[];
  readonly guards: readonly string[];
}

export function userWords({ opensGrpc, forks, guards }: UserModels = nobody): UserWords {
  return {
    grpc: opensGrpc.map(({ name }) => lastPart(name)),
    forks: forks.map(({ name }) => lastPart(name)),
    guards: guards.map(lastPart),
  };
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
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
