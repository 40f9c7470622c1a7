import type { Edit, Facts, Finding } from "../types";
import { type Directive, directivesIn } from "./directive";
import { lineOf, statementLines } from "./statement-lines";

/**
 * The edits that may silence a finding by a comment, the most natural place first. A line that ends inside a string, or
 * with a backslash, takes no comment: whoever makes the edit has to look at what becomes of the file.
 */
export function additionsOf(finding: Finding, facts: Facts, text: string): readonly Edit[] {
  const { first, last } = statementLines(facts, finding.at.span);
  const own = lineOf(facts, Math.max(finding.at.span.start, finding.at.span.end - 1));
  const others = Array.from({ length: last - first + 1 }, (_, index) => last - index);
  return [...new Set([own, ...others])].map((line) => additionTo(line, finding, facts, text));
}

function additionTo(line: number, { rule, at }: Finding, facts: Facts, text: string): Edit {
  const start = facts.lines[line - 1] ?? 0;
  const code = text.slice(start, facts.lines[line] ?? text.length).replace(/[\r\n]+$/, "");
  const end = start + code.trimEnd().length;
  const comments = facts.comments.filter(({ span }) => lineOf(facts, span.start) === line);
  const last = comments.flatMap(directivesIn).flatMap(lastOwnCode)[0];
  if (last !== undefined) return { path: at.path, span: { start: last, end: last }, text: `, ${rule}` };
  return { path: at.path, span: { start: end, end: start + code.length }, text: `  # grpc-fork-fix: ignore[${rule}]` };
}

/** Where the list of a directive of our own ends. */
function lastOwnCode({ kind, style, codes, isMalformed }: Directive): readonly number[] {
  if (kind !== "line" || style !== "own" || codes === "all" || isMalformed) return [];
  return codes.at(-1) === undefined ? [] : [codes.at(-1)?.span.end ?? 0];
}
