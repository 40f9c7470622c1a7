/** The abstract machine: what it holds while it runs a program from one entry. */
import type { Expression } from "../../code";
import type { ForkModel, LibraryModel } from "../../models/model";
import type { Models } from "../../models/models";
import type { Facts, Launch, Options, ParentState, Place, Program, StartMethod } from "../../types";
import type { Relevance } from "../relevance";
import type { GrpcObject, Observation, Process, ReusePort } from "../tree";
import type { Maker } from "./fork-calls";
import type { Changes, Store } from "./store";
import { emptyStore, read, write } from "./store";
import type { ClassValue, FunctionValue, Value, Values } from "./value";

/** What lives on the heap. Its changing parts are in the store, under keys that start with its id. */
export type HeapObject =
  | { readonly type: "instance"; readonly of: ClassValue; readonly at: Place }
  /** A list, tuple, set or a generator's results; `length` of those known by index. */
  | { readonly type: "sequence"; readonly length: number }
  | { readonly type: "mapping" }
  | {
      readonly type: "grpc";
      readonly grpc: GrpcObject;
      readonly root: number;
      readonly methods: ReadonlyMap<string, string> | null;
      /** Of the root, for all that is derived from it. */
      readonly library: LibraryModel | null;
    }
  /** A method of a stub or a multicallable of a channel; calling it is an RPC. `arity` is `unary_stream`…, "" if unknown. */
  | {
      readonly type: "multicallable";
      readonly of: number;
      readonly name: string;
      readonly arity: string;
      readonly at: Place | null;
    }
  /** A call that may be under way: a stream, a future. */
  | { readonly type: "call"; readonly root: number; readonly streams: boolean }
  /** What `grpc.channel_ready_future` watches a channel with. */
  | { readonly type: "watch" }
  | { readonly type: "partial"; readonly callee: Values; readonly args: Arguments }
  | {
      readonly type: "forker";
      readonly model: ForkModel;
      readonly by: string;
      readonly method: StartMethod | "unknown";
      readonly task: Task | null;
      readonly respawns: boolean;
      readonly at: Place;
    }
  /** What forks in some of its methods: a DataLoader, a forking server. */
  | ({ readonly type: "fork-maker" } & Maker)
  /** `joblib.delayed(f)`: calling it only notes the call. */
  | { readonly type: "delayed"; readonly callee: Values }
  | { readonly type: "context"; readonly family: string; readonly method: StartMethod | "unknown" }
  | { readonly type: "thread"; readonly task: Task }
  | { readonly type: "thread-pool" }
  /** What calling a generator function gives. */
  | { readonly type: "generator"; readonly callee: FunctionValue; readonly args: Arguments; readonly at: Place }
  | { readonly type: "exit-stack" }
  | { readonly type: "closing"; readonly of: Value }
  /** An object that is nothing but its attributes: `threading.local()`. */
  | { readonly type: "bag" }
  | { readonly type: "super"; readonly self: Value; readonly after: ClassValue };

/** A function with the arguments that it will get, for another process or thread. */
export interface Task {
  readonly callee: Values;
  readonly args: Arguments;
  /** The call that carries it, and the expressions in it that hand something over. */
  readonly handed: readonly { readonly place: Place; readonly values: Values }[];
  /** Where the callee itself is written. */
  readonly calleeAt: Place;
}

export interface ArgumentValue {
  readonly values: Values;
  readonly expression: Expression | null;
}

export interface Arguments {
  readonly positional: readonly ArgumentValue[];
  readonly keywords: ReadonlyMap<string, ArgumentValue>;
  /** There may be more, by `*x` or `**x` that is not known. */
  readonly open: boolean;
}

export const NO_ARGUMENTS: Arguments = { positional: [], keywords: new Map(), open: false };
export const ANY_ARGUMENTS: Arguments = { positional: [], keywords: new Map(), open: true };

/** One activation of a scope. */
export interface Frame {
  readonly id: number;
  readonly facts: Facts;
  readonly scope: number;
  /** The frame of the enclosing scope, null for a module. */
  readonly outer: Frame | null;
  /** For `super()` without arguments. */
  readonly method: { readonly self: Value; readonly of: ClassValue } | null;
  /** What it returns and yields, and the memories at each `return` and each `yield`. */
  readonly returns: { values: Values; stores: Store[]; yields: Values; pauses: Store[] };
  /** Stores at `break` and `continue` of the innermost loop. */
  loop: Store[];
}

/** A place in the call stack of the running process. */
export interface Activation {
  readonly at: Place;
  /** `worker()` */
  readonly name: string;
}

