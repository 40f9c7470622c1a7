/**
 * The process tree and what was seen in it: the answer of the `processes` stage, which rules question.
 */

import type { Fork, ForkSupport, Launch, ParentState, Place, ServerCall, Step } from "../types";
import type { TaintMemory } from "./relevance-memory";

/** A gRPC object of the program, made by one evaluation of one call. */
export interface GrpcObject {
  readonly id: number;
  readonly kind: "channel" | "stub" | "client" | "server";
  readonly aio: boolean;
  /** The dotted name of what made it: `grpc.insecure_channel`. */
  readonly maker: string;
  /** The calls that led to it, outermost first; the last is the creation. */
  readonly creation: readonly Place[];
  /** What those calls but the last call, for people: `connect()`. */
  readonly callers: readonly string[];
  /** The process that made it. */
  readonly process: number;
  /** What it connects to, in a form that is equal for equal targets; null when unknown. */
  readonly target: string | null;
  /** It states `grpc.use_local_subchannel_pool`, so it shares no connection. */
  readonly localPool: boolean;
  /** The distribution that opens it inside: `google-cloud-pubsub`; null when the program opens it itself. */
  readonly library: string | null;
  /** The library keeps it for the whole process: no value of the program is it. */
  readonly ambient: boolean;
}

/** A process as seen from one entry of the program. Process 0 is the entry itself. */
export interface Process {
  readonly id: number;
  readonly parent: number | null;
  readonly fork: Fork | null;
  /** What it runs, for people: `worker()`. */
  readonly entry: string;
}

/** An object made in one process and used in a descendant that a fork made. */
export interface Crossing {
  readonly kind: "crossing";
  readonly object: GrpcObject;
  readonly fork: Fork;
  readonly state: ParentState;
  /** Argument expressions through which it was handed over; empty when it was inherited by name. */
  readonly handed: readonly Place[];
  readonly uses: readonly Place[];
  /** Pickling the arguments fails before the fork even matters: a pool or an executor. */
  readonly pickled: boolean;
  readonly trace: readonly Step[];
  /** Names of module and function around the creation and the fork, for the fingerprint. */
  readonly usedInParent: boolean;
  /** Calls in the object's own process that bind to it: stubs, intercepted channels, multicallables. */
  readonly derived: readonly Place[];
  readonly calls: readonly ServerCall[];
  readonly launch: Launch;
  readonly forkSupport: ForkSupport;
}

/** A child that opens a channel to a target to which the parent had an open, used one. */
export interface Reconnection {
  readonly kind: "reconnection";
  readonly object: GrpcObject;
  readonly inherited: GrpcObject;
  readonly fork: Fork;
  readonly trace: readonly Step[];
  readonly launch: Launch;
}

/** An object that is alive in its own process when that forks, whatever the child does with it. */
export interface Standing {
  readonly kind: "standing";
  readonly object: GrpcObject;
  readonly fork: Fork;
  /** Of a server: `created` until it is started. */
  readonly state: ParentState;
  /** A handler of the server forks. */
  readonly inHandler: boolean;
  /** The most that the child, or a child of it, does with gRPC. */
  readonly child: "nothing" | "calls" | "serves";
  /** The child, or a child of it, calls through the same library. */
  readonly callsLibrary: boolean;
  readonly calls: readonly ServerCall[];
  readonly launch: Launch;
  readonly forkSupport: ForkSupport;
  /** Where fork support was set; null when it is not. */
  readonly settingAt: Place | null;
  readonly trace: readonly Step[];
}

/** A server that binds an address in a process that another one has started. */
export interface Serving {
  readonly kind: "serving";
  readonly object: GrpcObject;
  readonly fork: Fork;
  /** The call that binds. */
  readonly bind: Place;
  /** Port 0 is asked for. */
  readonly anyPort: boolean;
  /** Other processes bind the same address while this one does. */
  readonly shared: boolean;
  readonly reusePort: ReusePort;
  /** SIGTERM of the process that started it reaches this one: a handler there, or a death signal here. */
  readonly guarded: boolean;
  readonly calls: readonly ServerCall[];
  readonly launch: Launch;
  readonly trace: readonly Step[];
}

/** What the options of a server say of `grpc.so_reuseport`; `unknown` when they cannot be read. */
export type ReusePort = "stated" | "missing" | "off" | "unknown";

/** A server that is made or bound in a way that gRPC does not take. */
export interface Misuse {
  readonly kind: "misuse";
  /** Options for the port and not for the server; an executor of processes for its handlers. */
  readonly what: "options-on-add-port" | "process-pool";
  readonly object: GrpcObject;
  /** The call. */
  readonly at: Place;
  readonly calls: readonly ServerCall[];
  readonly entry: string;
}

/** A variable of gRPC's that is set, or something that is taken for one. */
export interface Setting {
  readonly kind: "setting";
  readonly name: string;
  readonly value: string | null;
  /** It is no value of the variable that gRPC takes for a yes or a no. */
  readonly isWithoutEffect: boolean;
  readonly at: Place;
  /** Where gRPC had been imported by then; null when it had not. */
  readonly importedAt: Place | null;
  readonly entry: string | null;
}

/** A fork whose child could not be followed, while the parent held gRPC objects. */
export interface Unfollowed {
  readonly kind: "unfollowed";
  readonly fork: Fork;
  readonly objects: readonly GrpcObject[];
  /** What could not be followed: `the target of Process`. */
  readonly what: string;
  readonly trace: readonly Step[];
}

export type Observation = Crossing | Reconnection | Unfollowed | Standing | Serving | Misuse | Setting;

/** One program as it was followed, from one way to start it. */
export interface Followed {
  /** The file with which it starts. */
  readonly entry: string;
  readonly processes: readonly FollowedProcess[];
  /** Those that are derived from no other. */
  readonly objects: readonly GrpcObject[];
  /** By object id: where the process that made it first put it to use. */
  readonly firstUses: ReadonlyMap<number, Place>;
  readonly observations: readonly Observation[];
}

export interface FollowedProcess extends Process {
  /** The definition of what it runs first; null when that is not in the program. */
  readonly target: Place | null;
  readonly several: boolean;
  /** A framework starts it. */
  readonly implicit: boolean;
}

export interface ProcessTree {
  readonly programs: readonly Followed[];
  readonly observations: readonly Observation[];
  /** Entries whose analysis ran out of budget, with what was left undone. */
  readonly exhausted: readonly string[];
  /** How many entries were not followed, because the budget of the whole run was spent. */
  readonly skipped: number;
  /** For the tree of a program in which most files are the same. */
  readonly memory: TaintMemory;
}
