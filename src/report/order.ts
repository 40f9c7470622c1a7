import type { Decision, Notice, Place, Severity } from "../types";

/** Decisions by path, start, rule, place of the fork and message: the order of every report. */
export function sortDecisions(decisions: readonly Decision[]): readonly Decision[] {
  return [...decisions].sort(compareDecisions);
}

const severities: readonly Severity[] = ["error", "warning"];

/** The same with errors before warnings: for readers that stop after the first few. */
export function mostSevereFirst(decisions: readonly Decision[]): readonly Decision[] {
  const rank = ({ finding }: Decision) => severities.indexOf(finding.severity);
  return [...sortDecisions(decisions)].sort((a, b) => rank(a) - rank(b));
}

/** Notices by path, line, code and message; those about the run as a whole come first. */
export function sortNotices(notices: readonly Notice[]): readonly Notice[] {
  return [...notices].sort(
    (a, b) =>
      compareTexts(a.path ?? "", b.path ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compareTexts(a.code, b.code) ||
      compareTexts(a.message, b.message),
  );
}

function compareDecisions(left: Decision, right: Decision): number {
  const [a, b] = [left.finding, right.finding];
  return (
    comparePlaces(a.at, b.at) ||
    compareTexts(a.rule, b.rule) ||
    compareForks(a.fork?.at ?? null, b.fork?.at ?? null) ||
    compareTexts(a.message, b.message) ||
    compareTexts(a.fingerprint, b.fingerprint)
  );
}

/** By UTF-16 unit, not by locale: the same everywhere. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function isSamePlace(left: Place, right: Place): boolean {
  return comparePlaces(left, right) === 0;
}

function comparePlaces(left: Place, right: Place): number {
  return compareTexts(left.path, right.path) || left.span.start - right.span.start || left.span.end - right.span.end;
}

function compareForks(left: Place | null, right: Place | null): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return comparePlaces(left, right);
}