/** A process while it is being followed. */
export interface Running extends Process {
  /** The parent's memory at the fork. */
  readonly atFork: Store | null;
  /** The parent's call stack at the fork. */
  readonly stack: readonly Activation[];
  /** What was handed over at the fork. */
  readonly handed: readonly { readonly place: Place; readonly objects: ReadonlySet<number> }[];
  readonly targetAt: Place | null;
  /** Functions that code outside the program may call later in this process. */
  readonly deferred: Map<string, Deferred>;
  /** How it was started; null for the program itself. */
  readonly start: Start | null;
  readonly deeds: Set<Deed>;
  /** The scopes that it has run; only kept of children. */
  readonly ran: Set<string>;
}

export interface Deferred {
  readonly callee: Value;
  readonly at: Place;
  readonly args: Arguments;
  /** Who calls it: anybody at any time, a server for an RPC, a framework in each child or in the parent before it forks. */
  readonly role: "callback" | "handler" | "child" | "parent";
  /** The last part of the name of what it was given to: `register`. */
  readonly to: string;
}

/** What matters of a process as a whole: it uses gRPC, it serves, it answers SIGTERM, it dies with its parent. */
export type Deed = "calls" | `calls:${string}` | "serves" | "handles-sigterm" | "dies-with-parent";

/** How a process was started, as far as the parent knew at that time. */
export interface Start {
  readonly construct: Launch["construct"];
  readonly framework?: Launch["framework"];
  /** Where the process, the pool or the executor was made. */
  readonly made: Place;
  /** What it was given to run; a worker is given more. */
  readonly tasks: Task[];
  readonly several: boolean;
  readonly inThread: boolean;
  readonly inHandler: boolean;
  /** The parent's memory. */
  readonly memory: Store;
  /** `os.register_at_fork` has effect. */
  readonly runsForkHooks: boolean;
}

/** A crossing under construction; its text is made when the entry has ended. */
export interface PendingCrossing {
  readonly object: GrpcObject;
  readonly process: Running;
  /** The worst of the states in which the object was at the forks between its process and the use. */
  state: ParentState;
  readonly handed: readonly Place[];
  readonly uses: Place[];
  readonly stack: readonly Activation[];
  readonly pickled: boolean;
  readonly what: string;
}

/** An object that was alive when its process forked. */
export interface PendingStanding {
  readonly object: GrpcObject;
  readonly child: Running;
  readonly state: ParentState;
  readonly inHandler: boolean;
}

/** A channel that a child opens to where its parent is connected. */
export interface PendingReconnection {
  readonly object: GrpcObject;
  readonly inherited: GrpcObject;
  readonly child: Running;
  readonly stack: readonly Activation[];
}

/** A server that was bound to an address. */
export interface Binding {
  readonly object: GrpcObject;
  readonly process: Running;
  readonly at: Place;
  /** Equal for equal addresses; null when that cannot be told. */
  readonly address: string | null;
  readonly anyPort: boolean;
  readonly stack: readonly Activation[];
}

/** What is known of a server beside its state. */
export interface ServerRecord {
  readonly reusePort: ReusePort;
  readonly calls: { readonly method: string; readonly at: Place; readonly process: number }[];
}

/** A forked child that goes on after the block in which it was forked, where its parent is still at work. */
export interface Escape {
  readonly child: Running;
  readonly store: Store;
  /** The frame that it is in, null once it has returned from the function: then `answer` is what that call gave. */
  readonly frame: number | null;
  readonly leaves: "next" | "break" | "continue" | "return";
  readonly values: Values;
  readonly answer: string;
}

