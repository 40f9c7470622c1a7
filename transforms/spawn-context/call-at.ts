import type { Call, Expression } from "../../src/code";
import { comprehensionExpressions, forEachExpression } from "../../src/facts/walk";
import type { Facts, Span } from "../../src/types";

/** A call, and the scope in which its names are looked up. */
export interface FoundCall {
  readonly call: Call;
  readonly scope: number;
}

/** The call that stands exactly at a span, in whatever function or comprehension; null when there is none. */
export function callAt(facts: Facts, span: Span): FoundCall | null {
  let found: FoundCall | null = null;
  const visitFrom = (scope: number) => (e: Expression) => {
    if (e.kind === "call" && e.span.start === span.start && e.span.end === span.end) found = { call: e, scope };
    if (e.kind !== "comprehension") return;
    for (const inner of comprehensionExpressions(e)) forEachExpression(inner, visitFrom(e.scope), facts.scopes);
  };
  for (const scope of facts.scopes) {
    if (scope.kind === "comprehension") continue;
    for (const statement of scope.body) forEachExpression(statement, visitFrom(scope.id), facts.scopes);
  }
  return found;
}
