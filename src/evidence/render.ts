/** Evidence for people, and for programs. */
import { basename } from "node:path";
import type { Colors } from "picocolors/types";
import { printable } from "../report/cells";
import type { Crossing, Evidence, EvidencePlace, EvidenceStep, TracedProcess } from "./types";

/** The name of a rule by its code: `client-before-fork`. */
export type NameOf = (rule: string) => string;

/** Each crossing with the steps that led to it, and the processes that there were. */
export function renderEvidence({ crossings, processes }: Evidence, nameOf: NameOf, colors: Colors): string {
  const parts = [...crossings.map((crossing) => renderCrossing(crossing, nameOf, colors))];
  if (processes.length > 0) parts.push(["Processes:", ...renderProcesses(processes, colors)].join("\n"));
  return parts.map((part) => `${part}\n\n`).join("");
}

function renderCrossing({ rule, message, steps, processes }: Crossing, nameOf: NameOf, colors: Colors): string {
  const places = steps.map(({ at }) => (at === null ? "–" : placeText(at)));
  const width = Math.min(60, Math.max(...places.map((place) => place.length)));
  return [
    `${colors.bold(colors.red(rule))} ${nameOf(rule)}: ${printable(message)}`,
    ...steps.map((step, index) => `  ${stepText(step, places[index] ?? "", width, colors)}`),
    ...(processes > 1 ? [`  seen in ${processes} processes`] : []),
  ].join("\n");
}

function stepText({ message, process }: EvidenceStep, place: string, width: number, colors: Colors): string {
  return `${colors.cyan(`process ${process}`)}  ${place.padEnd(width)}  ${printable(message)}`;
}

function placeText(at: EvidencePlace): string {
  // Where packages are installed is known to whoever installed them, and is in the JSON.
  const path = at.path.replace(/^.*\/(?:site|dist)-packages\//, "…/");
  return printable(`${path}:${at.line} in ${at.function}`);
}

/** As many as a person reads; a pool may start hundreds. */
const MOST_PROCESSES = 40;

function renderProcesses(processes: readonly TracedProcess[], colors: Colors): readonly string[] {
  const below = (parent: number | null, depth: number): readonly string[] =>
    processes
      .filter((process) => process.parent === parent)
      .flatMap((process) => [processText(process, depth, colors), ...below(process.number, depth + 1)]);
  const lines = below(null, 0);
  const more = lines.length - MOST_PROCESSES;
  return more > 0 ? [...lines.slice(0, MOST_PROCESSES), `  and ${more} more`] : lines;
}

function processText(
  { number, parent, forkedAt, arguments: words }: TracedProcess,
  depth: number,
  colors: Colors,
): string {
  const origin = forkedAt === null ? "forked out of Python's sight" : `forked at ${placeText(forkedAt)}`;
  const text = parent === null ? printable(commandText(words)) : origin;
  return `  ${"  ".repeat(depth)}${colors.cyan(String(number))}  ${text.length > 160 ? `${text.slice(0, 159)}…` : text}`;
}

/** The program by its name alone: where it lies is in the JSON. */
function commandText([program = "", ...words]: readonly string[]): string {
  return [basename(program), ...words].join(" ");
}

/** What `trace --format json` prints; see docs/evidence.md. */
export function evidenceJson({ crossings, processes, faults }: Evidence, nameOf: NameOf) {
  return {
    processes,
    crossings: crossings.map(({ rule, ...crossing }) => ({ rule, name: nameOf(rule), ...crossing })),
    faults,
  };
}
