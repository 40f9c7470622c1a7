/** What a rule is: its documentation, and for most a question to the process tree. */
import type { Observation } from "../processes/tree";
import type { Facts, Finding, Options, RuleCode, Severity } from "../types";

/** How a rule names places and functions, facts of files found by path; and for which versions it speaks. */
export interface Names {
  readonly facts: (path: string) => Facts | null;
  readonly options: Pick<Options, "targetPython" | "grpcio" | "platform">;
}

/**
 * How much a rule takes on trust, in the words of code scanning: `very-high` where the text of one place decides, `high` where the
 * program was followed from process to process, `low` where it says that something could not be followed.
 */
export type Precision = "very-high" | "high" | "low";

export interface Rule {
  readonly code: RuleCode;
  /** `client-before-fork` */
  readonly name: string;
  /** What its findings are where the analysis shows nothing worse or better. */
  readonly severity: Severity;
  readonly precision: Precision;
  /** One sentence, no full stop. */
  readonly summary: string;
  /** Markdown paragraphs: what happens and why. */
  readonly why: string;
  /** Texts that people see and search for. */
  readonly symptoms: readonly string[];
  readonly example: { readonly before: string; readonly after: string } | null;
  /** The "Fix safety" paragraph. */
  readonly fixSafety: string;
  /** What depends on the version of grpcio or Python. */
  readonly versions: string;
  /** Where the claims come from. */
  readonly sources: readonly string[];
  /** The findings in one observation; absent for rules that other stages report (suppressions, syntax). */
  readonly ask?: (observation: Observation, names: Names) => readonly Finding[];
}
