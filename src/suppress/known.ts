import type { Finding } from "../types";

/** Digits of a fingerprint that do not depend on paths. */
const NAMES = 8;

/**
 * The findings that a baseline holds, each with its fingerprint there. Of several with one fingerprint as many are known as
 * are counted, the first in the given order. What is left of the counts then goes to findings of the same names in
 * other files, because a file that was moved has no new findings. So `findings` must be all that the analysis found.
 */
export function knownFindings(
  findings: readonly Finding[],
  baseline: ReadonlyMap<string, number>,
): ReadonlyMap<Finding, string> {
  const left = new Map(baseline);
  const known = new Map<Finding, string>();
  const take = (finding: Finding, fingerprint: string): void => {
    const count = left.get(fingerprint) ?? 0;
    if (count === 0) return;
    left.set(fingerprint, count - 1);
    known.set(finding, fingerprint);
  };
  for (const finding of findings) take(finding, finding.fingerprint);
  for (const finding of findings) {
    const names = finding.fingerprint.slice(0, NAMES);
    const other = [...left].find(([one, count]) => count > 0 && one.startsWith(names))?.[0];
    if (!known.has(finding) && other !== undefined) take(finding, other);
  }
  return known;
}
