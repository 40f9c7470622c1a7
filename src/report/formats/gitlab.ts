import type { Decision, Notice, Severity } from "../../types";
import { printable } from "../cells";
import { openDecisions } from "../fate";
import { sortDecisions, sortNotices } from "../order";
import type { Report } from "../report";
import { type Located, sourcesOf } from "../source";
import { wellFormed } from "../well-formed";

/** An entry of a Code Quality report: docs.gitlab.com, "Code Quality report format". */
interface Violation {
  readonly description: string;
  readonly check_name: string;
  /** GitLab shows one entry for each, and compares branches by it. */
  readonly fingerprint: string;
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end?: number } };
}

const severities = { error: "major", warning: "minor" } as const satisfies Record<Severity, Violation["severity"]>;

/** The Code Quality report of a GitLab job. Paths are from the top of the work tree; it has no columns. */
export const report = {
  summary: "Code Quality of GitLab merge requests",
  render: (result, view) => {
    const locate = sourcesOf(result);
    const violations = [
      ...sortDecisions(openDecisions(result, view)).map((decision) => findingViolation(decision, locate)),
      ...sortNotices(result.notices).flatMap(noticeViolation),
    ];
    return `${JSON.stringify(withUniqueFingerprints(violations), null, 2)}\n`;
  },
} satisfies Report;

function findingViolation({ finding }: Decision, locate: (place: Decision["finding"]["at"]) => Located): Violation {
  const { start, end } = locate(finding.at);
  return {
    description: printable(finding.message),
    check_name: finding.rule,
    fingerprint: finding.fingerprint,
    severity: severities[finding.severity],
    location: { path: wellFormed(finding.at.path), lines: { begin: start.line, end: end.line } },
  };
}

/** A location needs a path, so a notice about the run as a whole has no place in it. */
function noticeViolation({ code, path, line, message }: Notice): readonly Violation[] {
  if (path === null) return [];
  const location = { path: wellFormed(path), lines: { begin: line ?? 1 } };
  const fingerprint = wellFormed(`${code}:${path}:${message}`);
  return [{ description: printable(message), check_name: code, fingerprint, severity: "info", location }];
}

/** Equal findings (one client made twice in one function) are numbered in the order of the report. */
function withUniqueFingerprints(violations: readonly Violation[]): readonly Violation[] {
  const used = new Set<string>();
  return violations.map((violation) => {
    let unique = violation.fingerprint;
    for (let number = 2; used.has(unique); number++) unique = `${violation.fingerprint}-${number}`;
    used.add(unique);
    return { ...violation, fingerprint: unique };
  });
}
