/**
 * What the language server asks of the analysis. It runs in a thread of its own, so that an editor gets its answers while a
 * large project is looked at; all that crosses is plain data.
 */
import type { CancellationToken, Range, TextEdit } from "vscode-languageserver";
import type { Alternative, RuleCode, Severity } from "../types";

/** What one run is about. Paths here and below are absolute, and spelled as the editor spells them. */
export interface Scope {
  /** A workspace folder, or the folder of a file that lies in none. */
  readonly folder: string;
  /** That file; missing for a workspace folder. */
  readonly file?: string;
}

export interface CheckRequest {
  readonly scope: Scope;
  /** The texts of open files, saved or not, by path. */
  readonly texts: readonly (readonly [path: string, text: string])[];
}

export type Checked =
  | {
      readonly kind: "checked";
      /** The folder that was analysed, without links: a change below it may change what is found. */
      readonly root: string;
      readonly findings: readonly Reported[];
      /** What is no finding but should be known; a line each. */
      readonly notices: readonly string[];
    }
  /** The user has to do something: a mistake in the configuration, a folder that is gone. */
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "cancelled" };

/** A finding as an editor shows it. */
export interface Reported {
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly path: string;
  readonly range: Range;
  readonly message: string;
  readonly advice: string;
  readonly fingerprint: string;
  readonly steps: readonly {
    readonly path: string;
    readonly range: Range;
    readonly message: string;
    readonly process: "parent" | "child";
  }[];
  /** The fix, and then the alternatives; those that were refused among them. */
  readonly fixes: readonly Alternative[];
  /** Whether the fix lands under the settings of the project: it is safe, or unsafe ones were asked for. */
  readonly isFixed: boolean;
}

/** What is to be written for findings of the last check of a scope, by their index. */
export interface EditRequest {
  readonly scope: Scope;
  readonly wanted:
    | { readonly kind: "fix"; readonly finding: number; readonly fix: number }
    | { readonly kind: "silence"; readonly finding: number }
    /** The fixes of all these that land. */
    | { readonly kind: "all"; readonly findings: readonly number[] };
}

export type Edited =
  | { readonly kind: "edited"; readonly files: readonly FileEdits[] }
  | { readonly kind: "refused"; readonly message: string };

/** Against the text that was checked. */
export interface FileEdits {
  readonly path: string;
  readonly edits: readonly TextEdit[];
}

/** How far a check is; `total` is 0 while that is unknown. */
export interface Stage {
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

export interface Analyst {
  readonly check: (request: CheckRequest, token: CancellationToken, show: (stage: Stage) => void) => Promise<Checked>;
  readonly edit: (request: EditRequest) => Promise<Edited>;
}
