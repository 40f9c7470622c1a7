/**
 * What names outside the program do, as data. A model holds no analysis, and the analysis names no
 * library: it asks for the model of a dotted name. Each model carries examples, and its tests are
 * made from them.
 */

/** Where a call takes an argument: its 0-based position and its keyword; either may be missing. */
export interface ArgumentAt {
  readonly position: number | null;
  readonly keyword: string | null;
}

/** Python that must (`yes`) or must not (`no`) give a finding; each a whole module. */
export interface Examples {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** A callable that opens gRPC. */
export interface GrpcModel {
  readonly kind: "grpc";
  /** Dotted public names; `*` stands for one path component or the rest of one. */
  readonly names: readonly string[];
  readonly makes: "channel" | "stub" | "client" | "server";
  readonly aio: boolean;
  /** The address it connects to. */
  readonly target: ArgumentAt | null;
  /** Channel options, a sequence of pairs. */
  readonly options: ArgumentAt | null;
  /** The channel that it takes and shares: the result is derived from it. */
  readonly channel: ArgumentAt | null;
  /** The executor that runs a server's handlers. */
  readonly pool?: ArgumentAt;
  readonly examples: Examples;
}

/** How a callable of a fork model hands a function to a child. */
export interface Handover {
  readonly function: ArgumentAt;
  /** A sequence of positional arguments (`args=`), null if there is none. */
  readonly args: ArgumentAt | null;
  /** A mapping of keyword arguments. */
  readonly kwargs: ArgumentAt | null;
  /** `rest`: later positional arguments are the function's; `each`: its elements are, `unpack`: and each is unpacked. */
  readonly items: { readonly kind: "rest" | "each" | "unpack"; readonly from: number } | null;
}

/** A class whose instances fork. */
export interface ForkModel {
  readonly kind: "fork";
  /** Names in a package of the family: `Process`, `pool.Pool`. */
  readonly names: readonly string[];
  /** `process`: at start(); `pool`: at construction; `executor`: at the first submission. */
  readonly when: "start" | "construction" | "first-task";
  /** The constructor's handover: a Process target, a Pool initializer. */
  readonly constructor: Handover;
  /** Methods that run a function in a child. */
  readonly methods: Readonly<Record<string, Handover>>;
  /** The argument that says after how many tasks a worker is replaced (forked again). */
  readonly respawn: ArgumentAt | null;
  /** The argument that gives a context. */
  readonly context: ArgumentAt | null;
  /** Arguments are pickled on their way to the child even under fork. */
  readonly pickles: boolean;
  readonly examples: Examples;
}

/** A package with the interface of `multiprocessing`. */
export interface FamilyModel {
  readonly kind: "family";
  readonly package: string;
  /** The fork models of the family live under this name, e.g. `multiprocessing.Process`. */
  readonly like: "multiprocessing" | "concurrent.futures" | "pathos";
  readonly examples: Examples;
}

/** A name that keeps analysis honest: what an outside callable does not do with the objects it is given. */
export interface GuardModel {
  readonly kind: "guard";
  readonly names: readonly string[];
  /** `inert`: does not use a gRPC object it is given, nor calls a function it is given. */
  readonly effect: "inert" | "exits" | "branches" | "thread" | "thread-pool";
  readonly examples: Examples;
}

/** Functions that a worker finds by the names under which some program has put them in a queue. */
export interface QueuedWork {
  readonly kind: "queued";
  /** The package that a file imports which puts some there. */
  readonly packages: readonly string[];
  /** Methods to which the function is given, or its dotted name. */
  readonly to: readonly string[];
  readonly of: ArgumentAt;
  /** Names of modules all of whose functions are such tasks, once the worker has imported them: `tasks`. */
  readonly modules: readonly string[];
}

/** What a child of a {@link CallForkModel} runs. */
export type ChildWork =
  | { readonly kind: "function"; readonly handover: Handover }
  /** A function that is given as it is. */
  | { readonly kind: "callback"; readonly of: ArgumentAt }
  /** Methods of an object, of the objects in a sequence, or of instances of a class. */
  | { readonly kind: "methods"; readonly of: ArgumentAt; readonly methods: readonly string[] }
  /** Calls that were put off, in a sequence: `joblib.delayed(f)(x)`. */
  | { readonly kind: "calls"; readonly of: ArgumentAt }
  /** What the program has given to code outside: routes, handlers, tasks. With `to`, only what calls of these names were given. */
  | { readonly kind: "deferred"; readonly to?: readonly string[] }
  | QueuedWork
  /** The code that comes after the call; the parent does not come back from it. */
  | { readonly kind: "rest" };

type Literal = string | number | boolean | null;

/** What an argument must be. `whenAbsent` is the answer where it is left out. */
export interface Condition {
  readonly argument: ArgumentAt;
  readonly is:
    | { readonly not: readonly Literal[] }
    | { readonly oneOf: readonly Literal[] }
    | { readonly startsWith: string };
  readonly whenAbsent: boolean;
}

/** A call of a library that forks, or that makes an object of which some methods do. */
export interface CallForkModel {
  readonly kind: "call-fork";
  readonly names: readonly string[];
  /** One sentence. */
  readonly summary: string;
  readonly source: string;
  /** Methods of what the call makes that fork: `serve_forever`, `__iter__`, `__call__`; null when the call does. */
  readonly methods: readonly string[] | null;
  /** Arguments are the constructor's, but for `calls` and `function`, which are those of the call that forks. */
  readonly runs: readonly ChildWork[];
  /** `default` is the start method that the program has set; an argument may say another. */
  readonly method: { readonly default: "default" | "fork" | "spawn"; readonly argument: ArgumentAt | null };
  /** All must hold. */
  readonly conditions: readonly Condition[];
  readonly examples: Examples;
}

/** What starts the processes of an application that does not fork itself. */
export interface FrameworkModel {
  readonly kind: "framework";
  /** As a launcher of the deployment files names it. */
  readonly name: string;
  readonly summary: string;
  readonly source: string;
  /** Dotted names of which a call, or a use as a decorator, makes the module an application. */
  readonly apps: readonly string[];
  /** Whether it imports the application before it forks, where nothing says how it is started. */
  readonly loads: "preloaded" | "none";
  /** How a fork of it is called: `celery worker (prefork)`. */
  readonly by: string;
  /** Names of modules that it imports with the application: `tasks`. */
  readonly modules: readonly string[];
  /** Names that only modules of such an application use, and that make them no application themselves. */
  readonly marks: readonly string[];
  /** Callables that take a function to be run at the start of each child, and in the parent before it forks. */
  readonly childHooks: readonly string[];
  readonly parentHooks: readonly string[];
  /** Modules that can be imported in its processes alone, whatever is installed: `uwsgi`. */
  readonly provides: readonly string[];
  /** A function that gives 0 in the parent, and the number of the worker in a child. */
  readonly workerId?: string;
  /** It forks by way of Python, so that `os.register_at_fork` has effect. */
  readonly runsForkHooks: boolean;
  /** What a child does that the application has not registered. */
  readonly queued?: QueuedWork;
  /** Methods that a child calls of an object whose class derives from one of a package: `execute` of an operator. */
  readonly objects?: { readonly package: string; readonly methods: readonly string[] };
  /** It has no application but runs all that is called so. */
  readonly collects?: Collection;
  /** Decorators after which calling the name does not run the function: a child does. */
  readonly putsOff?: readonly string[];
  /** Its launchers name no application: what one says holds for all. */
  readonly isOneDeployment?: boolean;
  readonly examples: Examples;
}

/** Files, and functions and methods in them, by patterns of their names in which `*` is any part. */
export interface Collection {
  readonly files: readonly string[];
  /** What is imported with a file, from its folder and those above. */
  readonly beside: string;
  readonly functions: string;
  readonly classes: string;
}

/**
 * A public callable of a library that opens gRPC inside; or one that is taken for such a callable and does not.
 * In lists of methods `*` stands for one or more letters: `*_path`.
 */
export interface LibraryModel {
  readonly kind: "library";
  /** The name of its distribution: `google-cloud-pubsub`; `*` stands for the packages in what was called. */
  readonly library: string;
  /** One sentence: what it opens, and when. */
  readonly summary: string;
  readonly source: string;
  /**
   * Dotted public names. `*` stands for one path component or a part of one, at the end for all that follows.
   * A classmethod `from_…` of a name makes the same.
   */
  readonly names: readonly string[];
  /** A channel in the constructor, at the first call of a method, in the constructor and with an RPC on it, or none at all. */
  readonly opens: "eager" | "lazy" | "warm" | "never";
  readonly aio: boolean;
  /** The address it connects to. */
  readonly target?: ArgumentAt;
  /** It opens gRPC only where all of these hold: `transport` is not `"rest"`. */
  readonly conditions?: readonly Condition[];
  /** Methods that send nothing and give nothing that could: `*_path`. */
  readonly quiet?: readonly string[];
  /** Methods that send nothing and give something that later calls through the object: `collection`. */
  readonly handles?: readonly string[];
  /** Methods that open the channel and give something that later calls through it: `get_service`. */
  readonly connects?: readonly string[];
  /** Methods that end it; `close` when left out. */
  readonly closes?: readonly string[];
  /** Methods, and dotted names of what it is given to, after which a thread of the library goes on calling. */
  readonly background?: readonly string[];
  /** Dotted names whose calls go through it although they do not name it: a tracer sends to the exporter. */
  readonly ambient?: readonly string[];
  /** It is no object of the program's: the library keeps one for each value of this argument, in every process. */
  readonly shared?: ArgumentAt;
  /** Words that tell a file which uses it, where its imports tell nothing. */
  readonly words?: readonly string[];
  readonly examples: Examples;
}
