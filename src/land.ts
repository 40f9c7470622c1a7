/** Proposals → changes that were verified: nothing is emitted that the analysis, run again, does not approve. */
import type { Analysis } from "./analyse";
import { type Baseline, changesOf, editsAlone } from "./edits/changes";
import { type EditPlan, type Landing, type Proposal, type Selection, selectPlans, type Verdict } from "./edits/select";
import type { Source } from "./edits/transform";
import type { Alternative, Change, Decision, Files, Finding, Fix, Options, Place, Reason, Repair } from "./types";

export interface Landable {
  readonly findings: readonly Finding[];
  readonly proposals: readonly Proposal[];
  readonly analysis: Analysis;
  readonly files: Files;
  readonly source: Source;
  readonly options: Options;
  /** Analyses files of which some are no longer what they were. */
  readonly reanalyse: (files: Files, changed: readonly string[]) => Analysis;
}

export interface Landed {
  readonly decisions: readonly Decision[];
  readonly changes: readonly Change[];
  readonly repairs: readonly Repair[];
}

/** How often the choice of plans is made anew, without those that have failed. */
const ROUNDS = 3;

export function land(first: Landable): Landed {
  let input = first;
  const failed = new Set<number>();
  for (let round = 1; ; round++) {
    const selection = selectPlans(input.proposals, input.options, failed);
    const approval = approve(input, selection.landings);
    const losers = failedProposals(selection, approval.landings);
    if (losers.length === 0 || round === ROUNDS) return landed(input, selection, approval);
    for (const index of losers) if (!input.proposals[index]?.otherwise) failed.add(index);
    input = { ...input, proposals: input.proposals.map((proposal, index) => second(proposal, losers.includes(index))) };
  }
}

/** The landings, by index, that stand the check, and the fingerprints of what is found after them. */
interface Approval {
  readonly landings: readonly number[];
  readonly left: ReadonlySet<string>;
}

function landed(input: Landable, selection: Selection, approval: Approval): Landed {
  const landings = approval.landings.map((index) => selection.landings[index] as Landing);
  const { changes } = changesFor(input, landings);
  const credits = input.findings.map((finding, index) => {
    const isOpen = !landings.some((landing) => landing.findings.includes(index)) && isAboutState(finding);
    return isOpen && !approval.left.has(finding.fingerprint) ? benefactor(input, landings, finding) : null;
  });
  const decisions = input.findings.map((finding, index) => {
    const fix = fixOf(input, selection, new Set(approval.landings), index);
    const by = credits[index];
    return { finding, fix: by ? creditedTo(by, fix) : fix };
  });
  return { decisions, changes, repairs: landings.map((landing) => repairOf(input, landing, credits)) };
}

function repairOf(input: Landable, landing: Landing, credits: readonly (Landing | null)[]): Repair {
  const { transform, safety, note } = landing.plan;
  const credited = credits.flatMap((by, index) => (by === landing ? [index] : []));
  const decisions = [...new Set([...landing.findings, ...credited])].sort((a, b) => a - b);
  return { transform, safety, note, decisions, edits: editsAlone(landing.plan, baselineOf(input)) };
}

/** Servers are seen by their address: one that can no longer be read cures nothing. */
function isAboutState({ rule }: Finding): boolean {
  return !rule.startsWith("GFF2");
}

/** The landing with which a finding went that nobody planned for: one at the same creation or the same fork, or the only one. */
function benefactor(input: Landable, landings: readonly Landing[], finding: Finding): Landing | null {
  const isNear = (index: number) => {
    const other = input.findings[index];
    return other !== undefined && (isSame(other.at, finding.at) || isSame(other.fork?.at, finding.fork?.at));
  };
  const [only, ...others] = landings;
  return landings.find((landing) => landing.findings.some(isNear)) ?? (others.length === 0 && only ? only : null);
}

function isSame(a: Place | undefined, b: Place | undefined): boolean {
  return a !== undefined && a.path === b?.path && a.span.start === b.span.start;
}

function creditedTo({ plan }: Landing, { alternatives, ...own }: Fix): Fix {
  return { ...editedBy(plan), alternatives: [own, ...alternatives] };
}

function failedProposals(selection: Selection, approved: readonly number[]): readonly number[] {
  return selection.verdicts.flatMap((verdict, index) =>
    verdict.kind === "lands" && !approved.includes(verdict.landing) ? [index] : [],
  );
}

function second(proposal: Proposal, isFailed: boolean): Proposal {
  return isFailed && proposal.otherwise ? { findings: proposal.findings, plan: proposal.otherwise } : proposal;
}

