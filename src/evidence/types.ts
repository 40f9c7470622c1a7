/**
 * The nouns of runtime evidence, in the order in which they are made:
 *
 *   Event (what a Python process wrote down) → Lineage (which process came from which) → Crossing → Evidence
 */
import type { RuleCode } from "../types";

/** A line of code that was on the stack. `path` is absolute. */
export interface Frame {
  readonly path: string;
  readonly line: number;
  readonly name: string;
}

interface Common {
  readonly pid: number;
  /** Seconds of a clock that all processes share. */
  readonly time: number;
}

export interface StartEvent extends Common {
  readonly event: "start";
  readonly parent: number;
  readonly arguments: readonly string[];
}

/** A process is about to fork. */
export interface ForkEvent extends Common {
  readonly event: "fork";
  readonly fork: string;
  readonly frames: readonly Frame[];
  /** grpc was asked for fork support: it gives up its connections in the child, and takes a fork in the middle of calls. */
  readonly support: boolean;
  /** The channels that were open, and those of them that this process had used. */
  readonly open: readonly string[];
  readonly connected: readonly string[];
  /** The servers that were running. */
  readonly serving: readonly string[];
  /** The calls that were under way. */
  readonly busy: readonly { readonly thing: string; readonly frames: readonly Frame[] }[];
}

export interface ChildEvent extends Common {
  readonly event: "child";
  readonly parent: number;
  /** Null where Python was not told of the fork. */
  readonly fork: string | null;
}

export interface MakeEvent extends Common {
  readonly event: "make";
  readonly thing: string;
  readonly kind: ThingKind;
  readonly target: string | null;
  /** Python's notation of them. */
  readonly options: string;
  /** It has `grpc.use_local_subchannel_pool`: its connections are its own. */
  readonly local: boolean;
  readonly frames: readonly Frame[];
}

export type ThingKind = "channel" | "aio-channel" | "server";

export interface UseEvent extends Common {
  readonly event: "use";
  readonly thing: string;
  readonly method: string;
  readonly frames: readonly Frame[];
}

export interface ServeEvent extends Common {
  readonly event: "serve";
  readonly thing: string;
  readonly frames: readonly Frame[];
}

export interface FaultEvent extends Common {
  readonly event: "fault";
  readonly error: string;
}

/** What one Python process wrote down; sitecustomize.py says when. */
export type Event = StartEvent | ForkEvent | ChildEvent | MakeEvent | UseEvent | ServeEvent | FaultEvent;

/** A process of the traced command, numbered from 1 in the order of their beginnings. */
export interface TracedProcess {
  readonly number: number;
  /** The number of the process that forked it; null for one that was started anew. */
  readonly parent: number | null;
  readonly arguments: readonly string[];
  /** Where it was forked; null for one that was started anew, or of which Python was not told. */
  readonly forkedAt: EvidencePlace | null;
}

/** A line of the project, or of a library where nothing of the project was on the stack. */
export interface EvidencePlace {
  /** Relative to the folder of the command where it is inside, with `/`; else absolute. */
  readonly path: string;
  readonly line: number;
  readonly function: string;
}

/** One thing that happened on the way. */
export interface EvidenceStep {
  /** Null where no line of Python was on the stack. */
  readonly at: EvidencePlace | null;
  readonly message: string;
  /** The number of the process. */
  readonly process: number;
}

/** Something of gRPC that was seen to cross a fork, once for each rule, creation and fork site. */
export interface Crossing {
  readonly rule: RuleCode;
  readonly message: string;
  readonly at: EvidencePlace | null;
  /** Of the first process in which it was seen. */
  readonly steps: readonly EvidenceStep[];
  /** In how many forked processes it was seen. */
  readonly processes: number;
}

export interface Evidence {
  readonly processes: readonly TracedProcess[];
  readonly crossings: readonly Crossing[];
  /** How many channels and servers were made; 0 means that there was nothing to see. */
  readonly things: number;
  /** Errors of the watching itself. */
  readonly faults: readonly string[];
}
