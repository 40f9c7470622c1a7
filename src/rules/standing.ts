/** What the rules about an object that is alive at a fork have in common. */
import type { Standing } from "../processes/tree";
import type { Finding, RuleCode, Severity } from "../types";
import { creationOf, libraryOf } from "./crossing";
import { fingerprint } from "./fingerprint";
import type { Names } from "./rule";

export function standingFinding(
  rule: RuleCode,
  severity: Severity,
  standing: Standing,
  names: Names,
  text: { readonly message: string; readonly advice: string },
): Finding {
  const { object, fork } = standing;
  const at = creationOf(standing);
  return {
    rule,
    severity,
    message: text.message,
    advice: text.advice,
    at,
    fork,
    trace: standing.trace,
    fingerprint: fingerprint(names, [...words(rule, standing), fork.by], [at, fork.at]),
    evidence: {
      kind: "object",
      object: object.kind,
      aio: object.aio,
      maker: object.maker,
      target: object.target,
      ...libraryOf(object),
      state: standing.state,
      usedInParent: standing.state !== "created",
      pickled: false,
      derived: [],
      creations: [object.creation],
      handed: [],
      uses: [],
      calls: standing.calls,
      launches: [standing.launch],
      forkSupport: standing.forkSupport,
    },
  };
}

/** Fork support makes matters worse where threads are busy or a server is up: with it, it is another finding. */
function words(rule: RuleCode, { object, forkSupport }: Standing): readonly string[] {
  return [rule, object.maker, object.target ?? "", ...(forkSupport === "on" ? ["fork support"] : [])];
}
