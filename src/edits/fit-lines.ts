import { applyEdits, type TextEdit } from "./apply";
import { indentUnit, newline } from "./indent";
import { type Row, rowsOf } from "./rows-of";
import { fits, type LineStyle, wrapped } from "./wrap";

/** What black and ruff allow where nobody has told them anything else. */
const USUAL_WIDTH = 88;

/**
 * The same edits, with the lines that they would make longer than the file's are broken as black and ruff break them.
 * `width` is what the project allows; null where nothing says it: then it is what formatters allow, or the longest
 * line that the file has. A line that was in the file is never broken.
 */
export function fitLines(text: string, edits: readonly TextEdit[], width: number | null): readonly TextEdit[] {
  const own = new Set(text.split(/\r\n|\n|\r/));
  const style = { width: width ?? longestRow(text), unit: indentUnit(text) };
  const after = applyEdits(text, edits);
  const isLong = (line: string) => !own.has(line) && !fits(line, style);
  if (!after.split(/\r\n|\n|\r/).some(isLong)) return edits;
  const breaks = rowsOf(after)
    .filter(({ start, end }) => isLong(after.slice(start, end)))
    .flatMap((row) => brokenRow(after, row, style));
  return withBreaks(text, edits, after, breaks);
}

/** The length of the longest line without its comment, or what is usual where that is more. */
function longestRow(text: string): number {
  const lengths = rowsOf(text).map(({ start, comment }) => text.slice(start, comment).trimEnd().length);
  return Math.max(USUAL_WIDTH, ...lengths);
}

/** The row as several ones, its comment behind the last; nothing where it cannot be broken. */
function brokenRow(text: string, row: Row, style: LineStyle): readonly TextEdit[] {
  if (row.depth.last !== row.depth.first || row.depth.least < row.depth.first) return [];
  const line = text.slice(row.start, row.comment);
  const code = line.trim();
  const indent = line.slice(0, line.indexOf(code));
  const rows = importRows(code, indent, style) ?? wrapped(code, indent, row.depth.first > 0, style);
  if (rows.length < 2) return [];
  const comment = row.comment < row.end ? `  ${text.slice(row.comment, row.end)}` : "";
  return [{ span: { start: row.start, end: row.end }, text: rows.join(newline(text)) + comment }];
}

/** `from a import b, c` gets parentheses, and each name a row. */
function importRows(code: string, indent: string, style: LineStyle): readonly string[] | null {
  const [, head, names] = /^(from \S+ import )([^()*]+)$/.exec(code) ?? [];
  if (head === undefined || names === undefined || fits(indent + code, style)) return null;
  return [
    `${indent}${head}(`,
    ...names.split(",").map((name) => `${indent}${style.unit}${name.trim()},`),
    `${indent})`,
  ];
}

/** What edits make of the text, in order: `span` in the text before, `at` where it begins in the text after. */
interface Piece {
  readonly span: TextEdit["span"];
  readonly at: number;
  readonly length: number;
  /** The index of its edit; null for text that no edit touches. */
  readonly edit: number | null;
}

/** Edits of the text before that also make the breaks, which are edits of the text after. */
function withBreaks(
  text: string,
  edits: readonly TextEdit[],
  after: string,
  breaks: readonly TextEdit[],
): readonly TextEdit[] {
  const pieces = piecesOf(text, edits);
  const result: (TextEdit | null)[] = [...edits];
  for (let next = 0; next < breaks.length; ) {
    const own: TextEdit[] = [];
    let touched: readonly Piece[] = [];
    // An edit that makes two long lines takes the breaks of both.
    let end = (breaks[next] as TextEdit).span.end;
    const { start } = (breaks[next] as TextEdit).span;
    for (let one = breaks[next]; one && one.span.start < end; one = breaks[++next]) {
      own.push(one);
      end = Math.max(end, one.span.end);
      touched = pieces.filter((piece) => piece.edit !== null && isIn(piece, { start, end }));
      end = Math.max(end, ...touched.map(({ at, length }) => at + length));
    }
    const from = Math.min(start, ...touched.map(({ at }) => at));
    const [first, ...others] = touched.map(({ edit }) => edit as number);
    if (first === undefined) continue;
    result[first] = {
      span: { start: startBefore(pieces, from), end: endBefore(pieces, end) },
      text: applyEdits(
        after.slice(from, end),
        own.map((one) => ({ ...one, span: { start: one.span.start - from, end: one.span.end - from } })),
      ),
    };
    for (const other of others) result[other] = null;
  }
  return result.filter((edit) => edit !== null);
}

function isIn({ at, length }: Piece, { start, end }: TextEdit["span"]): boolean {
  return at < end && (length === 0 ? at > start : at + length > start);
}

function startBefore(pieces: readonly Piece[], offset: number): number {
  const piece = pieces.find(({ at, length }) => at <= offset && offset < at + length) as Piece;
  return piece.span.start + (offset - piece.at);
}

function endBefore(pieces: readonly Piece[], offset: number): number {
  const piece = pieces.find(({ at, length }) => at < offset && offset <= at + length) as Piece;
  return piece.edit === null ? piece.span.start + (offset - piece.at) : piece.span.end;
}

/** In the order in which {@link applyEdits} puts them: insertions before what replaces the text behind them. */
function piecesOf(text: string, edits: readonly TextEdit[]): readonly Piece[] {
  const ordered = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.index - b.index);
  const pieces: Piece[] = [];
  let before = 0;
  let at = 0;
  const push = (span: TextEdit["span"], length: number, edit: number | null) => {
    pieces.push({ span, at, length, edit });
    at += length;
    before = span.end;
  };
  for (const { span, text: written, index } of ordered) {
    if (before < span.start) push({ start: before, end: span.start }, span.start - before, null);
    push(span, written.length, index);
  }
  if (before < text.length) push({ start: before, end: text.length }, text.length - before, null);
  return pieces;
}
