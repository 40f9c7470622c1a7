/**
 * The process tree as reports see it: what processes a program has, which gRPC objects each of them makes, and which of
 * those get into another process. Plain data; processes and objects refer to each other by their place in the list.
 */
import type { Fork, ObjectEvidence, ParentState, Place, RuleCode, Severity } from "./types";

/** The programs of a run. */
export interface ProcessGraph {
  /** By entry. A program that starts no process and has no finding is not in it. */
  readonly programs: readonly ProgramGraph[];
  /** Programs that were left out, because there are more than anybody looks at. */
  readonly omitted: number;
}

/** One program, followed from the file with which it starts. */
export interface ProgramGraph {
  readonly entry: string;
  /** A parent stands before its children. Those without a parent are the program as it is started, once for each way. */
  readonly processes: readonly GraphProcess[];
  /** In the order in which their processes stand, and then by place. */
  readonly objects: readonly GraphObject[];
  readonly holdings: readonly Holding[];
  readonly findings: readonly GraphFinding[];
  /** Processes and objects that were left out, because there are too many to draw. */
  readonly omitted: number;
}

export interface GraphProcess {
  readonly parent: number | null;
  /** What it runs: `worker`, `Feed.run`; of a program the path of its file. */
  readonly label: string;
  /** What starts it; null for a program itself. */
  readonly fork: Fork | null;
  /** The definition of what it runs first; null when that is not in the program. */
  readonly target: Place | null;
  /** Several of it live at a time: a pool, a loop. */
  readonly several: boolean;
  /** No code of the program starts it, but a framework does, and `fork.at` is what decides that. */
  readonly implicit: boolean;
}

/** A gRPC object that is derived from no other. */
export interface GraphObject {
  /** The process that makes it. */
  readonly process: number;
  readonly kind: ObjectEvidence["object"];
  readonly aio: boolean;
  /** `grpc.insecure_channel` */
  readonly maker: string;
  /** The distribution that opens gRPC inside; null where the program itself does. */
  readonly library: string | null;
  /** What it connects to, where that is a constant. */
  readonly target: string | null;
  readonly at: Place;
  /** Where its own process first puts it to use; null when it does not. */
  readonly firstUse: Place | null;
}

/** An object in a process that did not make it: a fork brought it there. */
export interface Holding {
  readonly object: number;
  /** The first forked process on the way from the maker to those who hold it. */
  readonly process: number;
  /** What the parent had done with it at the fork. */
  readonly state: ParentState;
  /** The argument expressions through which it was handed over; empty when it is inherited with the memory. */
  readonly handed: readonly Place[];
  /** Where the process, or a child of it, uses it; empty when nobody does. */
  readonly uses: readonly Place[];
}

/** Where it breaks. */
export interface GraphFinding {
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly fingerprint: string;
  /** The process in which it breaks; null when the rule speaks of none. */
  readonly process: number | null;
  readonly object: number | null;
}
