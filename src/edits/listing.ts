/** Lists in brackets: arguments, parameters, displays. Items are taken out and put in; the rest stays as it is written. */
import type { Facts, Span } from "../types";
import type { TextEdit } from "./apply";
import { indentationAt, lineStart, newline } from "./indent";
import { stringSpans } from "./strings";

export interface Listing {
  /** Behind the opening bracket. */
  readonly start: number;
  /** Before the closing one. */
  readonly end: number;
  /** The items without the blanks around them, parentheses included. */
  readonly items: readonly Span[];
}

export interface ListEdit {
  readonly remove: readonly number[];
  readonly append: readonly string[];
  /** `tuple`: one item alone needs a comma. */
  readonly type: "tuple" | "other";
}

/** A file and what is known of it. */
export interface Written {
  readonly facts: Facts;
  readonly text: string;
}

/** The list whose opening bracket is the first one at or after `from`, and before `limit`; null when there is none. */
export function listingAt({ facts, text }: Written, from: number, limit: number): Listing | null {
  const span = { start: from, end: limit };
  const opaque = [...stringSpans(text, span), ...facts.comments.map((comment) => comment.span)];
  const skips = new Map(opaque.map(({ start, end }) => [start, end]));
  let depth = 0;
  let start = -1;
  const commas: number[] = [];
  for (let at = from; at < limit; at = skips.get(at) ?? at + 1) {
    if (skips.has(at)) continue;
    const char = text[at] as string;
    if ("([{".includes(char)) {
      depth += 1;
      if (depth === 1) start = at + 1;
    } else if (")]}".includes(char)) {
      depth -= 1;
      if (depth === 0)
        return { start, end: at, items: itemsOf(text, [start, ...commas.map((c) => c + 1)], at, opaque) };
    } else if (char === "," && depth === 1) commas.push(at);
  }
  return null;
}

/** The code between commas, without the blanks and the comments around it. */
function itemsOf(text: string, starts: readonly number[], end: number, opaque: readonly Span[]): readonly Span[] {
  return starts.flatMap((start, index) => {
    const limit = (starts[index + 1] ?? end + 1) - 1;
    const code: number[] = [];
    for (let at = start; at < limit; at += 1) {
      const comment = opaque.find((span) => text[span.start] === "#" && span.start === at);
      if (comment) at = comment.end;
      if (at < limit && /\S/.test(text[at] as string)) code.push(at);
    }
    const [first, last] = [code[0], code.at(-1)];
    return first === undefined || last === undefined ? [] : [{ start: first, end: last + 1 }];
  });
}

/** The index of the item that holds a span. */
export function itemAt(listing: Listing, span: Span): number {
  return listing.items.findIndex((item) => item.start <= span.start && span.end <= item.end);
}

/** The edits that change a list; none when nothing is asked for. */
export function editListing(text: string, listing: Listing, edit: ListEdit): readonly TextEdit[] {
  const kept = listing.items.flatMap((_, index) => (edit.remove.includes(index) ? [] : [index]));
  if (edit.remove.length === 0 && edit.append.length === 0) return [];
  if (kept.length === 0) return refill(text, listing, edit);
  const removals = runsOf(edit.remove).map(([first, last]) => removal(listing, first, last));
  const lastKept = listing.items[kept.at(-1) as number] as Span;
  const isComma = text.slice((listing.items.at(-1) as Span).end, listing.end).includes(",");
  if (edit.type === "tuple" && edit.append.length > 0 && isClosed(text, listing)) {
    // The comma of `(a,)` is no style, and `(a, b)` needs none.
    return [{ span: { start: lastKept.end, end: listing.end }, text: edit.append.map((item) => `, ${item}`).join("") }];
  }
  const rows = kept.includes(listing.items.length - 1) ? newRows(text, listing, edit.append) : null;
  if (rows) return [rows, ...removals];
  const isAlone = kept.length + edit.append.length === 1 && edit.type === "tuple" && !isComma;
  const added = edit.append.map((item) => separator(text, listing) + item).join("") + (isAlone ? "," : "");
  const at = { start: lastKept.end, end: lastKept.end };
  return added === "" ? removals : [{ span: at, text: added }, ...removals];
}

/** Rows after the last one, where that has its comma: what is said of it in a comment stays with it. */
function newRows(text: string, listing: Listing, append: readonly string[]): TextEdit | null {
  const last = listing.items.at(-1) as Span;
  const rest = /^[ \t]*,[ \t]*(#[^\r\n]*)?(?=[\r\n])/.exec(text.slice(last.end, listing.end));
  const between = separator(text, listing);
  if (append.length === 0 || !rest || between === ", ") return null;
  const at = last.end + rest[0].trimEnd().length;
  return { span: { start: at, end: at }, text: append.map((item) => `${between.slice(1)}${item},`).join("") };
}

/** A tuple of one item on one line: `(a,)`. */
function isClosed(text: string, { items: [only, ...others], end }: Listing): boolean {
  return only !== undefined && others.length === 0 && /^[ \t]*,[ \t]*$/.test(text.slice(only.end, end));
}

/** A list of which nothing stays. */
function refill(text: string, listing: Listing, { append, type }: ListEdit): readonly TextEdit[] {
  if (type === "tuple" && append.length > 1 && isClosed(text, listing)) {
    return [{ span: { start: listing.start, end: listing.end }, text: append.join(", ") }];
  }
  const [first, last] = [listing.items[0], listing.items.at(-1)];
  const isComma = last !== undefined && text.slice(last.end, listing.end).includes(",");
  const comma = append.length === 1 && type === "tuple" && !isComma ? "," : "";
  if (append.length === 0) return [{ span: { start: listing.start, end: listing.end }, text: "" }];
  const span = first && last ? { start: first.start, end: last.end } : { start: listing.start, end: listing.start };
  return [{ span, text: append.join(", ") + comma }];
}

/** Consecutive numbers as pairs of the first and the last. */
function runsOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of sorted) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

function removal({ items }: Listing, first: number, last: number): TextEdit {
  const next = items[last + 1];
  const span = next
    ? { start: (items[first] as Span).start, end: next.start }
    : { start: (items[first - 1] as Span).end, end: (items[last] as Span).end };
  return { span, text: "" };
}

/** What stands between the items: on lines of their own, or behind each other. */
function separator(text: string, { items, start }: Listing): string {
  const last = items.at(-1) as Span;
  const head = lineStart(text, last.start);
  const isOwnLine = head >= start && text.slice(head, last.start).trim() === "";
  return isOwnLine ? `,${newline(text)}${indentationAt(text, last.start)}` : ", ";
}
