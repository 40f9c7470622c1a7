import type { Change, Edit, Facts } from "../types";
import { applyEdits, type TextEdit } from "./apply";
import { fitLines } from "./fit-lines";
import { importEdits } from "./imports";
import { type EditPlan, editsByPath } from "./select";

/** The text that plans were made against, with its facts. */
export interface Baseline {
  readonly text: string;
  readonly facts: Facts;
  /** How many characters a line may have; null or missing when nothing says so. */
  readonly lineWidth?: number | null;
}

export interface Changes {
  /** Sorted by path; files that end up as they were are left out. */
  readonly changes: readonly Change[];
  /** The plans, by index, that cannot have the imports they ask for; nothing of them landed. */
  readonly dropped: readonly number[];
}

/**
 * Makes the edits and the imports of plans that {@link selectPlans} let land. A plan is dropped whole where a name
 * that it, or one before it, needs cannot be imported beside the others.
 */
export function changesOf(plans: readonly EditPlan[], baselineOf: (path: string) => Baseline): Changes {
  const kept: EditPlan[] = [];
  const dropped: number[] = [];
  plans.forEach((plan, index) => {
    const together = [...kept, plan];
    const isPossible = pathsOf([plan]).every((path) => editsOf(together, path, baselineOf) !== null);
    if (isPossible) kept.push(plan);
    else dropped.push(index);
  });
  const changes = pathsOf(kept).flatMap((path) => {
    const before = baselineOf(path).text;
    const after = applyEdits(before, editsOf(kept, path, baselineOf) ?? []);
    return after === before ? [] : [{ path, before, after }];
  });
  return { changes, dropped };
}

/** All edits of a plan with its imports, as if it landed alone. Throws for one that {@link changesOf} drops. */
export function editsAlone(plan: EditPlan, baselineOf: (path: string) => Baseline): readonly Edit[] {
  return pathsOf([plan]).flatMap((path) => {
    const edits = editsOf([plan], path, baselineOf);
    if (edits === null) throw new Error(`${path}: the imports of a plan that lands cannot be had`);
    return edits.map(({ span, text }) => ({ path, span, text }));
  });
}

function pathsOf(plans: readonly EditPlan[]): readonly string[] {
  const paths = plans.flatMap(({ edits, imports }) => [...edits, ...imports].map(({ path }) => path));
  return [...new Set(paths)].sort();
}

/** Everything to be done to one file, imports first; null when an import cannot be had. */
function editsOf(
  plans: readonly EditPlan[],
  path: string,
  baselineOf: (path: string) => Baseline,
): readonly TextEdit[] | null {
  const edits = editsByPath(plans).get(path) ?? [];
  const requests = plans.flatMap(({ imports }) => imports.filter((request) => request.path === path));
  const { text, facts, lineWidth = null } = baselineOf(path);
  if (requests.length === 0) return fitLines(text, edits, lineWidth);
  const taken = edits.map(({ span }) => span).filter(({ start, end }) => start < end);
  const imports = importEdits(text, facts, requests, taken);
  return imports === null ? null : fitLines(text, [...imports, ...edits], lineWidth);
}
