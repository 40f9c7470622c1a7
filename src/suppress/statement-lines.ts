import type { Span, Statement } from "../code";
import type { Facts } from "../types";

/** The 1-based line of an offset. */
export function lineOf(facts: Facts, offset: number): number {
  let low = 0;
  let high = facts.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((facts.lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/**
 * The first and the last line of the innermost statement around a span, of a compound statement its
 * head alone, widened to the lines of the span itself.
 */
export function statementLines(facts: Facts, span: Span): { readonly first: number; readonly last: number } {
  const first = lineOf(facts, span.start);
  const last = lineOf(facts, Math.max(span.start, span.end - 1));
  const statement = innermost(facts, span);
  if (statement === null) return { first, last };
  const head = headOf(facts, statement);
  return { first: Math.min(first, head.first), last: Math.max(last, head.last) };
}

function innermost(facts: Facts, span: Span): Statement | null {
  let found: Statement | null = null;
  const look = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (!contains(statement.span, span)) continue;
      if (found === null || lengthOf(statement.span) <= lengthOf(found.span)) found = statement;
      look(nested(statement));
    }
  };
  for (const scope of facts.scopes) {
    // The one `return` of a lambda is no statement in the source.
    if (scope.kind !== "lambda" && scope.kind !== "comprehension") look(scope.body);
  }
  return found;
}

function headOf(facts: Facts, statement: Statement): { readonly first: number; readonly last: number } {
  const first = lineOf(facts, statement.span.start);
  const body = bodyOf(facts, statement);
  if (body === null) return { first, last: lineOf(facts, Math.max(statement.span.start, statement.span.end - 1)) };
  return { first, last: Math.max(first, lineOf(facts, body.span.start) - 1) };
}

/** The first statement inside a compound statement. */
function bodyOf(facts: Facts, statement: Statement): Statement | null {
  if (statement.kind !== "function" && statement.kind !== "class") return nested(statement)[0] ?? null;
  return facts.scopes[statement.scope]?.body[0] ?? null;
}

function nested(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case "if":
    case "while":
    case "for":
      return [...statement.body, ...statement.orelse];
    case "with":
      return statement.body;
    case "try":
      return [
        ...statement.body,
        ...statement.handlers.flatMap((handler) => handler.body),
        ...statement.orelse,
        ...statement.final,
      ];
    case "match":
      return statement.cases.flatMap((one) => one.body);
    default:
      return [];
  }
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function lengthOf(span: Span): number {
  return span.end - span.start;
}
