/** A result → what its page shows. */
import type { Alternative, Change, Decision, Place, Result, Step } from "../../types";
import { printable } from "../cells";
import { diffsOf } from "../diff";
import { fateOf } from "../fate";
import { compareTexts, sortDecisions } from "../order";
import type { View } from "../report";
import { excerptOf } from "./excerpt";
import type { PageChange, PageData, PageFinding, PageFix, PageStep } from "./page-data";
import { type Pen, penOf, shownPath } from "./pen";
import { programsOf } from "./programs";

/** More than this makes a page that browsers and people are slow with. Code and diffs are counted in UTF-16 units. */
const mostFindings = 1000;
const mostSteps = 40;
const mostCode = 3_000_000;
const mostNotices = 200;
const mostDiff = 60_000;
const mostDiffs = 1_500_000;

/** All that the page shows; what there is no room for is counted. */
export function documentOf(result: Result, view: View): PageData {
  const pen = penOf(result, view);
  const decisions = sortDecisions(result.decisions);
  const shown = decisions.slice(0, mostFindings);
  const ids = idsOf(shown);
  const idOf = new Map(shown.map((decision, index) => [decision.finding.fingerprint, ids[index] as string]));
  return {
    version: view.version,
    mode: view.mode,
    findings: withinRoom(shown.map((decision, index) => findingOf(decision, ids[index] as string, pen))),
    rules: rulesOf(shown, view),
    changes: changesOf(result.changes, view),
    programs: programsOf(result.graph, pen, idOf),
    notices: noticesOf(result, view),
    files: result.stats.files,
    omitted: { findings: decisions.length - shown.length, programs: result.graph.omitted },
  };
}

/** Fingerprints, of which the later one of two that are the same is numbered; such that an address takes them as they are. */
function idsOf(decisions: readonly Decision[]): readonly string[] {
  const seen = new Map<string, number>();
  return decisions.map(({ finding: { fingerprint } }) => {
    const id = fingerprint.replace(/[^\w-]/g, "_");
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  });
}

/** Findings with their code as long as there is room for it; the steps of the later ones are places only. */
function withinRoom(findings: readonly PageFinding[]): readonly PageFinding[] {
  let room = mostCode;
  return findings.map((finding) => ({
    ...finding,
    steps: finding.steps.map((step) => {
      room -=
        step.code?.lines.reduce((sum, line) => sum + (typeof line === "string" ? line : line.join("")).length, 0) ?? 0;
      return room < 0 ? { ...step, code: null } : step;
    }),
  }));
}

function findingOf(decision: Decision, id: string, pen: Pen): PageFinding {
  const { finding, fix } = decision;
  const { fork } = finding;
  return {
    id,
    rule: finding.rule,
    severity: finding.severity,
    ...pen.spot(finding.at),
    message: printable(finding.message),
    advice: printable(finding.advice),
    fork: fork && { ...pen.spot(fork.at), by: printable(fork.by), method: fork.method },
    steps: stepsOf(decision, pen),
    fix: {
      ...fixOf(fix, pen.view),
      fate: fateOf(decision, pen.view),
      alternatives: fix.alternatives.map((other) => fixOf(other, pen.view)),
    },
  };
}

/** A finding without a way to it is the one place of which it speaks. */
function stepsOf(decision: Decision, { locate, spot }: Pen): readonly PageStep[] {
  const { trace, at } = decision.finding;
  const steps: readonly Step[] = trace.length > 0 ? trace : [{ at, message: "here", process: "parent" }];
  return steps.slice(0, mostSteps).map((step, index) => ({
    ...spot(step.at),
    message: printable(step.message),
    process: step.process,
    role: roleOf(step, index, steps, decision),
    code: excerptOf(locate(step.at)),
  }));
}

function roleOf(step: Step, index: number, steps: readonly Step[], { finding }: Decision): PageStep["role"] {
  const { fork } = finding;
  const isFork = (one: Step) => fork !== null && isSame(one.at, fork.at) && one.process === "parent";
  if (isFork(step)) return "fork";
  if (index === steps.length - 1) return "break";
  return isSame(step.at, finding.at) ? "creation" : "way";
}

function isSame(a: Place, b: Place): boolean {
  return a.path === b.path && a.span.start === b.span.start && a.span.end === b.span.end;
}

function fixOf({ status, transform, reason, detail, files }: Alternative, view: View): PageFix {
  return { status, transform, reason, detail: printable(detail), files: files.map((path) => shownPath(path, view)) };
}

function rulesOf(decisions: readonly Decision[], view: View): PageData["rules"] {
  const codes = [...new Set(decisions.map(({ finding }) => finding.rule))].sort(compareTexts);
  return Object.fromEntries(
    codes.flatMap((code) => {
      const rule = view.rules.find((one) => one.code === code);
      if (rule === undefined) return [];
      const { name, summary, why, symptoms, fixSafety, sources } = rule;
      return [[code, { name, summary, why, symptoms, fixSafety, sources }]];
    }),
  );
}

/** The diffs, as long as there is room. */
function changesOf(changes: readonly Change[], view: View): readonly PageChange[] {
  const sorted = [...changes].sort((a, b) => compareTexts(a.path, b.path));
  const diffs = diffsOf(sorted, view);
  let room = mostDiffs;
  return sorted.map(({ path }, index) => {
    // The first two lines name the file.
    const lines = (diffs[index] ?? "").split("\n").slice(2, -1).map(printable);
    const size = lines.reduce((sum, line) => sum + line.length, 0);
    const fits = size <= Math.min(mostDiff, room);
    if (fits) room -= size;
    const count = (mark: string) => lines.filter((line) => line.startsWith(mark)).length;
    return { path: shownPath(path, view), lines: fits ? lines : null, added: count("+"), removed: count("-") };
  });
}

function noticesOf(result: Result, view: View): PageData["notices"] {
  return result.notices.slice(0, mostNotices).map(({ code, path, line, message }) => ({
    code,
    path: path === null ? null : shownPath(path, view),
    line,
    message: printable(message),
  }));
}
