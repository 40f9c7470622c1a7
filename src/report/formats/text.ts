import { createColors } from "picocolors";
import type { Colors } from "picocolors/types";
import type { Decision, Notice, Place, Step } from "../../types";
import { printable } from "../cells";
import { renderExcerpt, renderLine } from "../excerpt";
import { isApplied } from "../fate";
import { sortDecisions } from "../order";
import type { Report, View } from "../report";
import { type Located, sourcesOf } from "../source";

interface Pen {
  readonly colors: Colors;
  readonly view: View;
  readonly locate: (place: Place) => Located;
}

/** For people: what is wrong, where, the steps that prove it, and what can be done. */
export const report = {
  summary: "For people: findings with source and proof",
  render: (result, view) => {
    const pen: Pen = { colors: createColors(view.color), view, locate: sourcesOf(result) };
    const open = result.decisions.filter((decision) => view.mode !== "write" || !isApplied(decision, view));
    return [
      ...sortDecisions(open).map((decision) => `${renderDecision(decision, pen).join("\n")}\n\n`),
      ...result.notices.filter(isRuleNotice).map((notice) => `${renderRuleNotice(notice, pen)}\n`),
    ].join("");
  },
} satisfies Report;

/** A rule's notice (a syntax error in a file that doesn't matter) belongs to the results; others are about the run. */
export function isRuleNotice(notice: Notice): boolean {
  return notice.code.startsWith("GFF");
}

function renderDecision(decision: Decision, pen: Pen): readonly string[] {
  const { finding } = decision;
  const located = pen.locate(finding.at);
  return [
    `${where(finding.at, pen)}: ${codeOf(decision, pen)} ${printable(finding.message)}`,
    ...renderExcerpt(located, pen.colors),
    ...finding.trace.flatMap((step, index) => renderStep(step, index, pen)),
    ...forkLines(decision, pen),
    ...fixLines(decision, pen),
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

function forkLines({ finding: { fork } }: Decision, pen: Pen): readonly string[] {
  if (fork === null) return [];
  const method = fork.method === "unknown" ? "start method unknown" : fork.method;
  return [`  ${pen.colors.bold("fork:")} ${where(fork.at, pen)}  ${printable(fork.by)} (${method})`];
}

function fixLines({ finding, fix }: Decision, { colors, view }: Pen): readonly string[] {
  if (fix.status === "none") {
    const reason = [fix.reason, fix.detail].filter((part) => part !== null && part !== "").join(": ");
    return [
      `  ${colors.bold("fix:")} none${reason === "" ? "" : `, ${printable(reason)}`}`,
      ...(finding.advice === "" ? [] : [`  ${colors.bold("by hand:")} ${printable(finding.advice)}`]),
    ];
  }
  const files = fix.files.map((path) => printable(view.display(path)));
  const edits = files.length === 1 ? `edits ${files[0]}` : `edits ${files.length} files: ${files.join(", ")}`;
  const way = [fix.status, fix.transform].filter((part) => part !== null).join(", ");
  const paint = fix.status === "safe" ? colors.green : colors.yellow;
  const flags = fix.status === "safe" || view.unsafeFixes ? "--write" : "--write --unsafe-fixes";
  return [
    `  ${colors.bold("fix:")} ${paint(way)}: ${edits} (${flags})`,
    ...(fix.detail === "" ? [] : [`       ${printable(fix.detail)}`]),
  ];
}

function renderRuleNotice(notice: Notice, { colors, view }: Pen): string {
  const line = notice.line === null ? "" : `:${notice.line}`;
  const place = notice.path === null ? "" : `${colors.bold(printable(view.display(notice.path)))}${line}: `;
  return `${place}${colors.bold(colors.yellow(notice.code))} ${colors.yellow("notice:")} ${printable(notice.message)}`;
}

function where(place: Place, { colors, view, locate }: Pen): string {
  const { start } = locate(place);
  return `${colors.bold(printable(view.display(place.path)))}:${start.line}:${start.column}`;
}
