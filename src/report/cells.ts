/** What one character of a source line becomes on a screen. */
interface Cell {
  readonly text: string;
  readonly width: number;
  /** The offset of the character in its line, in UTF-16 units. */
  readonly offset: number;
}

/** A piece of a source line as a terminal shows it. */
export interface Shown {
  readonly text: string;
  /** Columns of the screen before the marked part, and under it (at least 1). */
  readonly before: number;
  readonly under: number;
}

const tabStop = 4;
const widest = 110;
const lead = 30;
/** More than this on each side of the mark can't be shown; not measuring it keeps minified lines cheap. */
const reach = 400;

/** Made for the first line that needs it: that takes a while, and most lines are of characters that stand alone. */
let graphemes: Intl.Segmenter | null = null;
const plain = /^[\x20-\x7e]*$/;
/** Control and format characters (bidirectional marks, invisible spaces), line separators, lone surrogates; not the joiners of emoji. */
const unprintable = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
const unprintables = new RegExp(unprintable, "gu");
const wide =
  /^(?:\p{Emoji_Presentation}|.\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
const zeroWidth = /^[\p{Mark}\u200d]+$/u;

/**
 * Makes text safe to print: control characters (which could drive a terminal) and the ones that
 * turn the direction of writing (which could disguise code) become visible escapes.
 */
export function printable(text: string): string {
  return unprintable.test(text) ? text.replace(unprintables, escapeOf) : text;
}

/** Lays out a line of source, of which `start` to `end` is marked, and cuts what does not fit. */
export function showLine(line: string, start: number, end: number): Shown {
  const from = safeCut(line, Math.max(0, start - reach));
  const to = safeCut(line, Math.min(line.length, Math.max(start, 0) + reach));
  const cells = cellsOf(line.slice(from, to), from);
  const before = widthOf(cells.filter((cell) => cell.offset < start));
  const marked = cells.filter((cell) => cell.offset >= start && cell.offset < end);
  const all = { text: joined(cells), before, under: Math.max(1, widthOf(marked)) };
  if (from === 0 && to === line.length && widthOf(cells) <= widest) return all;
  return cut(cells, { start, end, before, hiddenLeft: from > 0, hiddenRight: to < line.length });
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly before: number;
  readonly hiddenLeft: boolean;
  readonly hiddenRight: boolean;
}

function cut(cells: readonly Cell[], mark: Cut): Shown {
  const shift = mark.before + lead > widest || mark.hiddenLeft ? Math.max(0, mark.before - lead) : 0;
  const kept: Cell[] = [];
  let column = 0;
  let shown = 0;
  let isCutRight = mark.hiddenRight;
  for (const cell of cells) {
    const isLeft = column < shift;
    column += cell.width;
    if (isLeft) continue;
    if (shown + cell.width > widest - 2) {
      isCutRight = true;
      break;
    }
    kept.push(cell);
    shown += cell.width;
  }
  const left = shift > 0 || mark.hiddenLeft ? "…" : "";
  const marked = kept.filter((cell) => cell.offset >= mark.start && cell.offset < mark.end);
  return {
    text: left + joined(kept) + (isCutRight ? "…" : ""),
    before: left.length + widthOf(kept.filter((cell) => cell.offset < mark.start)),
    under: Math.max(1, widthOf(marked)),
  };
}

function cellsOf(text: string, base: number): readonly Cell[] {
  if (plain.test(text)) return Array.from(text, (character, at) => ({ text: character, width: 1, offset: base + at }));
  const cells: Cell[] = [];
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  let column = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    const cell = cellOf(segment, column);
    cells.push({ ...cell, offset: base + index });
    column += cell.width;
  }
  return cells;
}

function cellOf(grapheme: string, column: number): { readonly text: string; readonly width: number } {
  if (grapheme === "\t") {
    const width = tabStop - (column % tabStop);
    return { text: " ".repeat(width), width };
  }
  if (unprintable.test(grapheme)) {
    const text = printable(grapheme);
    return { text, width: text.length };
  }
  if (zeroWidth.test(grapheme)) return { text: grapheme, width: 0 };
  return { text: grapheme, width: wide.test(grapheme) ? 2 : 1 };
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Never between the halves of a surrogate pair. */
function safeCut(line: string, offset: number): number {
  const code = line.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function joined(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join("");
}
