import type { Comment, Span } from "../code";
import { stringSpans } from "./strings";

/** What Python takes for a line end, and nothing else: not U+2028, not a form feed. */
const lineEnds = /\r\n|\n|\r/g;

/** Where the line of `offset` begins. A line end belongs to the line that it ends. */
export function lineStart(text: string, offset: number): number {
  // Between \r and \n is still inside the line end.
  const from = text[offset] === "\n" && text[offset - 1] === "\r" ? offset - 1 : offset;
  let at = from;
  while (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") at -= 1;
  return at;
}

/** Where the line of `offset` ends: behind its line end, or at the end of the text. */
export function nextLine(text: string, offset: number): number {
  const inside = text[offset] === "\n" && text[offset - 1] === "\r";
  lineEnds.lastIndex = inside ? offset - 1 : offset;
  const found = lineEnds.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

/** The blanks at the head of the line of `offset`, as they are written. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return leadingBlanks(text.slice(start, nextLine(text, start)));
}

function leadingBlanks(line: string): string {
  return /^[ \t\f]*/.exec(line)?.[0] ?? "";
}

/** What one level of indentation is in this file: a tab or some spaces; four spaces where the file does not say. */
export function indentUnit(text: string): string {
  const counts = new Map<string, number>();
  let opener: string | null = null;
  for (const line of text.split(lineEnds)) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const indentation = leadingBlanks(line);
    if (opener !== null && indentation.length > opener.length && indentation.startsWith(opener)) {
      const unit = indentation.slice(opener.length);
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
    }
    // Only a line after one that ends in a colon is sure to be a block; others may continue an expression.
    opener = /:\s*(?:#.*)?$/.test(line) ? indentation : null;
  }
  let best = "    ";
  for (const [unit, count] of counts) {
    if (/^(?:\t| {1,8})$/.test(unit) && count > (counts.get(best) ?? 0)) best = unit;
  }
  return best;
}

/** The line end that most lines of the text have; `"\n"` where none is ahead. */
export function newline(text: string): "\n" | "\r\n" | "\r" {
  const counts = { "\n": 0, "\r\n": 0, "\r": 0 };
  for (const [end] of text.matchAll(/\r\n|\n|\r/g)) counts[end as keyof typeof counts] += 1;
  if (counts["\r\n"] > counts["\n"] && counts["\r\n"] >= counts["\r"]) return "\r\n";
  return counts["\r"] > counts["\n"] ? "\r" : "\n";
}

/**
 * The statements of `span`, moved to the indentation `to`. Lines keep their indentation relative to the first one;
 * the insides of literals stay as they are, and so do blank lines and continuation lines that hang further left.
 * `span` is whole lines, or begins at a statement: then the result begins there too, without indentation.
 */
export function reindent(text: string, span: Span, to: string): string {
  const first = text.slice(span.start, span.end).search(/\S/);
  if (first === -1) return text.slice(span.start, span.end);
  const from = indentationAt(text, span.start + first);
  const literals = stringSpans(text, span).filter(({ start, end }) => /[\r\n]/.test(text.slice(start, end)));
  let result = "";
  for (let at = span.start; at < span.end; ) {
    const end = Math.min(nextLine(text, at), span.end);
    const line = text.slice(at, end);
    const isMoved = at === lineStart(text, at) && /\S/.test(line) && line.startsWith(from);
    result += isMoved && !isInside(literals, at) ? to + line.slice(from.length) : line;
    at = end;
  }
  return result;
}

function isInside(spans: readonly Span[], offset: number): boolean {
  return spans.some(({ start, end }) => start < offset && offset < end);
}

/** What may follow the last statement of a line. A `;` may, a statement may not. */
export const restOfLine = /[ \t\f]*(?:;[ \t\f]*)?(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)/y;

/** Comments that rule over more than the next statement; taking one along would change what it rules. */
const pragma = /^#(?:!|.*coding[:=]|\s*(?:fmt|isort|yapf|ruff|pylint|mypy|flake8|type|pragma|grpc-fork-fix)\s*:)/;

/**
 * The whole lines of the statement at `span`, its line end included: with the comments on lines of their own directly
 * above it, at its indentation, and the one behind it. Null when the lines hold another statement, or the head of
 * its block. A comment that heads the file, or that speaks to a tool, is not the statement's.
 */
export function statementLines(text: string, span: Span, comments: readonly Comment[]): Span | null {
  const start = lineStart(text, span.start);
  const indentation = text.slice(start, span.start);
  if (/[^ \t\f]/.test(indentation) || isContinued(text, start, comments)) return null;
  restOfLine.lastIndex = span.end;
  const rest = restOfLine.exec(text);
  if (rest === null) return null;
  return { start: commentsAbove(text, start, comments), end: restOfLine.lastIndex };
}

/** Whether a backslash joins the line that begins at `start` to the one before. */
function isContinued(text: string, start: number, comments: readonly Comment[]): boolean {
  const end = /(?:\r\n|\n|\r)$/.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0;
  return text[start - end - 1] === "\\" && !comments.some((comment) => comment.span.end === start - end);
}

/**
 * Where the own-line comments directly above the line at `start` begin, as far as they belong to it; `start` when
 * none do.
 */
export function commentsAbove(text: string, start: number, comments: readonly Comment[]): number {
  const indentation = indentationAt(text, start);
  const byLine = new Map(
    comments
      .filter(({ span }) => /^[ \t\f]*$/.test(text.slice(lineStart(text, span.start), span.start)))
      .map((comment) => [lineStart(text, comment.span.start), comment]),
  );
  let isHead = start === 0;
  let top = start;
  for (let at = start, isOwn = true; !isHead; ) {
    const above = lineStart(text, at - 1);
    const comment = byLine.get(above);
    if (comment === undefined) break;
    isOwn &&= !pragma.test(comment.text) && indentationAt(text, above) === indentation;
    if (isOwn) top = above;
    at = above;
    isHead = above === 0;
  }
  // Comments that begin the file are about the file: its interpreter, its encoding, a licence.
  return isHead ? start : top;
}

/** How many blank lines stand directly before and directly after the whole lines of `span`. */
export function blankLinesAround(text: string, span: Span): { readonly before: number; readonly after: number } {
  let before = 0;
  for (let at = span.start; at > 0; before += 1) {
    const above = lineStart(text, at - 1);
    if (/\S/.test(text.slice(above, at))) break;
    at = above;
  }
  let after = 0;
  for (let at = span.end; at < text.length; after += 1) {
    const end = nextLine(text, at);
    if (/\S/.test(text.slice(at, end))) break;
    at = end;
  }
  return { before, after };
}