export interface Machine {
  readonly program: Program;
  readonly models: Models;
  readonly options: Options;
  readonly relevance: Relevance;
  /** The steps after which an entry is a long program, in which less is run (thrift.ts). */
  readonly patience: number;
  readonly heap: HeapObject[];
  readonly frames: Frame[];
  readonly moduleFrames: Map<string, Frame>;
  readonly processes: Running[];
  readonly pending: Map<string, PendingCrossing>;
  readonly observations: Observation[];
  readonly standings: Map<string, PendingStanding>;
  readonly bindings: Binding[];
  readonly reconnections: PendingReconnection[];
  /** Heap ids of the gRPC objects that are derived from no other. */
  readonly roots: number[];
  readonly servers: Map<number, ServerRecord>;
  /** Scopes that were run, as `path#scope`. */
  readonly executed: Set<string>;
  /** Places of the first RPC on a root object, by `root:process`. */
  readonly firstUse: Map<string, Place>;
  /** Calls that may stream, with where they began, and those of them that are known to. */
  readonly suspected: Map<number, Place>;
  readonly confirmed: Set<number>;
  /** Places where the last call that is under way began, by `root:process`. */
  readonly begun: Map<string, Place>;
  /** Activations of a scope on the whole stack, across processes: the recursion guard. */
  readonly active: Map<string, number>;
  readonly forks: Map<string, number>;
  /** How often a process has run a function, and what that gave last. */
  readonly calls: Map<string, { readonly count: number; readonly last: Values | null }>;
  /** The class and its bases, by the key of a class, with the bases that it had then. */
  readonly lineages: Map<string, { readonly bases: Values; readonly all: readonly Value[] }>;
  /** The memory of pool workers and other children that get more work later, by process id. */
  readonly workers: Map<number, Store>;
  /** What generators do after the `yield` at which they wait, by heap id. */
  readonly unfinished: Map<number, Changes>;
  /** Forked children that have left the block, or the function, that forked them. */
  escapes: Escape[];
  /** What a call gives a child that has returned from it already, by {@link answerKey}. */
  readonly answers: Map<string, Values>;
  store: Store;
  process: number;
  stack: Activation[];
  /** Background threads that are being followed, innermost last: heap ids. */
  threads: number[];
  /** The import statement that is being run. */
  importing: Place | null;
  /** A server's handler is being followed. */
  handling: boolean;
  /** Set when the running path has left the process (`os._exit`, `sys.exit`). */
  ended: "exit" | null;
  steps: number;
  exhausted: boolean;
}

/** Evaluations that one entry may cost. Reached only by programs that call very deep and wide. */
const BUDGET = 400_000;

export type Ground = Pick<Machine, "program" | "models" | "options" | "relevance" | "patience">;

export function createMachine(ground: Ground): Machine {
  return {
    ...ground,
    heap: [],
    frames: [],
    moduleFrames: new Map(),
    processes: [],
    pending: new Map(),
    observations: [],
    standings: new Map(),
    bindings: [],
    reconnections: [],
    roots: [],
    servers: new Map(),
    executed: new Set(),
    firstUse: new Map(),
    suspected: new Map(),
    confirmed: new Set(),
    begun: new Map(),
    active: new Map(),
    forks: new Map(),
    calls: new Map(),
    lineages: new Map(),
    workers: new Map(),
    unfinished: new Map(),
    escapes: [],
    answers: new Map(),
    store: emptyStore(),
    process: 0,
    stack: [],
    threads: [],
    importing: null,
    handling: false,
    ended: null,
    steps: 0,
    exhausted: false,
  };
}

/** Counts one step; false when the budget is spent, and then evaluation only unwinds. */
export function step(m: Machine): boolean {
  if (++m.steps > BUDGET) m.exhausted = true;
  return !m.exhausted;
}

export function allocate(m: Machine, object: HeapObject): number {
  m.heap.push(object);
  return m.heap.length - 1;
}

export function heapOf(m: Machine, value: Value): HeapObject | null {
  return value.kind === "object" ? (m.heap[value.id] ?? null) : null;
}

export function newFrame(
  m: Machine,
  facts: Facts,
  scope: number,
  outer: Frame | null,
  method: Frame["method"] = null,
): Frame {
  const frame: Frame = {
    id: m.frames.length,
    facts,
    scope,
    outer,
    method,
    returns: { values: [], stores: [], yields: [], pauses: [] },
    loop: [],
  };
  m.frames.push(frame);
  return frame;
}

export function variable(frame: Frame, name: string): string {
  return `v${frame.id}:${name}`;
}

export function attribute(id: number, name: string): string {
  return `o${id}.${name}`;
}

/** The key of a class attribute. */
export function member(of: ClassValue, name: string): string {
  return `c${of.path}#${of.scope}@${of.frame}.${name}`;
}

export function readAt(m: Machine, key: string): Values | undefined {
  return read(m.store, key);
}

export function writeAt(m: Machine, key: string, values: Values): void {
  write(m.store, key, values);
}

export function placeOf(
  frame: Frame,
  node: { readonly span: { readonly start: number; readonly end: number } },
): Place {
  return { path: frame.facts.path, span: node.span };
}

export function scopeKey(path: string, scope: number): string {
  return `${path}#${scope}`;
}

/** The call of a function at a place, by one process. */
export function answerKey(m: Machine, fn: FunctionValue, at: Place, process = m.process): string {
  return `${process}|${scopeKey(fn.path, fn.scope)}|${at.path}:${at.span.start}-${at.span.end}`;
}

/** How a call is seen by the code that models its callee. */
export interface CallSite {
  readonly frame: Frame;
  readonly place: Place;
  readonly args: Arguments;
}
