/** What every part of the lowering is made of: names, spans, fields, and the way down into an expression. */
import type { Expression, Name, Span, Unknown } from "../code";
import type { Syntax } from "../python/syntax";
import type { OpenScope } from "./open-scope";

/**
 * Deeper than any Python that a person wrote, shallow enough for whoever recurses over the IR, JSON
 * included. CPython itself stops at 200 brackets and 100 indentations.
 */
export const deepest = 250;

/** Any expression, pattern or type. What has no meaning for us is `unknown` with its parts. */
export function lower(node: Syntax, scope: OpenScope): Expression {
  const { file } = scope;
  if (file.depth >= deepest) return flatten(node, scope);
  file.depth++;
  const lowered = file.expressions.get(node.type)?.(node, scope) ?? unknown(node, scope);
  file.depth--;
  return lowered;
}

/** `unknown` with the children of `node` as its parts. */
export function unknown(node: Syntax, scope: OpenScope): Unknown {
  return { kind: "unknown", parts: lowerAll(node.children, scope), span: span(node) };
}

export function lowerAll(nodes: readonly Syntax[], scope: OpenScope): readonly Expression[] {
  return nodes.map((node) => lower(node, scope));
}

/** `null` where there is no node. */
export function lowerOptional(node: Syntax | undefined, scope: OpenScope): Expression | null {
  return node === undefined ? null : lower(node, scope);
}

/** An `unknown` in place of what a broken file does not say. */
export function lowerRequired(node: Syntax | undefined, scope: OpenScope, around: Syntax): Expression {
  return node === undefined
    ? { kind: "unknown", parts: [], span: { start: around.end, end: around.end } }
    : lower(node, scope);
}

/** Several expressions with commas between are a tuple, one alone is itself. */
export function lowerTuple(nodes: readonly Syntax[], scope: OpenScope, around: Syntax): Expression {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first === undefined || last === undefined) return lowerRequired(undefined, scope, around);
  if (nodes.length === 1) return lower(first, scope);
  return {
    kind: "sequence",
    type: "tuple",
    items: lowerAll(nodes, scope),
    span: { start: first.start, end: last.end },
  };
}

/** The node must be an identifier, or be taken for one. */
export function lowerName(node: Syntax, scope: OpenScope): Name {
  return { kind: "name", name: mention(node, scope), span: span(node) };
}

/** The text of an identifier, noted as mentioned in `scope`. Everything that puts one into the IR comes here. */
export function mention(node: Syntax, scope: OpenScope): string {
  const name = textOf(node, scope);
  if (name !== "") scope.mentions.add(name);
  scope.file.lowered?.add(node.start);
  return name;
}

export function textOf(node: Syntax, scope: OpenScope): string {
  return scope.file.text.slice(node.start, node.end);
}

export function span(node: Span): Span {
  return { start: node.start, end: node.end };
}

/** The first child in a field. */
export function child(node: Syntax, field: string): Syntax | undefined {
  return node.children.find((candidate) => candidate.field === field);
}

/** All children in a field. */
export function childrenIn(node: Syntax, field: string): readonly Syntax[] {
  return node.children.filter((candidate) => candidate.field === field);
}

/** What stands between two offsets without comments, continuations and doubled blanks: an operator, a comma. */
export function textBetween(start: number, end: number, scope: OpenScope): string {
  return scope.file.text
    .slice(start, end)
    .replace(/#[^\r\n]*|\\(?=[\r\n])/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The identifiers anywhere below `node`, without recursion, as the parts of one `unknown`. */
export function flatten(node: Syntax, scope: OpenScope): Unknown {
  return { kind: "unknown", parts: identifiersBelow(node).map((leaf) => lowerLeaf(leaf, scope)), span: span(node) };
}

/** In the order of the text, `node` itself included. */
export function identifiersBelow(node: Syntax): readonly Syntax[] {
  const found: Syntax[] = [];
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.type === "identifier") found.push(next);
    for (let index = next.children.length - 1; index >= 0; index--) stack.push(next.children[index] as Syntax);
  }
  return found;
}

/** An attribute's own name is no variable, so it stays an attribute although its object is cut off. */
export function lowerLeaf(leaf: Syntax, scope: OpenScope): Expression {
  if (leaf.field !== "attribute") return lowerName(leaf, scope);
  const nothing: Unknown = { kind: "unknown", parts: [], span: { start: leaf.start, end: leaf.start } };
  return { kind: "attribute", object: nothing, name: mention(leaf, scope), nameSpan: span(leaf), span: span(leaf) };
}
