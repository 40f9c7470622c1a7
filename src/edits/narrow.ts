import type { Alternative, Edit, Finding, Plan } from "../types";
import type { Proposal } from "./select";

/** A finding of a run, and the fix or alternative of its decision that is wanted. */
export interface WantedFix {
  readonly finding: Finding;
  readonly fix: Alternative;
  /** What to do in its place, against the original text. */
  readonly edits?: readonly Edit[];
}

/** The proposals for these fixes alone, with those that provide what they require. */
export function narrowed(
  proposals: readonly Proposal[],
  findings: readonly Finding[],
  wanted: readonly WantedFix[],
): readonly Proposal[] {
  const taken = new Map(wanted.flatMap((one) => proposalsOf(one, proposals, findings).map((it) => [it, one.edits])));
  const isTaken = (proposal: Proposal) => taken.has(proposal);
  const required = new Set(proposals.filter(isTaken).flatMap(({ plan }) => requirementOf(plan)));
  const provides = ({ plan }: Proposal) =>
    plan.kind === "edit" && plan.provides !== undefined && required.has(plan.provides);
  return proposals
    .filter((proposal) => isTaken(proposal) || provides(proposal))
    .map((proposal) => withEdits(proposal, taken.get(proposal)));
}

function withEdits(proposal: Proposal, edits: readonly Edit[] | undefined): Proposal {
  const { findings, plan } = proposal;
  if (edits === undefined || plan.kind === "refuse") return proposal;
  return { findings, plan: { ...plan, edits, imports: [] } };
}

/** Those for the finding itself; where it goes with the fix of another one, those. */
function proposalsOf(
  { finding, fix }: WantedFix,
  proposals: readonly Proposal[],
  findings: readonly Finding[],
): readonly Proposal[] {
  const matching = proposals.filter((proposal) => isPlanOf(proposal, fix));
  const own = matching.filter((proposal) => proposal.findings.includes(findings.indexOf(finding)));
  return own.length > 0 ? own : matching;
}

/** A second attempt may have become the fix. */
function isPlanOf({ plan, otherwise }: Proposal, fix: Alternative): boolean {
  return [plan, otherwise].some(
    (one) =>
      one?.kind === "edit" && one.transform === fix.transform && one.safety === fix.status && one.note === fix.detail,
  );
}

function requirementOf(plan: Plan): readonly string[] {
  return plan.kind === "edit" && plan.requires !== undefined ? [plan.requires] : [];
}
