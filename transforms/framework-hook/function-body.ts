import type { Scope } from "../../src/code";
import { indentationAt, lineStart, restOfLine } from "../../src/edits/indent";
import { forEachStatement } from "../../src/facts/walk";
import type { Facts } from "../../src/types";

export interface BodyEnd {
  /** At the end of the line of the last statement, before its line end. */
  readonly offset: number;
  readonly indentation: string;
}

/** Where code can be put at the end of a function so that it runs whenever the function does; null where it might not, or has no lines of its own. */
export function endOfBody(facts: Facts, text: string, scope: Scope): BodyEnd | null {
  const [first] = scope.body;
  const last = scope.body.at(-1);
  if (!first || !last || lineStart(text, first.span.start) === lineStart(text, scope.span.start)) return null;
  let leaves = scope.generator;
  forEachStatement(scope.body, ({ kind }) => {
    leaves ||= kind === "return" || kind === "raise";
  });
  const indentation = indentationAt(text, first.span.start);
  if (leaves || text.slice(lineStart(text, first.span.start), first.span.start) !== indentation) return null;
  restOfLine.lastIndex = last.span.end;
  const rest = restOfLine.exec(text);
  if (rest === null || facts.errors.length > 0) return null;
  return { offset: last.span.end + rest[0].replace(/[\r\n]+$/, "").length, indentation };
}
