import type { Span } from "../code";

/** A text cut at its line ends (LF, CRLF and CR, as Python cuts it). */
export interface Lines {
  readonly text: string;
  /** The offset at which each line starts; the first is 0. */
  readonly starts: readonly number[];
}

/** Both are 1-based; `column` counts UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function cutLines(text: string): Lines {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return { text, starts };
}

/** Offsets outside the text are taken as its nearer end, so that a stale place still gives a position. */
export function positionAt(lines: Lines, offset: number): Position {
  const wanted = Math.min(Math.max(offset, 0), lines.text.length);
  let low = 0;
  let high = lines.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines.starts[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: wanted - (lines.starts[low] ?? 0) + 1 };
}

/** The span of a 1-based line without its line end. */
export function lineSpan(lines: Lines, line: number): Span {
  const start = lines.starts[line - 1] ?? lines.text.length;
  let end = lines.starts[line] ?? lines.text.length;
  while (end > start && isLineEnd(lines.text[end - 1])) end--;
  return { start, end };
}

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}
