import type { Alternative, Decision, Finding, Place, Result, Step } from "../../types";
import { diffsOf } from "../diff";
import { compareTexts, sortDecisions, sortNotices } from "../order";
import type { Report, View } from "../report";
import { ruleName } from "../rule-name";
import { type Located, sourcesOf } from "../source";

type Locate = (place: Place) => Located;

/** Version 1 of the machine-readable report: docs/json.md. Columns count UTF-16 units. */
export const report = {
  summary: "Everything that is known, for programs",
  render: (result, view) => `${JSON.stringify(documentOf(result, view), null, 2)}\n`,
} satisfies Report;

function documentOf(result: Result, view: View) {
  const locate = sourcesOf(result);
  const changes = [...result.changes].sort((a, b) => compareTexts(a.path, b.path));
  const diffs = diffsOf(changes, view);
  return {
    version: 1,
    tool: { name: "grpc-fork-fix", version: view.version },
    findings: sortDecisions(result.decisions).map((decision) => findingOf(decision, locate, view)),
    changes: changes.map(({ path }, index) => ({ path: view.display(path), diff: diffs[index] })),
    known: result.known?.length ?? 0,
    notices: noticesOf(result, view),
    stats: result.stats,
  };
}

function findingOf({ finding, fix }: Decision, locate: Locate, view: View) {
  const { start, end } = locate(finding.at);
  return {
    rule: finding.rule,
    name: ruleName(finding.rule, view),
    severity: finding.severity,
    path: view.display(finding.at.path),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message: finding.message,
    advice: finding.advice,
    fingerprint: finding.fingerprint,
    origin: finding.origin ?? null,
    fork: forkOf(finding, locate, view),
    trace: finding.trace.map((step) => stepOf(step, locate, view)),
    fix: { ...fixOf(fix, view), alternatives: fix.alternatives.map((other) => fixOf(other, view)) },
  };
}

function forkOf({ fork }: Finding, locate: Locate, view: View) {
  if (fork === null) return null;
  const { start } = locate(fork.at);
  return { ...positionOf(fork.at, start, view), by: fork.by, method: fork.method };
}

function stepOf(step: Step, locate: Locate, view: View) {
  return { ...positionOf(step.at, locate(step.at).start, view), message: step.message, process: step.process };
}

function positionOf(place: Place, start: Located["start"], view: View) {
  return { path: view.display(place.path), line: start.line, column: start.column };
}

function noticesOf(result: Result, view: View) {
  const shown = result.notices.map((notice) => ({
    code: notice.code,
    path: notice.path === null ? null : view.display(notice.path),
    line: notice.line,
    message: notice.message,
  }));
  return sortNotices(shown);
}

function fixOf({ status, transform, reason, detail, files }: Alternative, view: View) {
  return { status, transform, reason, detail, files: files.map(view.display) };
}
