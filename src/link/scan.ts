/**
 * Imports found in text without parsing it: the prefilter reads every file of a repository, and a
 * parse costs a hundred times as much. It may report an import that stands in a string; it must not
 * miss one.
 */

import type { ScannedImport } from "../scan";

const NAME = "[\\w\\u0080-\\uffff]+";
/** What may stand between two tokens of a logical line. */
const GAP = "(?:[ \\t\\f]|\\\\(?:\\r\\n?|\\n))*";
/** The same inside parentheses. The lookahead keeps the engine from backtracking into a comment. */
const OPEN_GAP = "(?:[\\s\\\\]|#[^\\n\\r]*(?=[\\n\\r]|$))*";

const dottedItem = new RegExp(
  `${GAP}(${NAME}(?:${GAP}\\.${GAP}${NAME})*)(?:${GAP}\\bas\\b${GAP}${NAME})?${GAP}(,?)`,
  "y",
);
const nameItem = new RegExp(`${GAP}(${NAME})(?:${GAP}\\bas\\b${GAP}${NAME})?${GAP}(,?)`, "y");
const openNameItem = new RegExp(`${OPEN_GAP}(${NAME})(?:${OPEN_GAP}\\bas\\b${OPEN_GAP}${NAME})?${OPEN_GAP}(,?)`, "y");
const namesOpening = new RegExp(`${GAP}([*(])?`, "y");
const fromHead = /^[\s\\]*from(?![\w\u0080-\uffff])([\s\S]*)$/;

const STRING = "[rRuU]?([\"'])([^\"'\\n\\r\\\\]+)";
const literalCall = new RegExp(
  `(?:import_module|import__)${OPEN_GAP}\\(${OPEN_GAP}(?:name${OPEN_GAP}=${OPEN_GAP})?${STRING}\\1` +
    `(?:${OPEN_GAP},${OPEN_GAP}(?:package${OPEN_GAP}=${OPEN_GAP})?${STRING}\\3)?`,
  "y",
);

/** Every import statement of `text`, in order, and every `import_module` or `__import__` of a literal. */
export function scanImports(text: string): ScannedImport[] {
  const found: ScannedImport[] = [];
  for (let at = text.indexOf("import"); at >= 0; at = text.indexOf("import", at + 6)) {
    const end = at + 6;
    if (text.charCodeAt(end) === UNDERSCORE) {
      found.push(...literalImport(text, at));
    } else if (!isWord(text.charCodeAt(end)) && (at === 0 || !isWord(text.charCodeAt(at - 1)))) {
      found.push(...statements(text, at, end));
    }
  }
  return found;
}

function statements(text: string, at: number, end: number): ScannedImport[] {
  const source = sourceBefore(text, at);
  const from = source === null ? [] : [{ ...source, names: namesAfter(text, end) }];
  // A line that starts with `import` may still continue `from a \`: both readings are reported.
  return startsStatement(text, at) ? [...from, ...modulesAfter(text, end)] : from;
}

function modulesAfter(text: string, end: number): ScannedImport[] {
  return items(dottedItem, text, end).map((module) => ({ module: withoutGaps(module), level: 0, names: [] }));
}

function namesAfter(text: string, end: number): readonly string[] | "*" {
  namesOpening.lastIndex = end;
  const opening = namesOpening.exec(text)?.[1];
  if (opening === "*") return "*";
  return opening === "(" ? items(openNameItem, text, namesOpening.lastIndex) : items(nameItem, text, end);
}

/** Matches a comma-separated list from `start` on and gives the first group of each item. */
function items(item: RegExp, text: string, start: number): string[] {
  const found: string[] = [];
  item.lastIndex = start;
  for (let match = item.exec(text); match !== null; match = item.exec(text)) {
    found.push(match[1] ?? "");
    if (match[2] === "") break;
  }
  item.lastIndex = 0;
  return found;
}

/** No dotted name is longer; the bound keeps a file that is one line of `import import …` linear. */
const LONGEST_SOURCE = 1000;

