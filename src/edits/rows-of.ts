import { stringSpans } from "./strings";

/** A line of a text without its end. */
export interface Row {
  readonly start: number;
  readonly end: number;
  /** Where its comment begins; `end` when it has none. */
  readonly comment: number;
  /** How many brackets are open where it begins and where it ends, and at least in between. */
  readonly depth: { readonly first: number; readonly last: number; readonly least: number };
}

/** The lines of a Python text, but for those into which a literal reaches, or a backslash. */
export function rowsOf(text: string): readonly Row[] {
  const literals = stringSpans(text, { start: 0, end: text.length });
  const rows: Row[] = [];
  let literal = 0;
  let depth = 0;
  let isContinued = false;
  for (const { index: start, 0: line } of text.matchAll(/[^\r\n]+/g)) {
    const end = start + line.length;
    const first = depth;
    let least = depth;
    let comment = end;
    let isWhole = !isContinued;
    for (let at = start; at < comment; at++) {
      while (literals[literal] && (literals[literal]?.end as number) <= at) literal += 1;
      const inside = literals[literal];
      if (inside && inside.start <= at) {
        isWhole = isWhole && start <= inside.start && inside.end <= end;
        at = inside.end - 1;
      } else if (text[at] === "#") comment = at;
      else if ("([{".includes(text[at] as string)) depth += 1;
      else if (")]}".includes(text[at] as string)) depth -= 1;
      least = Math.min(least, depth);
    }
    isContinued = comment === end && text[end - 1] === "\\";
    if (isWhole && !isContinued) rows.push({ start, end, comment, depth: { first, last: depth, least } });
  }
  return rows;
}
