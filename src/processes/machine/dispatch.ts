/** A chain of `if` that picks one of several ways by the value of one name. */
import type { Expression, If, Statement } from "../../code";

/**
 * The arms of `if backend == "grpc": client = … elif backend == "http": client = …`, where there is no `else` and each arm sets
 * the same thing. One of them is taken: to fall through would leave unset, or as it was before, what the chain is there to set.
 * Null for any other `if`.
 */
export function dispatchOf(s: If): readonly If[] | null {
  const arms = armsOf(s);
  const last = arms.at(-1);
  if (arms.length < 2 || last?.orelse.length !== 0) return null;
  const subject = subjectOf(s.test);
  if (subject === null || arms.some(({ test }) => subjectOf(test) !== subject)) return null;
  const [first, ...others] = arms.map(({ body }) => targetsOf(body));
  const sets = [...(first ?? [])].some((target) => others.every((targets) => targets.has(target)));
  return sets ? arms : null;
}

function armsOf(s: If): readonly If[] {
  const [next] = s.orelse;
  return s.orelse.length === 1 && next?.kind === "if" ? [s, ...armsOf(next)] : [s];
}

/** What is compared with a constant. */
function subjectOf(test: Expression): string | null {
  if (test.kind !== "compare" || (test.operator !== "==" && test.operator !== "is")) return null;
  const isConstant = test.right.kind === "constant" ? test.right.value !== null : pathOf(test.right)?.includes(".");
  return isConstant ? pathOf(test.left) : null;
}

function targetsOf(body: readonly Statement[]): ReadonlySet<string> {
  const targets = body.flatMap((statement) => (statement.kind === "assign" ? statement.targets : []));
  return new Set(targets.flatMap((target) => pathOf(target) ?? []));
}

/** `self.backend`; null for what is no name or attribute of a name. */
function pathOf(e: Expression): string | null {
  if (e.kind === "name") return e.name;
  if (e.kind !== "attribute") return null;
  const of = pathOf(e.object);
  return of && `${of}.${e.name}`;
}
