import type { Engine } from "./engine";
import type { FlagName, FlagShape, Offer } from "./flags";
import type { Terminal } from "./terminal";
import type { Tokens } from "./tokens";

/** A word that starts something else than a check: one file in `commands/`, found by its name. */
export interface Command {
  /** One line for `--help`. */
  readonly summary: string;
  /** What follows the name, a line each: `CODE...|--all [--format text|json]`. */
  readonly usage: readonly string[];
  /** A paragraph or two under the usage, 100 columns wide at most. */
  readonly description: string;
  /** General flags that it takes, too. `help`, `color`, `quiet` and `verbose` are taken by all. */
  readonly takes: readonly FlagName[];
  /** Flags of its own. One that has the name of a general flag replaces it. */
  readonly flags: readonly FlagShape[];
  readonly examples: readonly string[];
  /** What a shell offers for its words; missing for files. */
  readonly offers?: Offer;
  /**
   * Runs it and gives the exit status. `tokens.words` are those after the command's name. Heavy modules are to be
   * loaded here and not at the top of the file, because `--help` reads the summaries of all commands.
   *
   * @throws UsageError for what the user did wrong.
   */
  readonly run: (tokens: Tokens, terminal: Terminal, engine: Engine) => number | Promise<number>;
}
