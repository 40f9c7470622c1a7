/** The expressions that are left when access, displays, literals, operators and lambdas have files of their own. */
import type { Expression } from "../code";
import type { Syntax } from "../python/syntax";
import { child, lower, lowerName, lowerOptional, lowerRequired, span, textBetween, unknown } from "./lower";
import { bindTarget, bindWalrus, type LowerExpression, type OpenScope } from "./open-scope";

export const expressionLowerers: Readonly<Record<string, LowerExpression>> = {
  parenthesized_expression: lowerGroup,
  type: lowerGroup,
  as_pattern_target: lowerGroup,
  as_pattern: lowerStrayAs,
  named_expression: lowerWalrus,
  conditional_expression: lowerConditional,
  await: (node, scope) => ({ kind: "await", value: lowerRequired(node.children[0], scope, node), span: span(node) }),
  yield: lowerYield,
};

/** Parentheses have no node of their own: the span is that of what they hold. */
function lowerGroup(node: Syntax, scope: OpenScope): Expression {
  const [only, ...others] = node.children;
  return only === undefined || others.length > 0 ? unknown(node, scope) : lower(only, scope);
}

/** `as` outside `with` and `except`: an error, but it would bind. */
function lowerStrayAs(node: Syntax, scope: OpenScope): Expression {
  const parts = node.children.map((part) => {
    const lowered = lower(part, scope);
    if (part.type === "as_pattern_target") bindTarget(lowered, scope);
    return lowered;
  });
  return { kind: "unknown", parts, span: span(node) };
}

function lowerWalrus(node: Syntax, scope: OpenScope): Expression {
  const name = child(node, "name");
  const value = child(node, "value");
  if (name?.type !== "identifier" || value === undefined) return unknown(node, scope);
  const target = lowerName(name, scope);
  bindWalrus(target, scope);
  return { kind: "walrus", target, value: lower(value, scope), span: span(node) };
}

function lowerConditional(node: Syntax, scope: OpenScope): Expression {
  const [then, test, otherwise, ...more] = node.children;
  if (then === undefined || test === undefined || otherwise === undefined || more.length > 0)
    return unknown(node, scope);
  return {
    kind: "conditional",
    test: lower(test, scope),
    // biome-ignore lint/suspicious/noThenProperty: the noun of the IR; nothing awaits it
    then: lower(then, scope),
    otherwise: lower(otherwise, scope),
    span: span(node),
  };
}

function lowerYield(node: Syntax, scope: OpenScope): Expression {
  scope.generator = true;
  const value = node.children[0];
  const from = value !== undefined && textBetween(node.start, value.start, scope) === "yield from";
  return { kind: "yield", from, value: lowerOptional(value, scope), span: span(node) };
}
