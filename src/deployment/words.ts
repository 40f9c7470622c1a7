import type { Span } from "../types";
import type { Expansion, Piece } from "./expansion";
import type { Assignment } from "./format";
import { constantOf } from "./unknown";

/** How a format cuts a line into words. */
export interface Quoting {
  /** Takes the meaning from the character after it, and joins lines. */
  readonly escape: string;
  /** One character that ends a word outside of quotes. */
  readonly separator: RegExp;
  readonly expand: Expansion;
  readonly inSingleQuotes: "literal" | "expanded";
}

/** A word without its quotes; what is not constant in it is `UNKNOWN`. */
export interface Word {
  readonly text: string;
  readonly span: Span;
  /** How much of the text stands before the first escape; missing where there is none. */
  readonly unescaped?: number;
}

/** The words of a part of a text, in order. A quote that nothing closes reaches to the end of the part. */
export function* wordsIn(text: string, { start, end }: Span, quoting: Quoting): Generator<Word> {
  const part = text.slice(0, end);
  for (let at = start; at < end; ) {
    const joined = joinAt(part, at, quoting.escape);
    if (joined > 0 || quoting.separator.test(part.charAt(at))) {
      at += Math.max(joined, 1);
      continue;
    }
    const word = wordAt(part, at, quoting);
    yield word;
    at = word.span.end;
  }
}

/** The variable that a word like `NAME=value` sets; a name with an escape in it is none. */
export function assignmentOf({ text, span, unescaped = text.length }: Word): Assignment | null {
  const [, name, value = ""] = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(text) ?? [];
  return name === undefined || unescaped < name.length ? null : { name, value: constantOf(value), span };
}

/** The word that begins at an offset; it ends at a separator or with the text. */
export function wordAt(text: string, start: number, quoting: Quoting): Word {
  let quote = "";
  let result = "";
  let unescaped: number | undefined;
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    if (quote === "" && quoting.separator.test(char)) break;
    if (char === quote || (quote === "" && /["']/.test(char))) {
      quote = quote === "" ? char : "";
      at += 1;
      continue;
    }
    if (char === quoting.escape) unescaped ??= result.length;
    const piece = pieceAt(text, at, quote, quoting);
    result += piece.text;
    at = Math.min(piece.end, text.length);
  }
  return { text: result, span: { start, end: at }, ...(unescaped !== undefined && { unescaped }) };
}

function pieceAt(text: string, at: number, quote: string, quoting: Quoting): Piece {
  const char = text.charAt(at);
  const plain = { text: char, end: at + 1 };
  if (quote === "'" && quoting.inSingleQuotes === "literal") return plain;
  const joined = joinAt(text, at, quoting.escape);
  if (joined > 0) return { text: "", end: at + joined };
  if (char === quoting.escape && at + 1 < text.length) return escaped(text, at, quote, quoting.escape);
  return quoting.expand(text, at) ?? plain;
}

/** In double quotes the sign stands for itself before most characters. */
function escaped(text: string, at: number, quote: string, sign: string): Piece {
  const next = text.charAt(at + 1);
  const isTaken = quote === "" || `"'$\`${sign}`.includes(next);
  return { text: isTaken ? next : sign + next, end: at + 2 };
}

/** The length of a line end that is escaped at an offset; 0 when there is none. */
function joinAt(text: string, at: number, sign: string): number {
  if (text[at] !== sign) return 0;
  if (text[at + 1] === "\n") return 2;
  return text[at + 1] === "\r" && text[at + 2] === "\n" ? 3 : 0;
}
