/** Lists, tuples, sets and dicts, as values and as targets, and their comprehensions. */
import type { Clause, Comprehension, Expression, Mapping, Sequence } from "../code";
import type { Syntax } from "../python/syntax";
import { child, childrenIn, lower, lowerAll, lowerRequired, lowerTuple, span, textBetween } from "./lower";
import { bindTarget, type LowerExpression, type OpenScope, openScope } from "./open-scope";

export const displayLowerers: Readonly<Record<string, LowerExpression>> = {
  list: (node, scope) => sequence("list", node, scope),
  list_pattern: (node, scope) => sequence("list", node, scope),
  set: (node, scope) => sequence("set", node, scope),
  tuple: (node, scope) => sequence("tuple", node, scope),
  expression_list: (node, scope) => sequence("tuple", node, scope),
  pattern_list: (node, scope) => sequence("tuple", node, scope),
  tuple_pattern: lowerTuplePattern,
  list_splat: lowerStar,
  list_splat_pattern: lowerStar,
  splat_type: lowerStar,
  dictionary: lowerMapping,
  list_comprehension: (node, scope) => lowerComprehension("list", node, scope),
  set_comprehension: (node, scope) => lowerComprehension("set", node, scope),
  dictionary_comprehension: (node, scope) => lowerComprehension("dict", node, scope),
  generator_expression: (node, scope) => lowerComprehension("generator", node, scope),
};

function sequence(type: Sequence["type"], node: Syntax, scope: OpenScope): Sequence {
  return { kind: "sequence", type, items: lowerAll(node.children, scope), span: span(node) };
}

/** `(a) = 1` assigns to `a`; the grammar calls that a tuple. */
function lowerTuplePattern(node: Syntax, scope: OpenScope): Expression {
  const [only, ...others] = node.children;
  const grouped = only !== undefined && others.length === 0 && !textBetween(only.end, node.end, scope).startsWith(",");
  return grouped ? lower(only, scope) : sequence("tuple", node, scope);
}

function lowerStar(node: Syntax, scope: OpenScope): Expression {
  return { kind: "star", value: lowerRequired(node.children[0], scope, node), span: span(node) };
}

function lowerMapping(node: Syntax, scope: OpenScope): Mapping {
  const entries = node.children.map((entry) => {
    const key = child(entry, "key");
    const value = child(entry, "value");
    if (entry.type === "pair" && key !== undefined && value !== undefined) {
      return { key: lower(key, scope), value: lower(value, scope) };
    }
    return { key: null, value: lower(entry.type === "dictionary_splat" ? (entry.children[0] ?? entry) : entry, scope) };
  });
  return { kind: "mapping", entries, span: span(node) };
}

function lowerComprehension(type: Comprehension["type"], node: Syntax, parent: OpenScope): Comprehension {
  const scope = openScope({
    file: parent.file,
    kind: "comprehension",
    name: "<comprehension>",
    nameSpan: null,
    parent,
    span: span(node),
    async: false,
  });
  const clauses: Clause[] = [];
  for (const part of node.children) {
    if (part.type === "for_in_clause") clauses.push(lowerForClause(part, scope, clauses.length === 0 ? parent : scope));
    if (part.type === "if_clause") clauses.push({ kind: "if", test: lowerRequired(part.children[0], scope, part) });
  }
  const body = child(node, "body");
  const [key, element] = type === "dict" && body?.type === "pair" ? body.children : [undefined, body];
  return {
    kind: "comprehension",
    type,
    scope: scope.id,
    key: key === undefined ? null : lower(key, scope),
    element: lowerRequired(element, scope, node),
    clauses,
    span: span(node),
  };
}

function lowerForClause(node: Syntax, scope: OpenScope, outer: OpenScope): Clause {
  if (scope.file.text.startsWith("async", node.start)) scope.async = true;
  const target = lowerRequired(child(node, "left"), scope, node);
  bindTarget(target, scope);
  return { kind: "for", target, iterable: lowerTuple(childrenIn(node, "right"), outer, node) };
}
