import MagicString from "magic-string";
import type { Edit } from "../types";

/** An edit whose file is known from elsewhere. */
export type TextEdit = Pick<Edit, "span" | "text">;

/**
 * The text with all edits made; what no edit spans stays the same to the unit. Insertions at one offset follow each
 * other in the given order, and stand outside any replacement that begins or ends there.
 *
 * Throws when edits overlap or leave the text: that is a bug of ours, since {@link selectPlans} lets none through.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  check(text, edits);
  const result = new MagicString(text);
  // Replacements first: magic-string drops what was inserted at the inner seams of a span that it replaces.
  for (const { span, text: replacement } of edits) {
    if (!isInsertion(span)) result.update(span.start, span.end, replacement);
  }
  for (const { span, text: insertion } of edits) {
    if (isInsertion(span)) result.appendLeft(span.start, insertion);
  }
  return result.toString();
}

/** Whether two edits of one file cannot both be made: their spans share text, or one inserts inside the other. */
export function isOverlapping(a: TextEdit["span"], b: TextEdit["span"]): boolean {
  return a.start < b.end && b.start < a.end;
}

function isInsertion(span: TextEdit["span"]): boolean {
  return span.start === span.end;
}

function check(text: string, edits: readonly TextEdit[]): void {
  const spans = edits.map((edit) => edit.span).sort((a, b) => a.start - b.start || a.end - b.end);
  let last: TextEdit["span"] | null = null;
  for (const span of spans) {
    if (span.start < 0 || span.end < span.start || span.end > text.length) {
      throw new Error(`edit ${show(span)} lies outside the text of ${text.length} units`);
    }
    if (last !== null && isOverlapping(last, span)) throw new Error(`edits ${show(last)} and ${show(span)} overlap`);
    // An insertion cannot hide a longer span before it from those that follow.
    if (last === null || span.end > last.end) last = span;
  }
}

function show(span: TextEdit["span"]): string {
  return `${span.start}–${span.end}`;
}
