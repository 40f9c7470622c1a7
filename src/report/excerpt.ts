import type { Colors } from "picocolors/types";
import { showLine } from "./cells";
import { lineSpan } from "./lines";
import { type Located, lineText } from "./source";

const contextLines = 2;

/** The lines of a place with their numbers, carets under its first line, and two lines around it. */
export function renderExcerpt(located: Located, colors: Colors): readonly string[] {
  const numbers = excerptLines(located);
  const width = String(numbers.at(-1) ?? 1).length;
  const bar = colors.blue(`${" ".repeat(width)} |`);
  const rows = numbers.flatMap((number) => {
    const gutter = colors.blue(`${String(number).padStart(width)} |`);
    if (number !== located.start.line) return [`${gutter} ${showLine(lineText(located.lines, number), 0, 0).text}`];
    const { text, carets } = underline(located, colors);
    return [`${gutter} ${text}`, `${bar} ${carets}`];
  });
  return [bar, ...rows.map((row) => row.trimEnd()), bar];
}

/** One line of source with carets below; for a step of a trace. */
export function renderLine(located: Located, colors: Colors): readonly string[] {
  const { text, carets } = underline(located, colors);
  const indent = text.length - text.trimStart().length;
  return text.trim() === "" ? [] : [text.slice(indent).trimEnd(), carets.slice(indent)];
}

function underline(located: Located, colors: Colors): { readonly text: string; readonly carets: string } {
  const span = lineSpan(located.lines, located.start.line);
  const line = lineText(located.lines, located.start.line);
  const start = located.start.column - 1;
  const endsHere = located.end.line === located.start.line;
  const end = endsHere ? located.end.column - 1 : span.end - span.start;
  const shown = showLine(line, start, Math.max(end, start + 1));
  return { text: shown.text, carets: " ".repeat(shown.before) + colors.red("^".repeat(shown.under)) };
}

/** Blank lines at either edge say nothing and are left out. */
function excerptLines({ start, lines }: Located): readonly number[] {
  const isBlank = (number: number) => lineText(lines, number).trim() === "";
  let first = Math.max(1, start.line - contextLines);
  let last = Math.min(lines.starts.length, start.line + contextLines);
  while (first < start.line && isBlank(first)) first++;
  while (last > start.line && isBlank(last)) last--;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
