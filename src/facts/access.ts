/** Expressions that reach for a value: names, attributes, subscripts and calls. */
import type { Argument, Expression } from "../code";
import type { Syntax } from "../python/syntax";
import {
  child,
  childrenIn,
  lower,
  lowerName,
  lowerRequired,
  lowerTuple,
  mention,
  span,
  textBetween,
  unknown,
} from "./lower";
import type { LowerExpression, OpenScope } from "./open-scope";

export const accessLowerers: Readonly<Record<string, LowerExpression>> = {
  identifier: (node, scope) => (node.start === node.end ? unknown(node, scope) : lowerName(node, scope)),
  attribute: lowerAttribute,
  member_type: lowerAttribute,
  dotted_name: lowerDottedName,
  subscript: lowerSubscript,
  generic_type: lowerGenericType,
  call: lowerCall,
};

/** `a.b` and, in a type, `a[b].c`. */
function lowerAttribute(node: Syntax, scope: OpenScope): Expression {
  const object = node.children[0];
  const name = node.children.at(-1);
  if (object === undefined || name?.type !== "identifier" || name === object) return unknown(node, scope);
  return {
    kind: "attribute",
    object: lower(object, scope),
    name: mention(name, scope),
    nameSpan: span(name),
    span: span(node),
  };
}

/** A dotted name as a value, which it is in patterns alone. */
function lowerDottedName(node: Syntax, scope: OpenScope): Expression {
  const [first, ...rest] = node.children;
  if (first === undefined) return unknown(node, scope);
  return rest.reduce<Expression>(
    (object, name) => ({
      kind: "attribute",
      object,
      name: mention(name, scope),
      nameSpan: span(name),
      span: { start: node.start, end: name.end },
    }),
    lower(first, scope),
  );
}

function lowerSubscript(node: Syntax, scope: OpenScope): Expression {
  const indices = childrenIn(node, "subscript");
  return {
    kind: "subscript",
    object: lowerRequired(child(node, "value"), scope, node),
    index: lowerIndex(indices, scope, node),
    span: span(node),
  };
}

/** `list[int]` in a type. */
function lowerGenericType(node: Syntax, scope: OpenScope): Expression {
  const [object, parameters] = node.children;
  if (object === undefined || parameters?.type !== "type_parameter") return unknown(node, scope);
  const index = lowerIndex(parameters.children, scope, node);
  return { kind: "subscript", object: lower(object, scope), index, span: span(node) };
}

/** `a[b,]` is indexed with a tuple although it holds one expression. */
function lowerIndex(indices: readonly Syntax[], scope: OpenScope, node: Syntax): Expression {
  const index = lowerTuple(indices, scope, node);
  const last = indices.at(-1);
  if (indices.length !== 1 || last === undefined || !textBetween(last.end, node.end, scope).startsWith(","))
    return index;
  return { kind: "sequence", type: "tuple", items: [index], span: index.span };
}

function lowerCall(node: Syntax, scope: OpenScope): Expression {
  const passed = child(node, "arguments");
  return {
    kind: "call",
    callee: lowerRequired(child(node, "function"), scope, node),
    arguments: passed === undefined ? [] : lowerArguments(passed, scope),
    span: span(node),
  };
}

/** The arguments of a call or a class statement; a generator alone stands in place of the list. */
export function lowerArguments(node: Syntax, scope: OpenScope): readonly Argument[] {
  const passed = node.type === "argument_list" ? node.children : [node];
  return passed.map((argument) => lowerArgument(argument, scope));
}

function lowerArgument(node: Syntax, scope: OpenScope): Argument {
  if (node.type === "keyword_argument") {
    const name = child(node, "name");
    return {
      kind: "keyword",
      name: name === undefined ? "" : mention(name, scope),
      value: lowerRequired(child(node, "value"), scope, node),
      span: span(node),
    };
  }
  const value = node.children[0];
  if (node.type === "list_splat" && value !== undefined) {
    return { kind: "star", name: null, value: lower(value, scope), span: span(node) };
  }
  if (node.type === "dictionary_splat" && value !== undefined) {
    return { kind: "double-star", name: null, value: lower(value, scope), span: span(node) };
  }
  return { kind: "positional", name: null, value: lower(node, scope), span: span(node) };
}
