/** Where expressions of a file stand: what is around them, and which statement they are in. */
import type { Call, Expression, Scope, Statement } from "../../src/code";
import { blocksOf, childrenOf, comprehensionExpressions, expressionsOf } from "../../src/facts/walk";
import type { Facts, Span } from "../../src/types";

/** An expression with what is around it, innermost last. */
export interface Standing {
  readonly expression: Expression;
  readonly around: readonly Expression[];
  /** The statements around it, the module's first, its own last. */
  readonly statements: readonly Statement[];
  readonly scope: Scope;
}

/** Every expression of a file, those in nested scopes included. */
export function expressionsIn(facts: Facts, visit: (standing: Standing) => void): void {
  for (const scope of facts.scopes) {
    if (scope.kind === "comprehension") continue;
    inBlock(facts, scope, scope.body, [], visit);
  }
}

function inBlock(
  facts: Facts,
  scope: Scope,
  block: readonly Statement[],
  around: readonly Statement[],
  visit: (standing: Standing) => void,
): void {
  for (const statement of block) {
    const statements = [...around, statement];
    for (const expression of expressionsOf(statement, facts.scopes)) {
      inExpression(facts, { expression, around: [], statements, scope }, visit);
    }
    for (const inner of blocksOf(statement)) inBlock(facts, scope, inner, statements, visit);
  }
}

function inExpression(facts: Facts, standing: Standing, visit: (standing: Standing) => void): void {
  visit(standing);
  const { expression } = standing;
  const around = [...standing.around, expression];
  for (const child of childrenOf(expression, facts.scopes)) {
    inExpression(facts, { ...standing, expression: child, around }, visit);
  }
  if (expression.kind !== "comprehension") return;
  const scope = facts.scopes[expression.scope] ?? standing.scope;
  for (const child of comprehensionExpressions(expression)) {
    inExpression(facts, { ...standing, expression: child, around, scope }, visit);
  }
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The call that stands exactly at a span. */
export function callAt(facts: Facts, span: Span): { readonly call: Call; readonly standing: Standing } | null {
  let found: { call: Call; standing: Standing } | null = null;
  expressionsIn(facts, (standing) => {
    const { expression } = standing;
    if (expression.kind !== "call" || expression.span.start !== span.start || expression.span.end !== span.end) return;
    found = { call: expression, standing };
  });
  return found;
}

/** Whether it is called where it stands, or a method of it: `e(…)`, `e.method(…)`. */
export function isCalled({ expression, around }: Pick<Standing, "expression" | "around">): boolean {
  const outer = around.at(-1);
  if (outer?.kind === "call") return outer.callee === expression;
  const call = around.at(-2);
  return outer?.kind === "attribute" && call?.kind === "call" && call.callee === outer;
}

/** `grpc.insecure_channel`, `Stub`; null for a callee that is no dotted name. */
export function dottedName(e: Expression): string | null {
  if (e.kind === "name") return e.name;
  if (e.kind !== "attribute") return null;
  const owner = dottedName(e.object);
  return owner === null ? null : `${owner}.${e.name}`;
}