/** The `from ..a.b` that stands before the `import` at `at`. */
function sourceBefore(text: string, at: number): { module: string; level: number } | null {
  let start = at;
  const limit = Math.max(0, at - LONGEST_SOURCE);
  while (start > limit && isSourcePart(text, start - 1)) start--;
  const head = fromHead.exec(text.slice(start, at));
  if (head === null || !startsStatement(text, start)) return null;
  const dotted = withoutGaps(head[1] ?? "");
  const level = dotted.length - dotted.replace(/^\.+/, "").length;
  return dotted === "" ? null : { module: dotted.slice(level), level };
}

function isSourcePart(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (isWord(code) || code === DOT || code === BACKSLASH || isBlank(code)) return true;
  if (!isLineEnd(code) || index === 0) return false;
  const before = text.charCodeAt(index - 1);
  if (before === BACKSLASH) return true;
  return code === LF && before === CR && index > 1 && text.charCodeAt(index - 2) === BACKSLASH;
}

/** Whether a statement may start at `at`: on a line of its own, or after `;` or `:`. */
function startsStatement(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  if (start === 0) return true;
  const before = text.charCodeAt(start - 1);
  return isLineEnd(before) || before === SEMICOLON || before === COLON || before === BYTE_ORDER_MARK;
}

function literalImport(text: string, at: number): ScannedImport[] {
  literalCall.lastIndex = at;
  const match = literalCall.exec(text);
  if (match === null) return [];
  const dotted = match[2] ?? "";
  const module = dotted.replace(/^\.+/, "");
  const level = dotted.length - module.length;
  const package_ = match[4];
  if (level === 0 || package_ === undefined) return [{ module, level, names: [] }];
  // `import_module("..b", "shop.api")` says itself where its dots start from.
  const parts = package_.split(".");
  const base = parts.slice(0, Math.max(1, parts.length - level + 1));
  return [{ module: [...base, module].filter((part) => part !== "").join("."), level: 0, names: [] }];
}

/** Whether the text compares `__name__` with `"__main__"`: the file may be started as a program. */
export function hasMainGuard(text: string): boolean {
  for (let at = text.indexOf("__main__"); at >= 0; at = text.indexOf("__main__", at + 8)) {
    if (isMainGuardAt(text, at)) return true;
  }
  return false;
}

/** Whether the `__main__` at `at` is part of such a comparison. Looks at 300 units on each side, and no further than its line. */
export function isMainGuardAt(text: string, at: number): boolean {
  return mainGuard.test(lineAt(text, at));
}

const mainGuard =
  /^[^#]*(?:\b__name__[\s)]*(?:[!=]=|is\b|not\b|in\b)[^#]*__main__|__main__["'][\s)]*(?:[!=]=|is\b)[\s(]*__name__\b)/;

/** How much of a line is looked at on each side: a file may be one line of a megabyte. */
const LONGEST_GUARD = 300;

function lineAt(text: string, at: number): string {
  let start = at;
  const first = Math.max(0, at - LONGEST_GUARD);
  while (start > first && !isLineEnd(text.charCodeAt(start - 1))) start--;
  let end = at;
  const last = Math.min(text.length, at + LONGEST_GUARD);
  while (end < last && !isLineEnd(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

function withoutGaps(dotted: string): string {
  return /[\s\\]/.test(dotted) ? dotted.replace(/[\s\\]+/g, "") : dotted;
}

const LF = 10;
const CR = 13;
const DOT = 46;
const COLON = 58;
const SEMICOLON = 59;
const BACKSLASH = 92;
const UNDERSCORE = 95;
const BYTE_ORDER_MARK = 0xfeff;

function isLineEnd(code: number): boolean {
  return code === LF || code === CR;
}

/** Space, tab and form feed. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 12;
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === UNDERSCORE ||
    (code >= 0x80 && code !== BYTE_ORDER_MARK)
  );
}
