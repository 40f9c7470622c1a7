import { UsageError } from "../host/usage-error";
import type { FlagName, FlagShape } from "./flags";

/** A flag of jscodeshift, for hands that know that one: what it is here, or what to use instead. */
export type BorrowedFlag = FlagShape &
  (
    | {
        readonly kind: "same";
        readonly as: FlagName;
        /** The value that a switch stands for. */
        readonly means?: string;
      }
    /** There is nothing to set but this value. */
    | { readonly kind: "fixed"; readonly only: string; readonly instead: string }
    | { readonly kind: "refused"; readonly instead: string }
  );

const javaScript = "that is about JavaScript; there is one parser here, of Python, and nothing to set";

/** https://github.com/facebook/jscodeshift: those that have the same name here are not among them. */
export const borrowedFlags: readonly BorrowedFlag[] = [
  { kind: "same", long: "print", short: "p", as: "dry-run", help: "show what would change" },
  { kind: "same", long: "cpus", short: "c", value: "N", as: "jobs", help: "number of workers" },
  { kind: "same", long: "run-in-band", as: "jobs", means: "1", help: "one worker" },
  { kind: "same", long: "ignore-pattern", value: "GLOB", as: "exclude", help: "leave out files" },
  { kind: "same", long: "silent", short: "s", as: "quiet", help: "results and errors only" },
  {
    kind: "fixed",
    long: "extensions",
    value: "EXT",
    only: "py",
    help: "",
    instead: "files that end in .py are read; a script without a suffix is read when it is named",
  },
  { kind: "refused", long: "parser", value: "NAME", help: "", instead: javaScript },
  { kind: "refused", long: "parser-config", value: "FILE", help: "", instead: javaScript },
  { kind: "refused", long: "babel", negation: "no-babel", help: "", instead: javaScript },
  {
    kind: "refused",
    long: "ignore-config",
    value: "FILE",
    help: "",
    instead: "what .gitignore names is left out anyway; --exclude GLOB leaves out more",
  },
  {
    kind: "refused",
    long: "fail-on-error",
    help: "",
    instead:
      "the exit status is 1 if there are findings and 2 if the job could not be done; --exit-zero turns 1 into 0",
  },
  {
    kind: "refused",
    long: "stdin",
    help: "",
    instead: "name the paths on the command line, for example with xargs; `-` with --stdin-filename is one file",
  },
];

/** What a borrowed flag is here; null for one that changes nothing. Throws a UsageError for one that there is no use for. */
export function ownOf(flag: BorrowedFlag, value: string): { readonly flag: string; readonly value: string } | null {
  switch (flag.kind) {
    case "same":
      return { flag: flag.as, value: flag.means ?? value };
    case "fixed":
      if (value.replace(/^\./, "") === flag.only) return null;
      throw new UsageError(`--${flag.long} ${value}: ${flag.instead}`);
    case "refused":
      throw new UsageError(`--${flag.long}: ${flag.instead}`);
  }
}
