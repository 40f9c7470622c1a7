import type { Choice, Finding, Options, Plan } from "../types";
import type { Proposal } from "./select";

/**
 * Proposals after a person's choice. One that is left out, for any of its findings, becomes a refusal, which comes after the
 * others, so that a finding tells why the repair that was wanted did not do.
 */
export function chosen(
  proposals: readonly Proposal[],
  findings: readonly Finding[],
  { choose }: Pick<Options, "choose">,
): readonly Proposal[] {
  if (choose === undefined) return proposals;
  const answer = (plan: Plan, mine: Proposal["findings"]): Plan => {
    const { transform } = plan;
    if (plan.kind === "refuse" || transform === null) return plan;
    const choices = mine.map((index) => choose(findings[index] as Finding, transform));
    if (choices.includes("leave")) return { kind: "refuse", transform, reason: "not-chosen", detail: DETAIL };
    const edits = choices.find((choice): choice is Exclude<Choice, string> => typeof choice !== "string");
    return edits === undefined ? plan : { ...plan, edits, imports: [] };
  };
  const answered = proposals.map(({ findings: mine, plan, otherwise }): Proposal => {
    const [first, second] = [answer(plan, mine), otherwise && answer(otherwise, mine)];
    return { findings: mine, plan: first, ...(second && first.kind === "edit" && { otherwise: second }) };
  });
  const isLeft = ({ plan }: Proposal) => plan.kind === "refuse" && plan.reason === "not-chosen";
  return [...answered.filter((one) => !isLeft(one)), ...answered.filter(isLeft)];
}

const DETAIL = "this repair was not chosen";
