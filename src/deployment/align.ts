import type { Span } from "../types";
import { UNKNOWN } from "./unknown";

/** How far to look for a character that an escape, an indentation or a variable keeps from its place, in UTF-16 units. */
const REACH = 400;

/**
 * Leads spans of a text that was decoded from a part of a source (a YAML scalar, a quoted word) back to that source, by
 * looking for its characters in order. From where they cannot be found on, it is the whole part.
 */
export function aligned(source: string, part: Span, decoded: string): (span: Span) => Span {
  const offsets = offsetsOf(source, part, decoded);
  return ({ start, end }) => {
    const from = offsets[start];
    const last = offsets[end - 1];
    return from === undefined || last === undefined ? part : { start: from, end: last + 1 };
  };
}

function offsetsOf(source: string, part: Span, decoded: string): readonly number[] {
  const offsets: number[] = [];
  let at = part.start;
  for (const char of decoded.split("")) {
    const found = findFrom(source, at, Math.min(part.end, at + REACH), char);
    if (found === null) {
      // What is unknown stands for something that is written otherwise.
      if (char !== UNKNOWN || at >= part.end) return offsets;
      offsets.push(at);
      continue;
    }
    offsets.push(found);
    at = found + 1;
  }
  return offsets;
}

/** Line ends may be folded to spaces, and written as `\n`. */
function findFrom(source: string, from: number, end: number, char: string): number | null {
  const isBlank = /\s/.test(char);
  for (let at = from; at < end; at += 1) {
    const here = source.charAt(at);
    if (here === char || (isBlank && /\s/.test(here))) return at;
    if (char === "\n" && here === "\\" && source[at + 1] === "n") return at + 1;
  }
  return null;
}
