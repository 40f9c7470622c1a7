/** Statements with blocks, but for definitions and `match`. */
import type { Expression, If, Name, Statement, Try, With } from "../code";
import type { Syntax } from "../python/syntax";
import { childOfType, lowerBlock, statementSpan } from "./blocks";
import { child, deepest, lower, lowerRequired, lowerTuple } from "./lower";
import { bindTarget, type LowerStatement, type OpenScope } from "./open-scope";

export const compoundLowerers: Readonly<Record<string, LowerStatement>> = {
  if_statement: lowerIf,
  while_statement: lowerWhile,
  for_statement: lowerFor,
  try_statement: lowerTry,
  with_statement: lowerWith,
};

/**
 * Each `elif` is an `if` in the `orelse` of the one before it. Beyond a hundred of them they follow each other
 * in one `orelse`, which lets more paths through but keeps the IR shallow.
 */
function lowerIf(node: Syntax, scope: OpenScope): Statement {
  const { file } = scope;
  const elifs = node.children.filter((part) => part.type === "elif_clause");
  const nested = Math.max(0, Math.min(elifs.length, 100, deepest - file.depth - 1));
  const clauses = [node, ...elifs];
  file.depth += nested;
  const lowered = clauses.map((clause, index) => lowerBranch(clause, index === 0 ? node : clause, scope));
  const last = lowerElse(node, scope);
  file.depth -= nested;
  const end = statementSpan(node, scope).end;
  let orelse: readonly Statement[] = [...lowered.slice(nested + 1), ...last];
  for (const branch of lowered.slice(0, nested + 1).reverse()) {
    orelse = [{ ...branch, orelse, span: { start: branch.span.start, end } }];
  }
  return orelse[0] as Statement;
}

function lowerBranch(clause: Syntax, whole: Syntax, scope: OpenScope): If {
  const test = lowerRequired(child(clause, "condition"), scope, clause);
  const body = lowerBlock(child(clause, "consequence"), scope);
  return { kind: "if", test, body, orelse: [], span: statementSpan(whole, scope) };
}

function lowerWhile(node: Syntax, scope: OpenScope): Statement {
  return {
    kind: "while",
    test: lowerRequired(child(node, "condition"), scope, node),
    body: lowerBlock(child(node, "body"), scope),
    orelse: lowerElse(node, scope),
    span: statementSpan(node, scope),
  };
}

function lowerFor(node: Syntax, scope: OpenScope): Statement {
  const target = lowerRequired(child(node, "left"), scope, node);
  bindTarget(target, scope);
  return {
    kind: "for",
    target,
    iterable: lowerRequired(child(node, "right"), scope, node),
    body: lowerBlock(child(node, "body"), scope),
    orelse: lowerElse(node, scope),
    async: isAsync(node, scope),
    span: statementSpan(node, scope),
  };
}

function lowerTry(node: Syntax, scope: OpenScope): Try {
  const clauses = node.children.filter((part) => part.type === "except_clause" || part.type === "except_group_clause");
  const final = childOfType(node, "finally_clause");
  return {
    kind: "try",
    body: lowerBlock(child(node, "body"), scope),
    handlers: clauses.map((clause) => lowerHandler(clause, scope)),
    orelse: lowerElse(node, scope),
    final: lowerBlock(final && childOfType(final, "block"), scope),
    span: statementSpan(node, scope),
  };
}

/** `except A, B:` is a tuple of types, as in Python 3.14; Python 2 would bind `B`. */
function lowerHandler(clause: Syntax, scope: OpenScope): Try["handlers"][number] {
  const types = clause.children.filter((part) => part.type !== "block");
  const only = types.length === 1 ? types[0] : undefined;
  const { value, target } = only === undefined ? { value: null, target: null } : lowerAs(only, scope);
  const type = value ?? (types.length === 0 ? null : lowerTuple(types, scope, clause));
  return handler(type, target, lowerBlock(childOfType(clause, "block"), scope));
}

function handler(
  type: Expression | null,
  target: Expression | null,
  body: readonly Statement[],
): Try["handlers"][number] {
  if (target === null || target.kind === "name") return { type, name: target satisfies Name | null, body };
  const parts = type === null ? [target] : [type, target];
  return { type: { kind: "unknown", parts, span: target.span }, name: null, body };
}

function lowerWith(node: Syntax, scope: OpenScope): With {
  const clause = childOfType(node, "with_clause");
  const items = (clause?.children ?? []).flatMap((item) => (item.type === "with_item" ? item.children : [item]));
  return {
    kind: "with",
    items: items.map((item) => lowerAs(item, scope)),
    body: lowerBlock(child(node, "body"), scope),
    async: isAsync(node, scope),
    span: statementSpan(node, scope),
  };
}

/** `value as target`, in parentheses too. */
function lowerAs(item: Syntax, scope: OpenScope): { readonly value: Expression; readonly target: Expression | null } {
  const inner = item.type === "parenthesized_expression" && item.children.length === 1 ? item.children[0] : undefined;
  const pair = inner?.type === "as_pattern" ? inner : item;
  const [value, alias, ...more] = pair.children;
  if (pair.type !== "as_pattern" || value === undefined || alias?.field !== "alias" || more.length > 0) {
    return { value: lower(item, scope), target: null };
  }
  const lowered = lower(value, scope);
  const target = lower(alias, scope);
  bindTarget(target, scope);
  return { value: lowered, target };
}

function lowerElse(node: Syntax, scope: OpenScope): readonly Statement[] {
  const clause = childOfType(node, "else_clause");
  return lowerBlock(clause && child(clause, "body"), scope);
}

function isAsync(node: Syntax, scope: OpenScope): boolean {
  return scope.file.text.startsWith("async", node.start);
}
