/** What is built on an object and outlives the expression that builds it: only that has to be made in each process. */
import type { Source } from "../../src/edits/transform";
import type { ObjectEvidence, Place } from "../../src/types";
import { callAt, isCalled } from "./syntax";

/** The calls that bind something to the object which somebody keeps. */
export function keptOf(evidence: readonly ObjectEvidence[], source: Pick<Source, "facts">): readonly Place[] {
  return evidence.flatMap(({ derived }) => derived).filter((place) => !isUsedUp(place, source));
}

/** `channel.unary_unary(…)(request)`, `Stub(channel).Get(request)`: it is called where it is made, by the same process. */
function isUsedUp({ path, span }: Place, source: Pick<Source, "facts">): boolean {
  const facts = source.facts(path);
  const found = facts && callAt(facts, span);
  return found !== null && isCalled(found.standing);
}
