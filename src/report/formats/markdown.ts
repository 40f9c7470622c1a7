import type { Decision, Notice, ProgramGraph, Result } from "../../types";
import { isApplied } from "../fate";
import { type Pen, plainPen } from "../finding-text";
import { type Entry, findingSection, placeCode } from "../markdown/finding";
import { clipped, code, details, fenced, prose } from "../markdown/text";
import { mermaidOf } from "../mermaid";
import { mostSevereFirst, sortNotices } from "../order";
import { repairsOf } from "../repairs";
import type { Report, View } from "../report";
import { ruleName } from "../rule-name";
import { renderSummary } from "../summary";

/** Characters that GitHub takes in the body of a pull request or a comment ("body is too long (maximum is 65536 characters)"). */
const longest = 65_536;
/** Room for the sentence about what was left out. */
const reserve = 300;
/** UTF-16 units that the table of findings may take, so that sections have room. */
const longestTable = 20_000;
const longestMessage = 300;
const mostNotices = 20;
/** A picture of more is no help. */
const mostBoxes = 16;
const mostPictures = 3;

/** For the body of a pull request, a comment or the summary of a job, as GitHub renders it. After `--write` it tells what was repaired. */
export const report = {
  summary: "For pull requests and summaries of jobs",
  render: (result, view) => {
    const pen = plainPen(result, view);
    const entries = entriesOf(result);
    const head = ["## grpc-fork-fix", ...renderSummary(result, view).split("\n").map(prose), ...tableOf(entries, pen)];
    const tail = entries.length === 0 ? [] : [verification(view)];
    const room = longest - reserve - sizeOf([...head, ...tail]);
    const { kept, left } = fitting(sectionsOf(result, entries, pen), room);
    const cut =
      left === 0
        ? []
        : [
            `*Left out, because GitHub takes ${longest} characters: ${left} more sections. \`grpc-fork-fix\` prints all.*`,
          ];
    return `${[...head, ...kept, ...cut, ...tail].join("\n\n")}\n`;
  },
} satisfies Report;

/** Ways to write a section, the longest first. */
type Section = readonly string[];

function sectionsOf(result: Result, entries: readonly Entry[], pen: Pen): readonly Section[] {
  return [
    ...picturesOf(result, pen).map((text) => [text]),
    ...entries.map((entry) => [findingSection(entry, pen, "in full"), findingSection(entry, pen, "by its command")]),
    ...rulesOf(entries, pen.view).map((text) => [text]),
    ...noticesOf(result.notices, pen.view).map((text) => [text]),
  ];
}

/** Whole sections, in order, until one has no room. */
function fitting(
  sections: readonly Section[],
  room: number,
): { readonly kept: readonly string[]; readonly left: number } {
  const kept: string[] = [];
  let free = room;
  for (const section of sections) {
    const text = section.find((one) => sizeOf([one]) <= free);
    if (text === undefined) break;
    kept.push(text);
    free -= sizeOf([text]);
  }
  return { kept, left: sections.length - kept.length };
}

/** With the empty line after each. */
function sizeOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length + 2, 0);
}

function entriesOf(result: Result): readonly Entry[] {
  const repairOf = repairsOf(result);
  const firstWith = new Map<unknown, number>();
  return mostSevereFirst(result.decisions).map((decision, index) => {
    const number = index + 1;
    const repair = repairOf(decision);
    const diffIn = firstWith.get(repair) ?? number;
    firstWith.set(repair, diffIn);
    return { number, decision, repair, diffIn };
  });
}

function tableOf(entries: readonly Entry[], pen: Pen): readonly string[] {
  if (entries.length === 0) return [];
  const rows = ["| | | rule | place | what is wrong | fix |", "|---|---|---|---|---|---|"];
  let size = 0;
  for (const entry of entries) {
    const row = rowOf(entry, pen);
    size += row.length;
    if (size > longestTable) break;
    rows.push(row);
  }
  const left = entries.length - (rows.length - 2);
  return [rows.join("\n"), ...(left > 0 ? [`… and ${left} more.`] : [])];
}

function rowOf({ number, decision }: Entry, pen: Pen): string {
  const { finding } = decision;
  const rule = `${finding.rule} ${ruleName(finding.rule, pen.view)}`;
  const message = prose(clipped(finding.message, longestMessage));
  const cells = [number, finding.severity, rule, placeCode(finding.at, pen), message, fixCell(decision, pen.view)];
  return `| ${cells.join(" | ")} |`;
}

function fixCell(decision: Decision, view: View): string {
  const { status, transform, reason } = decision.fix;
  if (status === "none") return reason === null ? "none" : `none, ${code(reason)}`;
  const isDone = view.mode === "write" && isApplied(decision, view);
  return `${isDone ? "fixed" : status}, ${code(transform ?? "")}`;
}

function picturesOf({ graph }: Result, pen: Pen): readonly string[] {
  const isSmall = ({ processes, objects, omitted }: ProgramGraph) =>
    omitted === 0 && processes.length > 1 && processes.length + objects.length <= mostBoxes;
  return graph.programs
    .filter((program) => program.findings.length > 0 && isSmall(program))
    .slice(0, mostPictures)
    .map((program) => {
      const title = `### The processes of ${code(pen.view.display(program.entry))}`;
      return `${title}\n\n${fenced(mermaidOf(program, pen), "mermaid")}`;
    });
}

/** What the rules of the findings say, each once. It is Markdown already. */
function rulesOf(entries: readonly Entry[], { rules }: View): readonly string[] {
  const codes = new Set(entries.map(({ decision }) => decision.finding.rule));
  const named = rules.filter((rule) => codes.has(rule.code)).sort((a, b) => (a.code < b.code ? -1 : 1));
  return named.map((rule) => {
    const body = [rule.why.trim(), "**Fix safety.** ".concat(rule.fixSafety.trim())].join("\n\n");
    return details(`${rule.code} ${rule.name}: what happens, and how safe the fix is`, body);
  });
}

function noticesOf(notices: readonly Notice[], view: View): readonly string[] {
  if (notices.length === 0) return [];
  const lines = sortNotices(notices)
    .slice(0, mostNotices)
    .map((notice) => `- ${noticeText(notice, view)}`);
  const left = notices.length - lines.length;
  return [["### Notices", "", ...lines, ...(left > 0 ? [`- … and ${left} more`] : [])].join("\n")];
}

function noticeText({ code: name, path, line, message }: Notice, view: View): string {
  const place = path === null ? "" : ` ${code(`${view.display(path)}${line === null ? "" : `:${line}`}`)}`;
  return `${code(name)}${place}: ${prose(clipped(message, longestMessage))}`;
}

function verification({ mode, unsafeFixes }: View): string {
  const flags = unsafeFixes ? " --unsafe-fixes" : "";
  const make = `\`grpc-fork-fix --dry-run${flags} | git apply\` makes the changes that are shown; \`--write\` does it in place.`;
  const steps = [
    ...(mode === "write" ? [] : [make]),
    `\`grpc-fork-fix --dry-run${flags}\` then prints nothing, and \`grpc-fork-fix\` reports what has no fix.`,
    "The tests of the program pass as before: in a single process a safe fix changes nothing but when an object is made.",
  ];
  const promise =
    "Before a change is shown, the edited program is analysed again: every file parses, the finding is gone, and none is new.";
  return ["### How to verify", promise, steps.map((step, index) => `${index + 1}. ${step}`).join("\n")].join("\n\n");
}
