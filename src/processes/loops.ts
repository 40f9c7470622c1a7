/** Whether code runs more than once: the loops around a place. */
import type { Expression, Span, Statement } from "../code";
import { blocksOf, forEachExpression } from "../facts/walk";
import type { Facts } from "../types";

/**
 * Whether the place is in a loop, or a comprehension, of its own scope, and the turns of that loop do not wait for
 * what they have started.
 */
export function isRepeated(facts: Facts, span: Span): boolean {
  const scope = facts.scopes.findLast((inner) => contains(inner.span, span)) ?? facts.scopes[0];
  return scope !== undefined && (scope.kind === "comprehension" || hasLoop(scope.body, span));
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function hasLoop(body: readonly Statement[], span: Span): boolean {
  const around = body.find((statement) => contains(statement.span, span));
  if (!around || around.kind === "function" || around.kind === "class") return false;
  const isLoop = around.kind === "for" || around.kind === "while";
  if (isLoop && around.body.some((inner) => contains(inner.span, span)) && !isSupervised(around.body)) return true;
  return blocksOf(around).some((block) => hasLoop(block, span));
}

/** Methods by which a loop waits for a child, or looks whether it is gone before it starts the next. */
const SUPERVISION = new Set(["join", "is_alive", "exitcode", "terminate", "kill", "result", "waitpid", "wait"]);

function isSupervised(body: readonly Statement[]): boolean {
  let found = false;
  const see = (e: Expression) => {
    if (e.kind !== "attribute" || !SUPERVISION.has(e.name)) return;
    // `", ".join(...)` waits for nobody.
    if (e.object.kind !== "constant") found = true;
  };
  for (const statement of body) forEachExpression(statement, see);
  return found;
}
