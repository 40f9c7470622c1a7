import { readFileSync } from "node:fs";
import { UsageError } from "../host/usage-error";
import type { Person } from "./person";

/** The process around a command: where it reads, prints and stands. Tests bring their own. */
export interface Terminal {
  readonly out: Stream;
  readonly err: Stream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working directory, absolute. */
  readonly folder: string;
  /** All of stdin. */
  readonly readInput: () => Buffer;
  /** Who can be asked; null or missing where nobody sits there. */
  readonly person?: () => Person | null;
}

export interface Stream {
  readonly write: (text: string | Uint8Array) => void;
  /** A person is reading, not a file or a pipe. */
  readonly isTerminal: boolean;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    out: streamOf(process.stdout),
    err: streamOf(process.stderr),
    environment: process.env,
    folder: process.cwd(),
    readInput: () => readFileSync(0),
    person: () => require("./person").personHere(),
  };
}

/** Nobody: what is printed is lost, and stdin is none of the caller's. */
export function silentTerminal(folder: string): Terminal {
  const nowhere: Stream = { write: () => {}, isTerminal: false };
  const readInput = () => {
    throw new UsageError("stdin is for the command line");
  };
  return { out: nowhere, err: nowhere, environment: {}, folder, readInput };
}

function streamOf(stream: NodeJS.WriteStream): Stream {
  return {
    write: (text) => {
      if (text.length > 0) stream.write(text);
    },
    isTerminal: stream.isTTY === true,
  };
}

/** Whether to color what goes to this stream. https://no-color.org: any non-empty value counts. */
export function wantsColor(
  when: "auto" | "always" | "never",
  stream: Stream,
  environment: Terminal["environment"],
): boolean {
  if (when !== "auto") return when === "always";
  return stream.isTerminal && !environment.NO_COLOR && isPersonal(environment);
}

/** Whether a line may be drawn over and over: a person watches, on a terminal that can. */
export function wantsProgress(terminal: Terminal): boolean {
  return terminal.err.isTerminal && isPersonal(terminal.environment);
}

function isPersonal({ CI, TERM }: Terminal["environment"]): boolean {
  return TERM !== "dumb" && (CI === undefined || CI === "" || CI === "0" || CI === "false");
}
