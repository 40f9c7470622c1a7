import type { Binary, Compare, Constant, Expression, Logical } from "../code";
import type { Syntax } from "../python/syntax";
import { child, deepest, lower, lowerAll, lowerRequired, span, textBetween, unknown } from "./lower";
import type { LowerExpression, OpenScope } from "./open-scope";

const comparisons: ReadonlyMap<string, Compare["operator"]> = new Map([
  ["==", "=="],
  ["!=", "!="],
  ["<>", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
  ["is", "is"],
  ["is not", "is not"],
  ["in", "in"],
  ["not in", "not in"],
]);

export const operatorLowerers: Readonly<Record<string, LowerExpression>> = {
  binary_operator: (node, scope) => lowerChain(node, scope, binary),
  union_type: (node, scope) => lowerChain(node, scope, binary),
  boolean_operator: (node, scope) => lowerChain(node, scope, logical),
  not_operator: (node, scope) => ({
    kind: "not",
    value: lowerRequired(node.children[0], scope, node),
    span: span(node),
  }),
  unary_operator: lowerUnary,
  comparison_operator: lowerComparison,
};

type Join = (operator: string, left: Expression, right: Expression, node: Syntax) => Binary | Logical;

function binary(operator: string, left: Expression, right: Expression, node: Syntax): Binary {
  return { kind: "binary", operator, left, right, span: span(node) };
}

function logical(operator: string, left: Expression, right: Expression, node: Syntax): Logical {
  return { kind: "logical", operator: operator === "and" ? "and" : "or", left, right, span: span(node) };
}

/** `a + b + c + …` leans to the left, as deep as it is long: it is walked down in a loop and built up again. */
function lowerChain(node: Syntax, scope: OpenScope, join: Join): Expression {
  const links: Syntax[] = [];
  let first: Syntax | undefined = node;
  while (first?.type === node.type && first.children.length === 2) {
    links.push(first);
    first = first.children[0];
  }
  if (first === undefined || links.length === 0) return unknown(node, scope);
  links.reverse();
  if (scope.file.depth + links.length > deepest) {
    const operands = [first, ...links.flatMap((link) => link.children.slice(1))];
    return { kind: "unknown", parts: lowerAll(operands, scope), span: span(node) };
  }
  scope.file.depth += links.length;
  let left = lower(first, scope);
  for (const link of links) {
    const [before, after] = link.children as [Syntax, Syntax];
    left = join(textBetween(before.end, after.start, scope), left, lower(after, scope), link);
  }
  scope.file.depth -= links.length;
  return left;
}

/** A signed number is a constant: the tree of Python itself keeps the sign apart, but nobody here asks for it. */
function lowerUnary(node: Syntax, scope: OpenScope): Expression {
  const argument = child(node, "argument");
  const value = lowerRequired(argument, scope, node);
  const sign = scope.file.text[node.start];
  if (sign === "~" || value.kind !== "constant" || typeof value.value !== "number") {
    return { kind: "unknown", parts: [value], span: span(node) };
  }
  const signed = sign === "-" && value.value !== 0 ? -value.value : value.value;
  return { kind: "constant", value: signed, span: span(node) } satisfies Constant;
}

function lowerComparison(node: Syntax, scope: OpenScope): Expression {
  const [left, right, ...more] = node.children;
  if (left === undefined || right === undefined || more.length > 0) return unknown(node, scope);
  const operator = comparisons.get(textBetween(left.end, right.start, scope));
  if (operator === undefined) return unknown(node, scope);
  return { kind: "compare", operator, left: lower(left, scope), right: lower(right, scope), span: span(node) };
}
