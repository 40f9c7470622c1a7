import type { Expression, Statement } from "../code";
import type { Syntax } from "../python/syntax";
import {
  child,
  lower,
  lowerAll,
  lowerName,
  lowerOptional,
  lowerRequired,
  lowerTuple,
  span,
  textBetween,
} from "./lower";
import { bindTarget, type LowerStatement, type OpenScope } from "./open-scope";

/** Statements without a block. */
export const statementLowerers: Readonly<Record<string, LowerStatement>> = {
  expression_statement: lowerExpressionStatement,
  delete_statement: lowerDelete,
  return_statement: (node, scope) => ({
    kind: "return",
    value: lowerOptional(node.children[0], scope),
    span: span(node),
  }),
  raise_statement: lowerRaise,
  assert_statement: lowerAssert,
  global_statement: (node, scope) => lowerDeclaration("global", node, scope),
  nonlocal_statement: (node, scope) => lowerDeclaration("nonlocal", node, scope),
  break_statement: (node) => ({ kind: "break", span: span(node) }),
  continue_statement: (node) => ({ kind: "continue", span: span(node) }),
  pass_statement: (node) => ({ kind: "pass", span: span(node) }),
  print_statement: lowerPython2,
  exec_statement: lowerPython2,
};

function lowerExpressionStatement(node: Syntax, scope: OpenScope): Statement {
  const [first, ...others] = node.children;
  if (first?.type === "assignment" && others.length === 0) return lowerAssignment(first, scope);
  if (first?.type === "augmented_assignment" && others.length === 0) return lowerAugmented(first, scope);
  const value = lowerTuple(node.children, scope, node);
  const isTuple = first !== undefined && others.length === 0 && textBetween(first.end, node.end, scope) === ",";
  if (!isTuple) return { kind: "expression", value, span: span(node) };
  return {
    kind: "expression",
    value: { kind: "sequence", type: "tuple", items: [value], span: span(node) },
    span: span(node),
  };
}

/** `a = b = value` nests to the right in the grammar. */
export function lowerAssignment(node: Syntax, scope: OpenScope): Statement {
  const targets: Expression[] = [];
  let link: Syntax | undefined = node;
  let annotation: Expression | null = null;
  while (link?.type === "assignment") {
    const target = lowerRequired(child(link, "left"), scope, link);
    bindTarget(target, scope);
    targets.push(target);
    const type = child(link, "type");
    if (type !== undefined) annotation = lower(type, scope);
    link = child(link, "right");
  }
  return { kind: "assign", targets, annotation, value: lowerOptional(link, scope), span: span(node) };
}

function lowerAugmented(node: Syntax, scope: OpenScope): Statement {
  const left = child(node, "left");
  const right = child(node, "right");
  const target = lowerRequired(left, scope, node);
  bindTarget(target, scope);
  const operator = left === undefined || right === undefined ? "" : textBetween(left.end, right.start, scope);
  return { kind: "augment", operator, target, value: lowerRequired(right, scope, node), span: span(node) };
}

function lowerDelete(node: Syntax, scope: OpenScope): Statement {
  const [first, ...others] = node.children;
  const nodes = first?.type === "expression_list" && others.length === 0 ? first.children : node.children;
  const targets = lowerAll(nodes, scope);
  for (const target of targets) bindTarget(target, scope);
  return { kind: "delete", targets, span: span(node) };
}

function lowerRaise(node: Syntax, scope: OpenScope): Statement {
  const value = node.children.find((part) => part.field !== "cause");
  return {
    kind: "raise",
    value: lowerOptional(value, scope),
    cause: lowerOptional(child(node, "cause"), scope),
    span: span(node),
  };
}

function lowerAssert(node: Syntax, scope: OpenScope): Statement {
  const [test, message] = node.children;
  return {
    kind: "assert",
    test: lowerRequired(test, scope, node),
    message: lowerOptional(message, scope),
    span: span(node),
  };
}

function lowerDeclaration(kind: "global" | "nonlocal", node: Syntax, scope: OpenScope): Statement {
  const names = node.children.filter((part) => part.type === "identifier").map((part) => lowerName(part, scope));
  const declared = kind === "global" ? scope.globals : scope.nonlocals;
  for (const { name } of names) declared.add(name);
  return { kind, names, span: span(node) };
}

function lowerPython2(node: Syntax, scope: OpenScope): Statement {
  const values = node.children.flatMap((part) => (part.type === "chevron" ? part.children : [part]));
  return { kind: "unknown", parts: lowerAll(values, scope), span: span(node) };
}
