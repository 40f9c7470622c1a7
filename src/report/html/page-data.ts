/**
 * What the page of the HTML report is handed: everything that it shows, as JSON. Its script (page/) only lays it out.
 * All texts are safe to show: control characters and those that turn the direction of writing are escapes. Lines and columns
 * are 1-based, columns count UTF-16 units.
 */
export interface PageData {
  readonly version: string;
  /** What was asked for: `report`, `dry-run` or `write`. */
  readonly mode: string;
  readonly findings: readonly PageFinding[];
  /** The rules that occur, by code. */
  readonly rules: Readonly<Record<string, PageRule>>;
  /** What `--write` changes, a file each. */
  readonly changes: readonly PageChange[];
  readonly programs: readonly PageProgram[];
  readonly notices: readonly PageNotice[];
  readonly files: number;
  /** What there was no room for. */
  readonly omitted: { readonly findings: number; readonly programs: number };
}

export interface PageSpot {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface PageFinding extends PageSpot {
  /** The fingerprint; it is what a link to the finding ends with. */
  readonly id: string;
  readonly rule: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly advice: string;
  readonly fork: (PageSpot & { readonly by: string; readonly method: string }) | null;
  readonly steps: readonly PageStep[];
  readonly fix: PageFix & {
    /** `withheld`: it is unsafe, and unsafe fixes were not asked for. */
    readonly fate: "fixed" | "withheld" | "unfixable";
    readonly alternatives: readonly PageFix[];
  };
}

export interface PageFix {
  readonly status: "safe" | "unsafe" | "none";
  readonly transform: string | null;
  readonly reason: string | null;
  readonly detail: string;
  readonly files: readonly string[];
}

export interface PageStep extends PageSpot {
  readonly message: string;
  readonly process: "parent" | "child";
  /** What the step is to the object: it comes into the world, a fork takes it along, it goes wrong. */
  readonly role: "creation" | "fork" | "break" | "way";
  /** Null where the text of the file is not known. */
  readonly code: PageCode | null;
}

export interface PageCode {
  /** The number of the first line. */
  readonly first: number;
  /** A line, or a line with a marked part: what is before it, itself, what is after it. */
  readonly lines: readonly (string | readonly [string, string, string])[];
}

export interface PageRule {
  readonly name: string;
  readonly summary: string;
  readonly why: string;
  readonly symptoms: readonly string[];
  readonly fixSafety: string;
  readonly sources: readonly string[];
}

export interface PageChange {
  readonly path: string;
  /** Lines of a unified diff without its head; null when it is too large to show. */
  readonly lines: readonly string[] | null;
  readonly added: number;
  readonly removed: number;
}

export interface PageProgram {
  readonly entry: string;
  readonly processes: readonly PageProcess[];
  readonly objects: readonly PageObject[];
  readonly holdings: readonly PageHolding[];
  readonly findings: readonly {
    readonly id: string;
    readonly process: number | null;
    readonly object: number | null;
  }[];
  readonly omitted: number;
}

export interface PageProcess {
  readonly parent: number | null;
  readonly label: string;
  readonly by: string | null;
  readonly method: string | null;
  readonly at: PageSpot | null;
  readonly several: boolean;
  readonly implicit: boolean;
}

export interface PageObject {
  readonly process: number;
  /** `channel`, `grpc.aio channel`, `client of google-cloud-pubsub` */
  readonly name: string;
  readonly maker: string;
  readonly target: string | null;
  readonly at: PageSpot;
  readonly firstUse: PageSpot | null;
}

export interface PageHolding {
  readonly object: number;
  readonly process: number;
  readonly state: string;
  readonly handed: boolean;
  readonly uses: readonly PageSpot[];
}

export interface PageNotice {
  readonly code: string;
  readonly path: string | null;
  readonly line: number | null;
  readonly message: string;
}
