/**
 * The nouns of grpc-fork-fix, in the order in which a run makes them:
 *
 *   SourceFile → Facts → Program → ProcessTree → Finding → Plan → Change → Result
 *
 * All of them are plain data. Offsets are UTF-16 units into the decoded text, `start` inclusive and
 * `end` exclusive. Paths are relative to the root of the run and use `/`.
 */
import type { Code, Span } from "./code";
import type { GrpcioVersion } from "./grpcio";
import type { Origin } from "./origin";
import type { ProcessGraph } from "./process-graph";
import type { Reading } from "./scan";
import type { UserModels } from "./user-models";

export type { Code, Span } from "./code";
export type { GrpcioVersion } from "./grpcio";
export type { Origin } from "./origin";
export type { GraphFinding, GraphObject, GraphProcess, Holding, ProcessGraph, ProgramGraph } from "./process-graph";
export type { UserFork, UserModels, UserOpening } from "./user-models";

/** A span in a file. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** A file as the host read it: decoded, byte-order mark stripped (the host puts it back on writing). */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What one file says, known without looking at another. A function of its path and text alone. */
export interface Facts extends Code {
  readonly path: string;
  /** Offsets at which a line starts; the first is 0. Line ends are LF, CRLF and CR. */
  readonly lines: readonly number[];
  /** A `*_pb2*.py` or a file whose head says that it is generated: analysed, never edited. */
  readonly generated: boolean;
}

/** Where an import leads. */
export type Resolution =
  | { readonly kind: "file"; readonly path: string }
  /** A folder without `__init__.py` (PEP 420). */
  | { readonly kind: "namespace"; readonly folder: string }
  /** Not in this repository; `name` is absolute and dotted. */
  | { readonly kind: "outside"; readonly name: string };

/** The names of all files and the facts of those that matter. Queries only; nothing reads text again. */
export interface Program {
  readonly files: readonly string[];
  readonly facts: ReadonlyMap<string, Facts>;
  /** The facts of any file: parsed when first asked for, then remembered. `null` when it cannot be read. */
  readonly load: (path: string) => Facts | null;
  /** Leads `import module` (level 0) or a relative import, written in the file `from`, to its file. */
  resolve(from: string, module: string, level: number): Resolution;
  /** Files that import `path` or something in it directly, sorted. Covers files whose facts were not needed. */
  importersOf(path: string): readonly string[];
  /** Files where a program may start: a main guard, or nobody imports it. Sorted. */
  readonly entries: readonly string[];
  /** Files with the signs of a mistake that needs no fork to be one. */
  readonly suspects: ReadonlySet<string>;
}

export type StartMethod = "main" | "fork" | "spawn" | "forkserver";

/** What the parent had done with gRPC when it forked, from harmless to worst: docs/analysis.md has what each means for a child. */
export type ParentState = "created" | "warm" | "in-flight" | "busy";

/** A place where a process starts another one. */
export interface Fork {
  readonly at: Place;
  /** The dotted public name of what forks: `multiprocessing.Process`. */
  readonly by: string;
  readonly method: StartMethod | "unknown";
}

/** What grpc took `GRPC_ENABLE_FORK_SUPPORT` for when it was imported; `without-effect` is a value that is neither a yes nor a no. */
export type ForkSupport = "unset" | "on" | "off" | "without-effect" | "unknown";

/** What a call says about how it starts processes, for those who change that call. */
export interface Launch {
  /** The construction of the process, the pool or the executor; for `os.fork` the call. */
  readonly at: Place;
  readonly construct: "process" | "process-subclass" | "pool" | "executor" | "os-fork" | "outside" | "framework";
  /** Whose workers these are, for `framework` alone: the name of its model, and the program that configures it (`gunicorn.conf.py`). */
  readonly framework?: { readonly name: string; readonly config: string | null };
  /** The definition of what the child runs first; null when it is not in the program. */
  readonly target: Place | null;
  /** It is in a loop, or called from one: several of these children live at a time. */
  readonly several: boolean;
  /** The process that starts the child does so from a background thread. */
  readonly inThread: boolean;
  /** The process that starts the child does so while it handles an RPC. */
  readonly inHandler: boolean;
  /** The files with which the programs start that get here, sorted. */
  readonly entries: readonly string[];
  /** What is known to stand against starting the child with `spawn`. */
  readonly objections: readonly Objection[];
}

export interface Objection {
  readonly reason: Reason;
  readonly detail: string;
}

/** A call of a method of a server, or of an `add_…_to_server` with it. */
export interface ServerCall {
  /** `add_insecure_port`, `start`, `add_OrdersServicer_to_server` */
  readonly method: string;
  readonly at: Place;
  /** Whether the process that made the server calls it, or a child of that. */
  readonly process: "own" | "child";
}

