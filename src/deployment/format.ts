import type { Span } from "../types";

/** A variable that a text sets, and where: from its name to the end of its value. */
export interface Assignment {
  readonly name: string;
  /** As a process would get it, without quotes; null when it is not a constant. */
  readonly value: string | null;
  readonly span: Span;
}

/** A kind of file that sets the environment of programs. */
export interface DeploymentFormat {
  readonly name: string;
  /** Told by the path alone, relative to the root and with `/`; the first format that matches reads the file. */
  readonly matches: (path: string) => boolean;
  /** In the order of the text. May throw on text that is none of the format. */
  readonly variables: (text: string) => readonly Assignment[];
}
