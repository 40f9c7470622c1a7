import { fateOf } from "../report/fate";
import { sortDecisions } from "../report/order";
import { sourcesOf } from "../report/source";
import type { Decision, Place, Result } from "../types";
import type { Reported } from "./analyst";
import { rangeOf } from "./text-edits";

/** The decisions of a result in the order in which {@link reportedOf} gives them. */
export function orderOf(result: Result): readonly Decision[] {
  return sortDecisions(result.decisions);
}

/** The findings of a result, with paths as `pathOf` spells them. */
export function reportedOf(
  result: Result,
  pathOf: (path: string) => string,
  view: { readonly unsafeFixes: boolean },
): readonly Reported[] {
  const locate = sourcesOf(result);
  const placed = (place: Place) => ({ path: pathOf(place.path), range: rangeOf(locate(place).lines, place.span) });
  return orderOf(result).map((decision) => {
    const { finding, fix } = decision;
    const { alternatives, ...own } = fix;
    return {
      ...placed(finding.at),
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      advice: finding.advice,
      fingerprint: finding.fingerprint,
      steps: finding.trace.map(({ at, message, process }) => ({ ...placed(at), message, process })),
      fixes: [own, ...alternatives],
      isFixed: fateOf(decision, view) === "fixed",
    };
  });
}