/** One step of the proof that a finding is real. */
export interface Step {
  readonly at: Place;
  readonly message: string;
  readonly process: "parent" | "child";
}

export type Severity = "error" | "warning";
export type RuleCode = `GFF${number}`;

export interface Finding {
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly message: string;
  /** What to do by hand; shown where there is no fix. */
  readonly advice: string;
  /** The creation, or what the rule speaks of. */
  readonly at: Place;
  readonly fork: Fork | null;
  readonly trace: readonly Step[];
  /**
   * 16 hexadecimal digits, made of names (module, function, rule, target), so that it survives edits elsewhere in the file.
   * Paths count in the last 8 alone: the first 8 stay when a file is moved.
   */
  readonly fingerprint: string;
  /** For transforms; `null` where no transform applies. */
  readonly evidence: Evidence | null;
  /** Missing for what is not about a gRPC object. */
  readonly origin?: Origin;
}

/** What a finding is about, for those who repair it. */
export type Evidence = ObjectEvidence | SettingEvidence;

/** A gRPC object: how it came to be, who has it, and in what state it is when a process is forked. */
export interface ObjectEvidence {
  readonly kind: "object";
  /** `channel` for `insecure_channel` and `secure_channel`; the kind of the root object, never of one derived from it. */
  readonly object: "channel" | "stub" | "client" | "server";
  readonly aio: boolean;
  /** The dotted name of what makes it: `grpc.insecure_channel`. */
  readonly maker: string;
  /** What it connects to, in a form that is equal for equal targets; null when unknown. */
  readonly target: string | null;
  /** The distribution that opens gRPC inside of it; absent where the program itself does. */
  readonly library?: string;
  /** The library keeps it for the whole process: there is nothing in the program to make per process. */
  readonly ambient?: boolean;
  readonly state: ParentState;
  /** The parent used the object in an RPC at some time, before or after the fork. */
  readonly usedInParent: boolean;
  /** It is pickled on its way to the child. */
  readonly pickled: boolean;
  /** Calls in the process that made the object which bind something to it at once: a stub, an intercepted channel. */
  readonly derived: readonly Place[];
  /** For each way in which such an object is made: the calls that lead there, outermost first; the last is the creation. */
  readonly creations: readonly (readonly Place[])[];
  /** The argument expressions through which the object was handed to the child; empty when it was inherited by name. */
  readonly handed: readonly Place[];
  /** Where code of the child used it. */
  readonly uses: readonly Place[];
  /** What was done with it; of a server alone. */
  readonly calls: readonly ServerCall[];
  /** The forks that the object crosses or stands by, or that made the process that holds it. */
  readonly launches: readonly Launch[];
  readonly forkSupport: ForkSupport;
}

/** A setting of gRPC's environment. */
export interface SettingEvidence {
  readonly kind: "setting";
  /** `GRPC_ENABLE_FORK_SUPPORT` */
  readonly name: string;
  /** Null when it is not a constant. */
  readonly value: string | null;
  /** gRPC was imported before. */
  readonly late: boolean;
  /** The files with which the programs start that get there, sorted; empty for what no Python sets. */
  readonly entries: readonly string[];
}

export type Safety = "safe" | "unsafe";

/** Why a transform declines. Stable: reports and tests name them. */
export type Reason =
  | "aio"
  | "busy-parent"
  | "dynamic-access"
  | "generated-file"
  | "has-syntax-error"
  | "not-utf8"
  | "no-transform"
  | "unsupported-shape"
  | "captured-value"
  | "passed-to-pool"
  | "library-module"
  | "not-python"
  | "no-main-guard"
  | "unpicklable-argument"
  | "unpicklable-target"
  | "inherited-global"
  | "shared-primitive"
  | "needs-fork-support"
  | "no-hook"
  | "verification-failed"
  | "conflict"
  | "not-chosen";

export interface Edit {
  readonly path: string;
  readonly span: Span;
  /** May be empty: a deletion. An insertion has an empty span. */
  readonly text: string;
}

/** A transform never writes an import; it asks for one. `from` null is `import name`. */
export interface ImportRequest {
  readonly path: string;
  readonly from: string | null;
  readonly name: string;
  /** The place before which the name must be bound; usually the offset of the first edit that uses it. */
  readonly before: number;
}

/** What a transform wants done for some findings. All edits of a plan land or none. */
export type Plan =
  | {
      readonly kind: "edit";
      readonly transform: string;
      readonly safety: Safety;
      readonly edits: readonly Edit[];
      readonly imports: readonly ImportRequest[];
      /** One sentence: what changes in behaviour, for a reader of the report. */
      readonly note: string;
      /** The plan is a cure only together with one that provides this. */
      readonly requires?: Provision;
      readonly provides?: Provision;
    }
  | { readonly kind: "refuse"; readonly transform: string | null; readonly reason: Reason; readonly detail: string };

