import type { Span, Statement } from "../code";
import type { Syntax } from "../python/syntax";
import { deepest, flatten, identifiersBelow, lower, lowerLeaf, span } from "./lower";
import type { OpenScope } from "./open-scope";

/** The statements of a block; an absent block has none. */
export function lowerBlock(block: Syntax | undefined, scope: OpenScope): readonly Statement[] {
  return block === undefined ? [] : lowerStatements(block.children, scope);
}

/** Statements in a row. What an error left whole inside it is lowered as if the error were not there. */
export function lowerStatements(nodes: readonly Syntax[], scope: OpenScope): readonly Statement[] {
  const { file } = scope;
  file.depth++;
  const lowered = nodes.flatMap((node): readonly Statement[] => {
    if (file.depth >= deepest) return [tooDeep(node, scope)];
    if (node.type === "ERROR") return lowerError(node, scope);
    return [file.statements.get(node.type)?.(node, scope) ?? stray(node, scope)];
  });
  file.depth--;
  return lowered;
}

function lowerError(node: Syntax, scope: OpenScope): readonly Statement[] {
  const isWhole = (part: Syntax) => part.type === "ERROR" || scope.file.statements.has(part.type);
  const rest = node.children.filter((part) => !isWhole(part));
  const parts = rest.flatMap(identifiersBelow).map((leaf) => lowerLeaf(leaf, scope));
  const whole = lowerStatements(node.children.filter(isWhole), scope);
  return [{ kind: "unknown", parts, span: span(node) }, ...whole];
}

function stray(node: Syntax, scope: OpenScope): Statement {
  return { kind: "unknown", parts: [lower(node, scope)], span: span(node) };
}

function tooDeep(node: Syntax, scope: OpenScope): Statement {
  return { kind: "unknown", parts: flatten(node, scope).parts, span: span(node) };
}

/** The first child of a type: clauses and blocks that fill no field. */
export function childOfType(node: Syntax, type: string): Syntax | undefined {
  return node.children.find((candidate) => candidate.type === type);
}

const blockHolders: ReadonlySet<string> = new Set([
  "block",
  "if_statement",
  "elif_clause",
  "else_clause",
  "for_statement",
  "while_statement",
  "try_statement",
  "except_clause",
  "except_group_clause",
  "finally_clause",
  "with_statement",
  "match_statement",
  "case_clause",
  "function_definition",
  "class_definition",
  "decorated_definition",
]);

/** From the first token to the last: tree-sitter counts semicolons and comments after it to a block. */
export function statementSpan(node: Syntax, scope: OpenScope): Span {
  let last = node;
  while (blockHolders.has(last.type)) {
    const inner = last.children.at(-1);
    if (inner === undefined || (last.type !== "block" && !blockHolders.has(inner.type))) break;
    if (inner.type === "block" && inner.children.length === 0)
      return { start: node.start, end: headEnd(last, inner, scope) };
    last = inner;
  }
  return { start: node.start, end: last.end };
}

/** After the colon of a compound statement that has no body. */
function headEnd(holder: Syntax, block: Syntax, scope: OpenScope): number {
  const before = holder.children.at(-2)?.end ?? holder.start;
  const colon = scope.file.text.indexOf(":", before);
  return colon < 0 || colon >= block.end ? Math.max(before, Math.min(block.start, holder.end)) : colon + 1;
}
