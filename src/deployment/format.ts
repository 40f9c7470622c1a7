import type { Span } from "../types";
import type { Word } from "./words";

/** A variable that a text sets, and where: from its name to the end of its value. */
export interface Assignment {
  readonly name: string;
  /** As a process would get it, without quotes; null when it is not a constant. */
  readonly value: string | null;
  readonly span: Span;
}

/** One program that a text starts, with its arguments. */
export interface Start {
  /** What is not constant in one is `UNKNOWN`. */
  readonly words: readonly Word[];
  /** Where it is started, as written; null when nothing is. */
  readonly folder: string | null;
  /** What the same text sets for it. */
  readonly variables: readonly Assignment[];
}

/** A kind of file that sets the environment of programs, or starts some. */
export interface DeploymentFormat {
  readonly name: string;
  /** Told by the path alone, relative to the root and with `/`; the first format that matches reads the file. */
  readonly matches: (path: string) => boolean;
  /** In the order of the text. May throw on text that is none of the format. */
  readonly variables: (text: string) => readonly Assignment[];
  /** In the order of the text. May throw, too. */
  readonly starts?: (text: string) => readonly Start[];
}
