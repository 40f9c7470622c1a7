/** What is known of single files before anybody knows how they hang together, and who finds it out. */
import type { Span } from "./code";
import type { Facts, UserModels } from "./types";

/** An import as a text has it, found without parsing. `names` is what `from … import` takes, and empty for `import a.b`. */
export interface ScannedImport {
  /** Dotted, without the leading dots; empty for `from . import x`. */
  readonly module: string;
  /** The number of leading dots. */
  readonly level: number;
  readonly names: readonly string[] | "*";
}

/** What is kept of a file after the first look at it, by which it is decided whether to parse it. A function of its path and bytes. */
export interface Scan {
  /** Without those of modules that no repository can hold, such as `os`. */
  readonly imports: readonly ScannedImport[];
  /** It has a sign of gRPC, of a fork, or of something that a program needs to matter. */
  readonly mentions: boolean;
  /** It imports gRPC or has a sign of a fork: the user should hear of it when it does not parse. */
  readonly concerns: boolean;
  /** Which of the things it has that a program must have to matter. */
  readonly needs: readonly boolean[];
  /** It matters whatever else its program does. */
  readonly suspect: boolean;
  readonly main: boolean;
  /** Why there was no text; null when there was. */
  readonly unreadable: string | null;
  readonly bytes: number;
  /** Common words were not looked for; one of them may yet meet a need, and be a mention. */
  readonly provisional: boolean;
}

/**
 * Looks at files in other threads, or remembers what was seen in them. What it says of a file is what this thread would
 * say: it is a matter of speed alone.
 */
export interface Reading {
  /** A scan for each path, in their order. At a glance, some may be provisional. */
  readonly scan: (paths: readonly string[], look: Look, models: UserModels | undefined) => Promise<readonly Scan[]>;
  /** What parsing gives, for each of the paths whose text the disk has; what is missing is left to the caller. */
  readonly parse: (paths: readonly string[], want: ParsedFile["kind"]) => Promise<readonly ParsedFile[]>;
  /** For each text the files in which it stands. */
  readonly search: (
    paths: readonly string[],
    texts: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly string[]>>;
}

export type Look = "glance" | "closely";

/** What was parsed, for all that is said in a file or only for its errors. */
export type ParsedFile = {
  readonly path: string;
  /** Of the text; see `facts/text-hash.ts`. */
  readonly hash: string;
  /** It was parsed in this run, and not remembered from another one. */
  readonly isFresh: boolean;
} & ({ readonly kind: "facts"; readonly facts: Facts } | { readonly kind: "errors"; readonly errors: readonly Span[] });
