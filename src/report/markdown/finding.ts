import type { Decision, Step } from "../../types";
import { diffsOf } from "../diff";
import { isApplied } from "../fate";
import { type Pen, startMethod } from "../finding-text";
import type { OwnRepair } from "../repairs";
import { ruleName } from "../rule-name";
import { lineText } from "../source";
import { clipped, code, details, fenced, prose } from "./text";

/** The longest line of source that is shown, in UTF-16 units. */
const longestLine = 160;

/** A finding with its number in the report. */
export interface Entry {
  readonly number: number;
  readonly decision: Decision;
  readonly repair: OwnRepair | null;
  /** The number of the finding whose section has the diff of this repair. */
  readonly diffIn: number;
}

/** What a section says of its diff: shows it, or that it is too long to be shown. */
export type DiffShown = "in full" | "by its command";

/** The section of a finding: what is wrong, the path to it process by process, and the repair. */
export function findingSection(entry: Entry, pen: Pen, diff: DiffShown): string {
  const { finding } = entry.decision;
  const title = `### ${entry.number}. ${finding.rule} ${ruleName(finding.rule, pen.view)}, ${placeCode(finding.at, pen)}`;
  const fork = finding.fork;
  return [
    title,
    `**${finding.severity}:** ${prose(finding.message)}`,
    ...pathOf(finding.trace, pen),
    ...(fork === null ? [] : [`**Fork:** ${code(fork.by)} (${startMethod(fork)}) at ${placeCode(fork.at, pen)}`]),
    ...remedyOf(entry.decision, pen),
    ...diffOf(entry, pen, diff),
  ].join("\n\n");
}

/** The steps in numbered lists, one for each stay in a process. */
function pathOf(trace: readonly Step[], pen: Pen): readonly string[] {
  const stays: { readonly process: Step["process"]; readonly lines: string[] }[] = [];
  for (const [index, step] of trace.entries()) {
    if (stays.at(-1)?.process !== step.process) stays.push({ process: step.process, lines: [] });
    stays.at(-1)?.lines.push(`${index + 1}. ${stepText(step, pen)}`);
  }
  return stays.flatMap(({ process, lines }) => [`**In the ${process}**`, lines.join("\n")]);
}

function stepText(step: Step, pen: Pen): string {
  const source = sourceOf(step, pen);
  return `${placeCode(step.at, pen)} ${prose(step.message)}${source === "" ? "" : `<br>${source}`}`;
}

function sourceOf({ at }: Step, { locate }: Pen): string {
  const { lines, start } = locate(at);
  const text = lineText(lines, start.line).trim();
  return text === "" ? "" : code(clipped(text, longestLine));
}

function remedyOf(decision: Decision, pen: Pen): readonly string[] {
  const { finding, fix } = decision;
  const { view } = pen;
  if (fix.status === "none") {
    const reason = fix.reason === null ? "" : ` (${code(fix.reason)})`;
    const detail = fix.detail === "" ? "" : `: ${prose(fix.detail)}`;
    const advice = finding.advice === "" ? [] : [`**By hand:** ${prose(finding.advice)}`];
    return [`**Fix:** none${reason}${detail}`, ...advice];
  }
  const isDone = view.mode === "write" && isApplied(decision, view);
  const isWithheld = fix.status === "unsafe" && !view.unsafeFixes;
  const files = fix.files.map((path) => code(view.display(path))).join(", ");
  const flag = isWithheld ? ", withheld (`--unsafe-fixes` takes it)" : "";
  const way = `${fix.status}, ${code(fix.transform ?? "")}, in ${files}${flag}`;
  return [`**${isDone ? "Fixed" : "Fix"}:** ${way}${fix.detail === "" ? "" : `; ${prose(fix.detail)}`}`];
}

function diffOf({ number, repair, diffIn }: Entry, pen: Pen, shown: DiffShown): readonly string[] {
  if (repair === null) return [];
  if (diffIn !== number) return [`The edits are those of finding ${diffIn}.`];
  if (shown === "by its command") return ["The diff is too long to be shown here; `--dry-run` prints it."];
  const diffs = diffsOf(repair.files, pen.view).join("");
  const count = repair.files.length === 1 ? "1 file" : `${repair.files.length} files`;
  return [details(`The diff (${count})`, fenced(diffs, "diff"))];
}

/** `app/clients.py:5`, as code. */
export function placeCode(at: Decision["finding"]["at"], { view, locate }: Pen): string {
  return code(`${view.display(at.path)}:${locate(at).start.line}`);
}
