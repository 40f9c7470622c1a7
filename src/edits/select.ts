import type { Edit, ImportRequest, Options, Plan, Reason } from "../types";
import { isOverlapping } from "./apply";

/** A plan that changes something. */
export type EditPlan = Extract<Plan, { readonly kind: "edit" }>;

/** What a transform wants, and the findings that it wants it for, by their index in the run's list. */
export interface Proposal {
  readonly findings: readonly number[];
  readonly plan: Plan;
  /** What to try when the plan does not stand the check. */
  readonly otherwise?: Plan;
}

/** A plan that lands, for all findings that asked for exactly it. */
export interface Landing {
  readonly findings: readonly number[];
  readonly plan: EditPlan;
}

/**
 * What became of one proposal. `withheld`: it is unsafe, and nobody asked for unsafe ones. `alternative`: an earlier
 * proposal for one of its findings lands.
 */
export type Verdict =
  | { readonly kind: "lands"; readonly landing: number }
  | { readonly kind: "withheld" }
  | { readonly kind: "alternative" }
  | { readonly kind: "refused"; readonly reason: Reason; readonly detail: string };

export interface Selection {
  readonly landings: readonly Landing[];
  /** One for each proposal, in their order. */
  readonly verdicts: readonly Verdict[];
}

/**
 * Decides which plans land. Of several proposals for one finding the first that may lands. All edits of a plan land or
 * none; equal plans become one landing, whose safety is the worse of theirs; of two that get in each other's way the
 * earlier lands and the other is refused with `conflict`: the next run finds it again. An edit that two plans share is
 * no conflict, see {@link editsByPath}. A plan that requires what no landing provides is refused.
 * `failed` are proposals, by index, that have not stood the check.
 */
export function selectPlans(
  proposals: readonly Proposal[],
  options: Pick<Options, "unsafeFixes">,
  failed: ReadonlySet<number> = new Set(),
): Selection {
  const landings: { findings: number[]; plan: EditPlan }[] = [];
  const taken = new Set<number>();
  const provided = provisions(proposals, options, failed);
  const verdicts = proposals.map(({ findings, plan }, index): Verdict => {
    if (plan.kind === "refuse") return { kind: "refused", reason: plan.reason, detail: plan.detail };
    if (failed.has(index)) return FAILED;
    if (plan.safety === "unsafe" && !options.unsafeFixes) return { kind: "withheld" };
    if (plan.requires !== undefined && !provided.has(plan.requires)) return LACKING;
    const same = landings.findIndex((landing) => isSamePlan(landing.plan, plan));
    const merged = landings[same];
    if (merged !== undefined) {
      merged.findings.push(...findings);
      if (plan.safety === "unsafe") merged.plan = plan;
      for (const finding of findings) taken.add(finding);
      return { kind: "lands", landing: same };
    }
    if (findings.some((finding) => taken.has(finding))) return { kind: "alternative" };
    const rival = landings.find((landing) => isConflict(landing.plan, plan));
    if (rival !== undefined) return conflict(rival.plan);
    landings.push({ findings: [...findings], plan });
    for (const finding of findings) taken.add(finding);
    return { kind: "lands", landing: landings.length - 1 };
  });
  return { landings, verdicts };
}

const FAILED: Verdict = {
  kind: "refused",
  reason: "verification-failed",
  detail: "the edited program did not pass the analysis, so the fix is withheld",
};

const LACKING: Verdict = {
  kind: "refused",
  reason: "needs-fork-support",
  detail: "this is a cure only together with fork support, which GFF304's fix would switch on",
};

/** What the plans that may land provide for others. */
function provisions(
  proposals: readonly Proposal[],
  options: Pick<Options, "unsafeFixes">,
  failed: ReadonlySet<number>,
): ReadonlySet<string> {
  return new Set(
    proposals.flatMap(({ plan }, index) => {
      if (plan.kind === "refuse" || plan.provides === undefined || failed.has(index)) return [];
      return plan.safety === "safe" || options.unsafeFixes ? [plan.provides] : [];
    }),
  );
}

/** The edits of plans that land together, by path; an edit that several of them make is made once. */
export function editsByPath(plans: readonly EditPlan[]): ReadonlyMap<string, readonly Edit[]> {
  const byPath = new Map<string, Edit[]>();
  const made = new Set<string>();
  for (const plan of plans) {
    // Only between plans: a plan that inserts one text twice at one place means it.
    const fresh = plan.edits.filter((edit) => !made.has(keyOf(edit)));
    for (const edit of fresh) {
      made.add(keyOf(edit));
      const edits = byPath.get(edit.path);
      if (edits === undefined) byPath.set(edit.path, [edit]);
      else edits.push(edit);
    }
  }
  return byPath;
}

function keyOf(edit: Edit): string {
  return JSON.stringify([edit.path, edit.span.start, edit.span.end, edit.text]);
}

function conflict(rival: EditPlan): Verdict {
  const detail = `another fix (${rival.transform}) changes the same code; run again to apply this one`;
  return { kind: "refused", reason: "conflict", detail };
}

function isSamePlan(a: EditPlan, b: EditPlan): boolean {
  return (
    a.edits.length === b.edits.length &&
    a.imports.length === b.imports.length &&
    a.edits.every((edit, index) => isSame(edit, b.edits[index])) &&
    a.imports.every((request, index) => isSameRequest(request, b.imports[index]))
  );
}

function isSame(a: Edit, b: Edit | undefined): boolean {
  return b !== undefined && isSameEdit(a, b);
}

function isSameEdit(a: Edit, b: Edit): boolean {
  return a.path === b.path && a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}

function isSameRequest(a: ImportRequest, b: ImportRequest | undefined): boolean {
  return b !== undefined && a.path === b.path && a.from === b.from && a.name === b.name && a.before === b.before;
}

function isConflict(a: EditPlan, b: EditPlan): boolean {
  return (
    a.edits.some((edit) => b.edits.some((other) => isRival(edit, other))) ||
    a.imports.some((request) => b.imports.some((other) => isNameTaken(request, other)))
  );
}

function isRival(a: Edit, b: Edit): boolean {
  if (a.path !== b.path || isSameEdit(a, b)) return false;
  return isOverlapping(a.span, b.span) || (isInsertion(a) && isInsertion(b) && a.span.start === b.span.start);
}

function isInsertion(edit: Edit): boolean {
  return edit.span.start === edit.span.end;
}

/** Whether two requests want one name in one file for two things. */
function isNameTaken(a: ImportRequest, b: ImportRequest): boolean {
  if (a.path !== b.path || boundName(a) !== boundName(b)) return false;
  return a.from !== b.from || (a.from !== null && a.name !== b.name);
}

/** The name that an import statement for the request binds: the first part of `a.b` in `import a.b`. */
export function boundName(request: Pick<ImportRequest, "from" | "name">): string {
  return request.from === null ? (request.name.split(".")[0] as string) : request.name;
}
