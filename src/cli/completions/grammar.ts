/** What a shell must know of the command line to complete it: the tables of flags and commands, with nothing left to look up. */

export interface Grammar {
  /** Flags of a check. */
  readonly flags: readonly CompletedFlag[];
  readonly commands: readonly CompletedCommand[];
}

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  readonly words: Completion;
}

export interface CompletedFlag {
  /** With its dashes, the long ones first: `--dry-run`, `--diff`, `-d`. */
  readonly names: readonly string[];
  readonly help: string;
  /** Null for a switch. */
  readonly value: Completion | null;
}

export type Completion =
  | { readonly kind: "files" | "folders" | "nothing" }
  /** `several` may be joined by commas. */
  | { readonly kind: "words"; readonly words: readonly string[]; readonly several: boolean };
