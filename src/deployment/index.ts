import type { Files, Place, Span } from "../types";
import { assignmentsIn, formatOf, startsIn } from "./formats";
import { around } from "./launchers/launcher";
import { constantOf } from "./unknown";

export { type GunicornSettings, gunicornSettings, isGunicornConfig } from "./gunicorn-config";
export type { Launcher } from "./launchers/launcher";
export { launchersIn } from "./launchers/launchers";

/** An environment variable that a file outside of Python sets for a program. */
export interface Variable {
  readonly name: string;
  /** As the program gets it; null when it is not a constant. */
  readonly value: string | null;
  /** From the name to the end of the value. */
  readonly at: Place;
}

/** A program that a file outside of Python starts, with its arguments, as written there. */
export interface Command {
  /** Without quotes. What is not constant in one stands as U+E000. */
  readonly words: readonly string[];
  /** From the first word to the last; those of a Dockerfile may come from two instructions. */
  readonly at: Place;
  /** Where each word is, its quotes included. */
  readonly wordSpans: readonly Span[];
  /** Where it is started (WORKDIR, `working_dir`, `cd`), as written; null when nothing is. */
  readonly folder: string | null;
}

/** Whether a file, by its path, may set the environment of a program or start one. No Python file does in this sense. */
export function isDeploymentFile(path: string): boolean {
  return formatOf(path) !== null;
}

/** All variables that a text sets, in its order, also as a template. Of a text that cannot be read, what can be. */
export function variablesOf(path: string, text: string): readonly Variable[] {
  return assignmentsIn(path, text)
    .filter(({ name }) => constantOf(name) !== null)
    .map(({ name, value, span }) => ({ name, value, at: { path, span } }));
}

/** All commands of a text, in its order, also of a template. Of a text that cannot be read, what can be. */
export function commandsOf(path: string, text: string): readonly Command[] {
  return startsIn(path, text)
    .filter(({ words }) => words.length > 0)
    .map(({ words, folder }) => {
      const wordSpans = words.map(({ span }) => span);
      return { words: words.map((word) => word.text), at: { path, span: around(wordSpans) }, wordSpans, folder };
    });
}

/** The variables that configure gRPC, in all deployment files, by path and place. */
export function deployedVariables(files: Files): readonly Variable[] {
  return [...(files.deployment ?? [])].sort().flatMap((path) => {
    const read = files.read(path);
    if (read.kind === "unreadable" || !read.text.includes("GRPC_")) return [];
    return variablesOf(path, read.text)
      .filter(({ name }) => name.startsWith("GRPC_"))
      .sort((a, b) => a.at.span.start - b.at.span.start);
  });
}
