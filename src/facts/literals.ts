import type { Constant, Expression } from "../code";
import type { Syntax } from "../python/syntax";
import { span, textOf, unknown } from "./lower";
import type { LowerExpression, OpenScope } from "./open-scope";

export const literalLowerers: Readonly<Record<string, LowerExpression>> = {
  true: (node) => constant(true, node),
  false: (node) => constant(false, node),
  none: (node) => constant(null, node),
  integer: lowerNumber,
  float: lowerNumber,
};

function constant(value: Constant["value"], node: Syntax): Constant {
  return { kind: "constant", value, span: span(node) };
}

/** A number that JSON or a double cannot hold as it is written, and a complex one, is `unknown`. */
function lowerNumber(node: Syntax, scope: OpenScope): Expression {
  const value = numberOf(textOf(node, scope));
  return value === null ? unknown(node, scope) : constant(value, node);
}

function numberOf(literal: string): number | null {
  const text = literal.replace(/_/g, "").replace(/[lL]$/, "");
  const octal = /^0[oO]?([0-7]+)$/.exec(text)?.[1];
  const value = octal === undefined ? Number(text) : Number.parseInt(octal, 8);
  if (!Number.isFinite(value)) return null;
  const whole = Number.isInteger(value) && !/[.eE]/.test(text);
  return whole && !Number.isSafeInteger(value) ? null : value;
}
