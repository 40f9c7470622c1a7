/** A finding → the comment that silences it, seen to do so: some places in a statement take no comment. */
import { applyEdits } from "./edits/apply";
import type { Source } from "./edits/transform";
import { additionsOf } from "./suppress/addition";
import type { Change, Finding } from "./types";

/**
 * The first of the possible comments that is seen to silence `finding`: nothing new is found, and nothing is gone but
 * what the same comment speaks of. `lookAgain` gives the findings of the changed program. Null where there is none.
 */
export function silence(
  finding: Finding,
  findings: readonly Finding[],
  source: Source,
  lookAgain: (change: Change) => readonly Finding[],
): Change | null {
  const { path } = finding.at;
  const facts = path.endsWith(".py") ? source.facts(path) : null;
  const before = source.text(path);
  if (facts === null || before === null) return null;
  const known = fingerprintsOf(findings);
  const isRight = (change: Change) => {
    const left = fingerprintsOf(lookAgain(change));
    const gone = findings.filter(({ fingerprint }) => !left.has(fingerprint));
    const isNew = [...left].some((fingerprint) => !known.has(fingerprint));
    return !isNew && gone.includes(finding) && gone.every(({ rule, at }) => rule === finding.rule && at.path === path);
  };
  const changes = additionsOf(finding, facts, before).map((edit) => ({
    path,
    before,
    after: applyEdits(before, [edit]),
  }));
  return changes.find(isRight) ?? null;
}

function fingerprintsOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}
