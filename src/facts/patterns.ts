import type { Expression, Match, Name } from "../code";
import type { Syntax } from "../python/syntax";
import { childOfType, lowerBlock, statementSpan } from "./blocks";
import { child, childrenIn, identifiersBelow, lower, lowerName, lowerOptional, lowerTuple, mention } from "./lower";
import { bindName, type LowerStatement, type OpenScope } from "./open-scope";

export const matchLowerers: Readonly<Record<string, LowerStatement>> = { match_statement: lowerMatch };

function lowerMatch(node: Syntax, scope: OpenScope): Match {
  const cases = (child(node, "body")?.children ?? []).filter((part) => part.type === "case_clause");
  return {
    kind: "match",
    subject: lowerTuple(childrenIn(node, "subject"), scope, node),
    cases: cases.map((clause) => lowerCase(clause, scope)),
    span: statementSpan(node, scope),
  };
}

function lowerCase(clause: Syntax, scope: OpenScope): Match["cases"][number] {
  const captures: Name[] = [];
  const parts: Expression[] = [];
  for (const pattern of clause.children) {
    if (pattern.type === "case_pattern") readPattern(pattern, scope, captures, parts);
  }
  for (const { name } of captures) bindName(name, scope);
  const guard = child(clause, "guard")?.children[0];
  const body = child(clause, "consequence") ?? childOfType(clause, "block");
  return { captures, parts, guard: lowerOptional(guard, scope), body: lowerBlock(body, scope) };
}

/** A name alone captures, a dotted one is read, and so is the name of a class. Without recursion: patterns nest. */
function readPattern(pattern: Syntax, scope: OpenScope, captures: Name[], parts: Expression[]): void {
  const stack = [pattern];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const inner = [...node.children];
    if (node.type === "identifier") captures.push(lowerName(node, scope));
    else if (node.type === "dotted_name" && (inner.length > 1 || node.field === "key")) parts.push(lower(node, scope));
    else if (node.type === "string" || node.type === "concatenated_string") readString(node, scope, parts);
    else {
      const head = inner[0];
      if (node.type === "class_pattern" && head !== undefined) parts.push(lower(head, scope));
      if (node.type === "keyword_pattern" && head !== undefined) mention(head, scope);
      if (node.type === "class_pattern" || node.type === "keyword_pattern") inner.shift();
      stack.push(...inner.reverse());
    }
  }
}

/** An f-string is no pattern, but what it reads is still read. */
function readString(node: Syntax, scope: OpenScope, parts: Expression[]): void {
  if (identifiersBelow(node).length > 0) parts.push(lower(node, scope));
}
