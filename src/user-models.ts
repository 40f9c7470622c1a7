/** What a project says about its own code, and code that it uses, in its configuration. Names are dotted and public. */
export interface UserModels {
  readonly opensGrpc: readonly UserOpening[];
  readonly forks: readonly UserFork[];
  /** Callables that neither use a gRPC object that they are given nor call a function that they are given. */
  readonly guards: readonly string[];
  /** Where programs start: functions (`shop.jobs.run`), and files by their path from the root of the run. */
  readonly entryPoints: readonly string[];
}

/** A callable that gives a client. */
export interface UserOpening {
  readonly name: string;
  /** `eager`: its channel is open at once; `lazy`: from the first call on; `warm`: it is connected at once. */
  readonly opens: "eager" | "lazy" | "warm";
  /** The keyword of the argument that says where it connects to. */
  readonly target: string | null;
  readonly aio: boolean;
}

/** A callable that runs a function in a forked child. */
export interface UserFork {
  readonly name: string;
  /** Which argument is the function: its 0-based position, its keyword; either may be missing. */
  readonly function: { readonly position: number | null; readonly keyword: string | null };
  /** `call` forks when it is called; `start` gives an object that forks at `start()`. */
  readonly when: "call" | "start";
}