/** All at once if they stand the check together, else one after the other. */
function approve(input: Landable, landings: readonly Landing[]): Approval {
  const before = new Set(input.analysis.findings.map((finding) => finding.fingerprint));
  const all = landings.map((_, index) => index);
  if (all.length === 0) return { landings: all, left: before };
  const together = leftAfter(input, landings, all);
  if (together) return { landings: all, left: together };
  const kept: number[] = [];
  for (const index of all) if (leftAfter(input, landings, [...kept, index])) kept.push(index);
  const provided = new Set(kept.map((index) => landings[index]?.plan.provides));
  const sound = kept.filter((index) => {
    const required = landings[index]?.plan.requires;
    return required === undefined || provided.has(required);
  });
  return { landings: sound, left: (sound.length > 0 && leftAfter(input, landings, sound)) || before };
}

function changesFor(input: Landable, landings: readonly Landing[]) {
  return changesOf(
    landings.map((landing) => landing.plan),
    baselineOf(input),
  );
}

function baselineOf({ source, options }: Landable): (path: string) => Baseline {
  return (path) => {
    const facts = source.facts(path);
    if (!facts) throw new Error(`${path}: planned to be edited, but it cannot be read`);
    return { text: source.text(path) ?? "", facts, lineWidth: options.lineWidth ?? null };
  };
}

/**
 * Re-analyses the edited program and gives the fingerprints of what is found. Null where what was to be fixed is still
 * there, something new is, or a file does not parse.
 */
function leftAfter(
  input: Landable,
  landings: readonly Landing[],
  chosen: readonly number[],
): ReadonlySet<string> | null {
  const picked = chosen.map((index) => landings[index] as Landing);
  const { changes, dropped } = changesFor(input, picked);
  if (dropped.length > 0 || changes.length === 0) return null;
  const after = input.reanalyse(
    edited(input.files, changes),
    changes.map(({ path }) => path),
  );
  if (changes.some((change) => (after.program.load(change.path)?.errors.length ?? 1) > 0)) return null;
  const fixed = new Set(picked.flatMap((landing) => landing.findings).map((index) => input.findings[index]));
  const allowed = new Set<string>();
  for (const finding of input.analysis.findings) {
    const isFixed = [...fixed].some((other) => other?.rule === finding.rule && samePlace(other, finding));
    if (!isFixed) allowed.add(finding.fingerprint);
  }
  const left = new Set(after.findings.map((finding) => finding.fingerprint));
  return [...left].every((fingerprint) => allowed.has(fingerprint)) ? left : null;
}

function samePlace(a: Finding, b: Finding): boolean {
  return (
    a.at.path === b.at.path && a.at.span.start === b.at.span.start && a.fork?.at.span.start === b.fork?.at.span.start
  );
}

/** The files as they are after some changes. */
export function edited(files: Files, changes: readonly Change[]): Files {
  const texts = new Map(changes.map((change) => [change.path, change.after]));
  return {
    ...files,
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? files.read(path) : { kind: "text", text, bytes: text.length };
    },
  };
}

/** The fix of a finding: the one that lands, else the first that would, else the first refusal. */
function fixOf(input: Landable, selection: Selection, approved: ReadonlySet<number>, finding: number): Fix {
  const all = input.proposals.flatMap((proposal, index) => {
    if (!proposal.findings.includes(finding)) return [];
    const verdict = selection.verdicts[index];
    const isLanding = verdict?.kind === "lands" && approved.has(verdict.landing);
    return [{ fix: fixOfProposal(proposal, verdict, isLanding), isLanding }];
  });
  const chosen = all.find(({ isLanding }) => isLanding) ?? all.find(({ fix }) => fix.status !== "none") ?? all[0];
  if (!chosen) return { ...none("no-transform", null, "no automatic fix exists for this"), alternatives: [] };
  return { ...chosen.fix, alternatives: all.filter((other) => other !== chosen).map(({ fix }) => fix) };
}

function fixOfProposal({ plan }: Proposal, verdict: Verdict | undefined, isLanding: boolean): Alternative {
  if (plan.kind === "refuse") return none(plan.reason, plan.transform, plan.detail);
  if (verdict?.kind === "refused") return none(verdict.reason, plan.transform, verdict.detail);
  if (verdict?.kind === "lands" && !isLanding) {
    const detail = "the edited program did not pass the analysis, so the fix is withheld";
    return none("verification-failed", plan.transform, detail);
  }
  return editedBy(plan);
}

function editedBy(plan: EditPlan): Alternative {
  const files = [...new Set([...plan.edits, ...plan.imports].map((edit) => edit.path))].sort();
  return { status: plan.safety, transform: plan.transform, reason: null, detail: plan.note, files };
}

function none(reason: Reason, transform: string | null, detail: string): Alternative {
  return { status: "none", transform, reason, detail, files: [] };
}
