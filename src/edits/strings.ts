import type { Span } from "../code";

const word = /[\p{L}\p{N}_]+/uy;
const stringPrefix = /^(?:[rbuft]|br|rb|fr|rf|tr|rt)$/i;
const lineEnd = /[\r\n]/g;

/**
 * The string literals inside `span`, prefix and quotes included, in order. `span` has to begin outside any literal.
 * An f-string is one literal with all that is nested in it. Facts do not tell this: they join adjacent literals.
 */
export function stringSpans(text: string, span: Span): readonly Span[] {
  const spans: Span[] = [];
  let at = span.start;
  while (at < span.end) {
    const end = literalEnd(text, at);
    if (end !== null) spans.push({ start: at, end });
    at = end ?? skipToken(text, at);
  }
  return spans;
}

/** Where the string literal that begins at `at` ends; null when none begins there. */
function literalEnd(text: string, at: number): number | null {
  if (isQuote(text[at])) return bodyEnd(text, at, false);
  const prefix = wordAt(text, at);
  const quote = at + prefix.length;
  if (!stringPrefix.test(prefix) || !isQuote(text[quote])) return null;
  return bodyEnd(text, quote, /[ft]/i.test(prefix));
}

function isQuote(char: string | undefined): boolean {
  return char === '"' || char === "'";
}

function wordAt(text: string, at: number): string {
  word.lastIndex = at;
  return word.exec(text)?.[0] ?? "";
}

/** Past a word, a comment or one other character: none of them begins a literal. */
function skipToken(text: string, at: number): number {
  if (text[at] !== "#") return at + Math.max(1, wordAt(text, at).length);
  lineEnd.lastIndex = at;
  return lineEnd.exec(text)?.index ?? text.length;
}

/** From the opening quote to behind the closing one. A literal that nobody closes ends with its line, or the text. */
function bodyEnd(text: string, open: number, isTemplate: boolean): number {
  const quote = text[open] as string;
  const close = text.startsWith(quote.repeat(3), open) ? quote.repeat(3) : quote;
  let at = open + close.length;
  while (at < text.length) {
    if (text.startsWith(close, at)) return at + close.length;
    if (close.length === 1 && isLineEnd(text[at])) return at;
    if (isTemplate && text[at] === "{") at = text[at + 1] === "{" ? at + 2 : fieldEnd(text, at, close);
    else at += unitLength(text, at, isTemplate);
  }
  return text.length;
}

/** The length of a character of a literal; an escape and what it escapes are one. A brace cannot be escaped so. */
function unitLength(text: string, at: number, isTemplate: boolean): number {
  if (text[at] !== "\\") return 1;
  if (isTemplate && (text[at + 1] === "{" || text[at + 1] === "}")) return 1;
  return text.startsWith("\r\n", at + 1) ? 3 : 2;
}

/**
 * Where the `{…}` of an f-string at `open` ends. `close` are the quotes of the f-string: since Python 3.12 they may
 * occur in the expression (PEP 701), but a format spec, in which quotes are plain characters, is part of the literal.
 */
function fieldEnd(text: string, open: number, close: string): number {
  let depth = 0;
  let at = open + 1;
  while (at < text.length) {
    const char = text[at] as string;
    if (depth === 0 && char === "}") return at + 1;
    if (depth === 0 && char === ":") return specEnd(text, at + 1, close);
    if ("([{".includes(char)) depth += 1;
    if (")]}".includes(char)) depth -= 1;
    at = literalEnd(text, at) ?? skipToken(text, at);
  }
  return text.length;
}

function specEnd(text: string, start: number, close: string): number {
  let at = start;
  while (at < text.length) {
    if (text[at] === "}") return at + 1;
    if (text.startsWith(close, at) || (close.length === 1 && isLineEnd(text[at]))) return at;
    at = text[at] === "{" ? fieldEnd(text, at, close) : at + 1;
  }
  return text.length;
}

function isLineEnd(char: string | undefined): boolean {
  return char === "\n" || char === "\r";
}
