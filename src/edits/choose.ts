import type { Options, Plan } from "../types";
import type { Proposal } from "./select";

/**
 * Proposals where only some transforms were asked for. One of another becomes a refusal, which comes after the rest, so that
 * a finding tells why the repair that was wanted did not do.
 */
export function chosen(
  proposals: readonly Proposal[],
  { transforms }: Pick<Options, "transforms">,
): readonly Proposal[] {
  if (transforms === undefined) return proposals;
  const isChosen = (plan: Plan) => plan.transform !== null && transforms.includes(plan.transform);
  const [mine, others] = [
    proposals.filter(({ plan }) => isChosen(plan)),
    proposals.filter(({ plan }) => !isChosen(plan)),
  ];
  return [...mine, ...others.map(({ findings, plan }): Proposal => ({ findings, plan: leftOut(plan) }))];
}

function leftOut(plan: Plan): Plan {
  const detail = "this repair was not chosen";
  return plan.kind === "refuse" ? plan : { kind: "refuse", transform: plan.transform, reason: "not-chosen", detail };
}
