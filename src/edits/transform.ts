/** What a transform is: one repair, which plans edits or declines. */
import type { Facts, Finding, Options, Program, RuleCode } from "../types";
import type { Proposal } from "./select";

/** What a transform may look at. */
export interface Source {
  readonly program: Program;
  /** The decoded text of a file of the program; null when it cannot be read. */
  readonly text: (path: string) => string | null;
  /** The facts of any file of the program, parsed on demand; null when it cannot be read. */
  readonly facts: (path: string) => Facts | null;
  /** The files in which a text stands; it must be one of those that the transform {@link Transform.looksFor looks for}. */
  readonly filesWith?: (text: string) => readonly string[];
  /** For which versions the repair is; missing where nothing is known of them. */
  readonly options?: Pick<Options, "targetPython" | "grpcio" | "platform">;
}

export interface Transform {
  /** `lazy-client` */
  readonly name: string;
  readonly rules: readonly RuleCode[];
  /** Texts for which all files have to be searched before it plans for these findings. */
  readonly looksFor?: (findings: readonly Finding[], source: Source) => readonly string[];
  /** Plans for these findings, all of its rules; a proposal names them by their index in `findings`. */
  readonly plan: (findings: readonly Finding[], source: Source) => readonly Proposal[];
}
