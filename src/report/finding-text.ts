/** A finding in plain text: for the terminal, and for reports that have a field for text. */
import { createColors } from "picocolors";
import type { Colors } from "picocolors/types";
import type { Decision, Fork, Place, Result, Step } from "../types";
import { printable } from "./cells";
import { renderExcerpt, renderLine } from "./excerpt";
import type { View } from "./report";
import { type Located, sourcesOf } from "./source";

export interface Pen {
  readonly colors: Colors;
  readonly view: View;
  readonly locate: (place: Place) => Located;
}

/** A pen without colors. */
export function plainPen(result: Result, view: View): Pen {
  return { colors: createColors(false), view, locate: sourcesOf(result) };
}

/** A finding with its source, the steps that prove it, the fork and the fix; each line without its end. */
export function renderFinding(decision: Decision, pen: Pen): readonly string[] {
  const { finding } = decision;
  const located = pen.locate(finding.at);
  return [
    `${where(finding.at, pen)}: ${codeOf(decision, pen)} ${printable(finding.message)}`,
    ...renderExcerpt(located, pen.colors),
    ...finding.trace.flatMap((step, index) => renderStep(step, index, pen)),
    ...renderRemedy(decision, pen).map((line) => `  ${line}`),
  ];
}

function codeOf({ finding }: Decision, { colors }: Pen): string {
  const paint = finding.severity === "error" ? colors.red : colors.yellow;
  return `${colors.bold(paint(finding.rule))} ${paint(`${finding.severity}:`)}`;
}

function renderStep(step: Step, index: number, pen: Pen): readonly string[] {
  const number = `${index + 1}.`.padStart(4);
  const process = pen.colors.cyan(step.process.padEnd(6));
  const source = renderLine(pen.locate(step.at), pen.colors);
  return [
    `${number} ${where(step.at, pen)}  ${process}  ${printable(step.message)}`,
    ...source.map((line) => `       ${line}`),
  ];
}

/** The fork, and what repairs the finding or why nothing does. */
export function renderRemedy(decision: Decision, pen: Pen): readonly string[] {
  return [...forkLines(decision, pen), ...fixLines(decision, pen)];
}

function forkLines({ finding: { fork } }: Decision, pen: Pen): readonly string[] {
  if (fork === null) return [];
  return [`${pen.colors.bold("fork:")} ${where(fork.at, pen)}  ${printable(fork.by)} (${startMethod(fork)})`];
}

export function startMethod({ method }: Fork): string {
  return method === "unknown" ? "start method unknown" : method;
}

function fixLines({ finding, fix }: Decision, { colors, view }: Pen): readonly string[] {
  if (fix.status === "none") {
    const reason = [fix.reason, fix.detail].filter((part) => part !== null && part !== "").join(": ");
    return [
      `${colors.bold("fix:")} none${reason === "" ? "" : `, ${printable(reason)}`}`,
      ...(finding.advice === "" ? [] : [`${colors.bold("by hand:")} ${printable(finding.advice)}`]),
    ];
  }
  const files = fix.files.map((path) => printable(view.display(path)));
  const edits = files.length === 1 ? `edits ${files[0]}` : `edits ${files.length} files: ${files.join(", ")}`;
  const way = [fix.status, fix.transform].filter((part) => part !== null).join(", ");
  const paint = fix.status === "safe" ? colors.green : colors.yellow;
  const flags = fix.status === "safe" || view.unsafeFixes ? "--write" : "--write --unsafe-fixes";
  return [
    `${colors.bold("fix:")} ${paint(way)}: ${edits} (${flags})`,
    ...(fix.detail === "" ? [] : [`     ${printable(fix.detail)}`]),
  ];
}

function where(place: Place, { colors, view, locate }: Pen): string {
  const { start } = locate(place);
  return `${colors.bold(printable(view.display(place.path)))}:${start.line}:${start.column}`;
}
