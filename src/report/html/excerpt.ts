import { printable } from "../cells";
import { type Located, lineText } from "../source";
import type { PageCode } from "./page-data";

const around = 2;
const mostMarked = 4;
const widest = 220;
/** How much of a long line stands before its mark. */
const lead = 60;

/** The lines of a place with two around it, the place marked; long lines and long places are cut. */
export function excerptOf({ start, end, lines }: Located): PageCode | null {
  if (lines.text === "") return null;
  const last = Math.min(end.line, start.line + mostMarked - 1);
  const from = Math.max(1, start.line - around);
  const to = Math.min(lines.starts.length, last + around);
  const rows = Array.from({ length: to - from + 1 }, (_, index) => {
    const number = from + index;
    const text = lineText(lines, number);
    if (number < start.line || number > last) return printable(shortened(text, 0));
    const first = number === start.line ? start.column - 1 : text.length - text.trimStart().length;
    const behind = number === end.line ? end.column - 1 : text.length;
    return marked(text, first, behind);
  });
  return trimmed({ first: from, lines: rows }, start.line - from, last - from);
}

function marked(text: string, from: number, to: number): PageCode["lines"][number] {
  const skipped = from > widest - lead ? from - lead : 0;
  const before = (skipped > 0 ? "…" : "") + text.slice(skipped, from);
  const inside = shortened(text.slice(from, to), 0);
  const room = Math.max(0, widest - before.length - inside.length);
  const after = to - from > widest ? "" : shortened(text.slice(to), widest - room);
  return [before, inside, after].map(printable) as [string, string, string];
}

function shortened(text: string, used: number): string {
  const room = widest - used;
  return text.length > room ? `${text.slice(0, room)}…` : text;
}

/** Blank lines at either edge say nothing. */
function trimmed({ first, lines }: PageCode, from: number, to: number): PageCode {
  const isBlank = (index: number) => typeof lines[index] === "string" && lines[index].trim() === "";
  let top = 0;
  let bottom = lines.length - 1;
  while (top < from && isBlank(top)) top++;
  while (bottom > to && isBlank(bottom)) bottom--;
  return { first: first + top, lines: lines.slice(top, bottom + 1) };
}
