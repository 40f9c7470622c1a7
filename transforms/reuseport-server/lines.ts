/** Lines put before and after statements, and functions put beside them in a module. */
import type { Scope, Statement } from "../../src/code";
import {
  blankLinesAround,
  commentsAbove,
  indentationAt,
  indentUnit,
  lineStart,
  newline,
  nextLine,
  statementLines,
} from "../../src/edits/indent";
import type { Edit } from "../../src/types";
import { contains, type Page } from "./syntax";

/** Puts lines before a statement and its comments; null when it does not begin its line. */
export function linesBefore({ facts, text }: Page, statement: Statement, lines: readonly string[]): Edit | null {
  const whole = statementLines(text, statement.span, facts.comments);
  if (!whole) return null;
  const start = commentsAbove(text, lineStart(text, statement.span.start), facts.comments);
  const written = block(text, indentationAt(text, statement.span.start), lines);
  return { path: facts.path, span: { start, end: start }, text: written.map((line) => line + newline(text)).join("") };
}

/** Puts lines after a statement; null when another one follows it on its line. */
export function linesAfter({ facts, text }: Page, statement: Statement, lines: readonly string[]): Edit | null {
  const whole = statementLines(text, statement.span, facts.comments);
  if (!whole) return null;
  const end = lineContentEnd(text, whole.end);
  const written = block(text, indentationAt(text, statement.span.start), lines);
  return { path: facts.path, span: { start: end, end }, text: written.map((line) => newline(text) + line).join("") };
}

/** Where the last line before `end` ends, its line end left out. */
function lineContentEnd(text: string, end: number): number {
  return text.slice(0, end).replace(/(\r\n|\n|\r)$/, "").length;
}

/** Lines that are indented by four spaces for each level, in the indentation of the file. */
function block(text: string, indentation: string, lines: readonly string[]): readonly string[] {
  const unit = indentUnit(text);
  const inUnits = (line: string) => line.replace(/^( {4})+/, (blanks) => unit.repeat(blanks.length / 4));
  return lines.map((line) => (line === "" ? "" : indentation + inUnits(line)));
}

/** The statement of the module in which a place is. */
export function topStatement({ facts }: Page, offset: number): Statement | null {
  const span = { start: offset, end: offset };
  return facts.scopes[0]?.body.find((statement) => contains(statement.span, span)) ?? null;
}

/** Puts a function of the module directly before a statement of it. */
export function functionBefore(page: Page, top: Statement, lines: readonly string[]): Edit | null {
  const { facts, text } = page;
  if (!statementLines(text, top.span, facts.comments)) return null;
  const start = commentsAbove(text, lineStart(text, top.span.start), facts.comments);
  const line = newline(text);
  const { before } = blankLinesAround(text, { start, end: start });
  const lead = start === 0 ? "" : line.repeat(Math.max(0, 2 - before));
  return { path: facts.path, span: { start, end: start }, text: lead + joined(text, lines) + line.repeat(3) };
}

/**
 * Puts a function of the module behind the statement above another one, so that it can come together with one that is
 * put directly before that. Before it, where nothing stands above.
 */
export function functionAbove(page: Page, top: Statement, lines: readonly string[]): Edit | null {
  const { facts, text } = page;
  const body = facts.scopes[0]?.body ?? [];
  const previous = body[body.indexOf(top) - 1];
  const start = commentsAbove(text, lineStart(text, top.span.start), facts.comments);
  const line = newline(text);
  const own = previous && statementLines(text, previous.span, facts.comments);
  const end = own ? lineContentEnd(text, own.end) : 0;
  if (!own || /\S/.test(text.slice(end, start))) return functionBefore(page, top, lines);
  const after = blankLinesAround(text, { start, end: start }).before;
  return {
    path: facts.path,
    span: { start: end, end },
    text: line.repeat(3) + joined(text, lines) + line.repeat(Math.max(0, 2 - after)),
  };
}

function joined(text: string, lines: readonly string[]): string {
  return block(text, "", lines).join(newline(text));
}

/** The first statement of a function that does something: not its docstring. */
export function firstStatement(scope: Scope): {
  readonly docstring: Statement | null;
  readonly first: Statement | null;
} {
  const [head, next] = scope.body;
  const isDocstring =
    head?.kind === "expression" && head.value.kind === "constant" && typeof head.value.value === "string";
  return isDocstring ? { docstring: head, first: next ?? null } : { docstring: null, first: head ?? null };
}

/** Whether two offsets are on one line. */
export function isOneLine(text: string, a: number, b: number): boolean {
  return nextLine(text, a) === nextLine(text, b);
}
