/** Statements taken out of one function and put at the beginning of another one, with the edits that are due in them. */
import type { Scope, Statement } from "../../src/code";
import { applyEdits } from "../../src/edits/apply";
import {
  blankLinesAround,
  commentsAbove,
  indentationAt,
  indentUnit,
  lineStart,
  newline,
  nextLine,
  reindent,
  statementLines,
} from "../../src/edits/indent";
import { blocksOf } from "../../src/facts/walk";
import type { Edit, Span } from "../../src/types";
import { firstStatement, isOneLine } from "./lines";
import { type Refusal, refuse } from "./part";
import { contains, type Page } from "./syntax";

/**
 * Moves statements to the beginning of a function of the same file. `edits` are all that are to be made there: those
 * inside the statements move along.
 */
export function moveTo(
  page: Page,
  statements: readonly Statement[],
  target: Scope,
  edits: readonly Edit[],
): readonly Edit[] | Refusal {
  const { facts, text } = page;
  const regions: Span[] = [];
  for (const statement of statements) {
    const lines = statementLines(text, statement.span, facts.comments);
    if (!lines) return refuse("unsupported-shape", "a statement that has to move shares its line with another one");
    regions.push(lines);
  }
  const isInside = (edit: Edit, region: Span) => edit.path === facts.path && isPartOf(region, edit.span, text.length);
  const indentation = indentationOf(text, target);
  const moved = regions.map((region) => {
    const own = edits.filter((edit) => isInside(edit, region));
    const inner = own.map(({ span, text: written }) => {
      return { span: { start: span.start - region.start, end: span.end - region.start }, text: written };
    });
    const whole = applyEdits(text.slice(region.start, region.end), inner);
    const ended = /[\r\n]$/.test(whole) ? whole : whole + newline(text);
    return reindent(ended, { start: 0, end: ended.length }, indentation);
  });
  const rest = edits.filter((edit) => !regions.some((region) => isInside(edit, region)));
  return [...rest, entrance(page, target, moved.join("")), ...removals(page, statements)];
}

/** An insertion at the border of a region belongs to what is outside; at the end of the text nothing is outside. */
function isPartOf(region: Span, { start, end }: Span, length: number): boolean {
  if (start < end) return contains(region, { start, end });
  return region.start < start && (start < region.end || (start === region.end && start === length));
}

function indentationOf(text: string, target: Scope): string {
  const own = indentationAt(text, target.span.start);
  const [first] = target.body;
  const start = first?.span.start ?? target.span.end;
  return isOneLine(text, target.span.start, start) ? own + indentUnit(text) : indentationAt(text, start);
}

/** The insertion at the beginning of a function, behind its docstring. `lines` end with a line end. */
function entrance({ facts, text }: Page, target: Scope, lines: string): Edit {
  const { docstring, first } = firstStatement(target);
  const path = facts.path;
  const head = docstring ?? first;
  if (head && isOnHeadLine(text, head)) {
    const start = text.slice(0, head.span.start).replace(/[ \t\f]+$/, "").length;
    const span = { start, end: head.span.start };
    return { path, span, text: newline(text) + lines + indentationOf(text, target) };
  }
  if (first) {
    const start = commentsAbove(text, lineStart(text, first.span.start), facts.comments);
    return { path, span: { start, end: start }, text: lines };
  }
  const end = docstring?.span.end ?? target.span.end;
  return { path, span: { start: end, end }, text: newline(text) + lines.replace(/(\r\n|\n|\r)$/, "") };
}

/** Something stands before it on its line: the `def`. */
function isOnHeadLine(text: string, head: Statement): boolean {
  return /\S/.test(text.slice(lineStart(text, head.span.start), head.span.start));
}

/** The deletion of whole statements; a block of which nothing is left gets a `pass`. */
export function removals({ facts, text }: Page, statements: readonly Statement[]): readonly Edit[] {
  const path = facts.path;
  const gone = new Set(statements);
  const kept = emptied(facts.scopes, gone);
  const spans = statements.flatMap((statement) => {
    if (kept.has(statement)) return [];
    const lines = statementLines(text, statement.span, facts.comments);
    return lines ? [lines] : [];
  });
  const passes = [...kept].map((statement) => ({ path, span: statement.span, text: "pass" }));
  return [...joined(text, spans).map((span) => ({ path, span: withBlanks(text, span), text: "" })), ...passes];
}

/** Of each block that loses all its statements, the last one. */
function emptied(scopes: readonly Scope[], gone: ReadonlySet<Statement>): ReadonlySet<Statement> {
  const found = new Set<Statement>();
  const visit = (block: readonly Statement[]): void => {
    const last = block.at(-1);
    if (last && block.every((statement) => gone.has(statement))) found.add(last);
    for (const statement of block) if (!gone.has(statement)) for (const inner of blocksOf(statement)) visit(inner);
  };
  for (const scope of scopes) if (scope.kind !== "module") visit(scope.body);
  for (const statement of scopes[0]?.body ?? []) for (const inner of blocksOf(statement)) visit(inner);
  return found;
}

/** Neighbours, with nothing but blank lines between them, as one. */
function joined(text: string, spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last && !/\S/.test(text.slice(last.end, span.start))) result[result.length - 1] = { ...last, end: span.end };
    else result.push(span);
  }
  return result;
}

/** With the blank lines behind it, where there are some before it too, or where it begins its block. */
function withBlanks(text: string, span: Span): Span {
  const { before, after } = blankLinesAround(text, span);
  const isFirst = before === 0 && /:[ \t]*(#[^\r\n]*)?(\r\n|\n|\r)$/.test(text.slice(0, span.start));
  const count = isFirst ? after : Math.min(before, after);
  let { end } = span;
  for (let i = 0; i < count; i += 1) end = nextLine(text, end);
  return { start: span.start, end };
}
