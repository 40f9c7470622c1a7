import type { Rule } from "../rules/rule";
import type { Result } from "../types";

/** What the run was asked for: look, show what would change, or change. */
export type Mode = "report" | "dry-run" | "write";

/** What a report may know besides the result. All of it comes from the command line and the host. */
export interface View {
  /** A path of the run as the reader should see it: relative to the working directory, with `/`. */
  readonly display: (path: string) => string;
  /** The version of this tool. */
  readonly version: string;
  readonly mode: Mode;
  readonly unsafeFixes: boolean;
  readonly color: boolean;
  readonly rules: readonly Rule[];
  /** The bytes of a text in the encoding of this file, byte-order mark included; null where it can't be encoded. */
  readonly bytesOf: (path: string, text: string) => Buffer | null;
}

/** A report format: one file in `formats/`, found by its name. */
export interface Report {
  /** One line for `--help`. */
  readonly summary: string;
  /** A report that the platform shows beside this one, and takes from a file that an environment variable names. */
  readonly companion?: { readonly format: string; readonly variable: string };
  /** The whole report, with a final line end unless it is empty. A function of its arguments alone. */
  readonly render: (result: Result, view: View) => string;
}