/** What one plan may do for others. */
export type Provision = "fork-support";

/** A finding with what was decided for it. */
export interface Decision {
  readonly finding: Finding;
  readonly fix: Fix;
}

export interface Fix {
  readonly status: Safety | "none";
  readonly transform: string | null;
  readonly reason: Reason | null;
  /** A sentence for a person: what the fix changes, or why there is none. */
  readonly detail: string;
  /** Files that the fix edits, sorted. */
  readonly files: readonly string[];
  /** Other ways to repair it, in order of preference, with those that were refused and why. */
  readonly alternatives: readonly Alternative[];
}

export type Alternative = Omit<Fix, "alternatives">;

/** A fix that lands, taken by itself. */
export interface Repair {
  readonly transform: string;
  readonly safety: Safety;
  /** One sentence: what changes in behaviour. */
  readonly note: string;
  /** What it is for: indexes into {@link Result.decisions}. */
  readonly decisions: readonly number[];
  /** What it would change without the other repairs, its imports among it; against the original text. */
  readonly edits: readonly Edit[];
}

/** A finding that a baseline holds. */
export interface Known {
  readonly finding: Finding;
  /** Its fingerprint there, which is another one when its file was moved since. */
  readonly fingerprint: string;
}

/** What `--write` would do to one file. */
export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Something that is not a finding but that a reader should know: an unreadable file, a budget that ran out. */
export interface Notice {
  readonly code: string;
  readonly path: string | null;
  /** 1-based; null where no line applies. */
  readonly line: number | null;
  readonly message: string;
}

export interface Stats {
  readonly files: number;
  readonly bytes: number;
  readonly parsed: number;
  readonly entries: number;
  readonly milliseconds: number;
}

/** All that a run found out. Every report reads only this and the text of the files that it names. */
export interface Result {
  readonly decisions: readonly Decision[];
  readonly changes: readonly Change[];
  /** What the changes are made of. */
  readonly repairs: readonly Repair[];
  /** What was left out because a baseline holds it; missing where there is none. */
  readonly known?: readonly Known[];
  readonly notices: readonly Notice[];
  readonly stats: Stats;
  /** The processes of the programs that were followed. */
  readonly graph: ProcessGraph;
  /** The text of every file that a finding, a step, a notice or the graph names. */
  readonly sources: ReadonlyMap<string, string>;
}

/** The files of a run, as the host shows them to the pure core. Reading a path twice gives the same answer. */
export interface Files {
  /** Every Python file of the project, sorted. The analysis is whole-program whatever was named. */
  readonly paths: readonly string[];
  /** Every file that may set the environment of a program from outside of Python, sorted; none of them is in `paths`. */
  readonly deployment?: readonly string[];
  /** Whether findings in this file are wanted: it was named on the command line, or lies in a named folder. */
  readonly selected: (path: string) => boolean;
  /** Whether the file itself was named, and not a folder around it. */
  readonly named?: (path: string) => boolean;
  readonly read: (path: string) => Read;
  /** Looks at many files at once; without it, they are read one by one. */
  readonly reading?: Reading;
}

export type Read =
  | { readonly kind: "text"; readonly text: string; readonly bytes: number }
  /** Not decodable, too large, binary or unreadable: reported and left alone. */
  | {
      readonly kind: "unreadable";
      readonly message: string;
      readonly bytes: number;
      /** Its bytes as if they were Latin-1, to be searched for words and for nothing else. */
      readonly glimpse?: string;
    };

export interface PythonVersion {
  readonly major: number;
  readonly minor: number;
}

/** Rules that are not wanted in some files. */
export interface PerFileIgnore {
  /** By the path from the root of the run. */
  readonly match: (path: string) => boolean;
  /** Rule codes or prefixes. */
  readonly codes: readonly string[];
}

/** What a run is asked for. Everything that could come from the environment is here, so that the core reads none. */
export interface Options {
  /** The lowest Python that the project supports; null when nothing says so. */
  readonly targetPython: PythonVersion | null;
  /** Null or missing when nothing says so. */
  readonly grpcio?: GrpcioVersion | null;
  readonly platform: "linux" | "darwin";
  /** How many characters a line of the project may have; null or missing when nothing says so. */
  readonly lineWidth?: number | null;
  /** Rule codes or prefixes; empty `select` is all. */
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly perFileIgnores?: readonly PerFileIgnore[];
  /** The baseline: how many findings of each fingerprint are known, and so are not reported. */
  readonly known?: ReadonlyMap<string, number>;
  /** The transforms whose repairs may land; without it those of all. */
  readonly transforms?: readonly string[];
  readonly models?: UserModels;
  readonly unsafeFixes: boolean;
  /** Told how far the run is; `total` is 0 while it is unknown. */
  readonly progress?: (stage: string, done: number, total: number) => void;
}
