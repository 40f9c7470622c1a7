/** Keys from the top of a document, and indexes into arrays. */
export type KeyPath = readonly (string | number)[];

/** The 1-based line of a key or of an array's element; of one that is not there, of what is nearest around it. */
export type LineOf = (path: KeyPath) => number;

interface Scanner {
  readonly text: string;
  at: number;
  readonly lines: Map<string, number>;
  /** How many tables an array of tables has so far. */
  readonly counts: Map<string, number>;
  /** The line of an offset; asked in order, so that each line is counted once. */
  readonly lineAt: (offset: number) => number;
}

/** Where the keys of a TOML document stand. The document must have been parsed: what is malformed is passed over. */
export function keyLines(text: string): LineOf {
  const scanner: Scanner = { text, at: 0, lines: new Map(), counts: new Map(), lineAt: lineCounter(text) };
  let table: KeyPath = [];
  for (skip(scanner); scanner.at < text.length; skip(scanner)) {
    const { at } = scanner;
    if (text[at] === "[") table = header(scanner);
    else pair(scanner, table);
    if (scanner.at === at) scanner.at++;
  }
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const line = scanner.lines.get(JSON.stringify(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  };
}

const BLANK = /(?:\s|#[^\n]*)+/y;
const SPACES = /[ \t]*/y;
const KEY = /"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w-]+)/y;
const TEXT = /"""(?:[^\\]|\\[\s\S])*?"{3,5}|'''[\s\S]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const BARE = /[^,\]}#\n]+/y;

/** `[a.b]` and `[[a.b]]`; within an array of tables the path goes on in its last table. */
function header(scanner: Scanner): KeyPath {
  const { text, at, counts } = scanner;
  const isArray = text.startsWith("[[", at);
  scanner.at += isArray ? 2 : 1;
  const keys = dotted(scanner);
  scanner.at += isArray ? 2 : 1;
  const path: (string | number)[] = [];
  keys.forEach((key, index) => {
    path.push(key);
    const name = JSON.stringify(path);
    if (isArray && index === keys.length - 1) counts.set(name, (counts.get(name) ?? 0) + 1);
    record(scanner, path, at);
    const count = counts.get(name);
    if (count !== undefined) path.push(count - 1);
  });
  record(scanner, path, at);
  return path;
}

/** `a.b = value` */
function pair(scanner: Scanner, table: KeyPath): void {
  const { at } = scanner;
  const keys = dotted(scanner);
  for (const length of keys.keys()) record(scanner, [...table, ...keys.slice(0, length + 1)], at);
  if (scanner.text[scanner.at] !== "=") return;
  scanner.at++;
  value(scanner, [...table, ...keys]);
}

function value(scanner: Scanner, path: KeyPath): void {
  match(scanner, SPACES);
  const first = scanner.text[scanner.at];
  if (first === "{") elements(scanner, "}", () => pair(scanner, path));
  else if (first === "[") elements(scanner, "]", (index) => element(scanner, [...path, index]));
  else if (match(scanner, TEXT) === null) match(scanner, BARE);
}

function element(scanner: Scanner, path: KeyPath): void {
  record(scanner, path, scanner.at);
  value(scanner, path);
}

function elements(scanner: Scanner, close: string, one: (index: number) => void): void {
  const { text } = scanner;
  scanner.at++;
  skip(scanner);
  for (let index = 0; scanner.at < text.length && text[scanner.at] !== close; index++) {
    const { at } = scanner;
    one(index);
    skip(scanner);
    if (text[scanner.at] === ",") scanner.at++;
    skip(scanner);
    if (scanner.at === at) return;
  }
  scanner.at++;
}

function dotted(scanner: Scanner): readonly string[] {
  const keys: string[] = [];
  for (;;) {
    match(scanner, SPACES);
    const found = match(scanner, KEY);
    if (found === null) return keys;
    keys.push(found[1] ?? found[2] ?? found[3] ?? "");
    match(scanner, SPACES);
    if (scanner.text[scanner.at] !== ".") return keys;
    scanner.at++;
  }
}

function skip(scanner: Scanner): void {
  match(scanner, BLANK);
}

function match(scanner: Scanner, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.text);
  if (found !== null) scanner.at = pattern.lastIndex;
  return found;
}

function record(scanner: Scanner, path: KeyPath, at: number): void {
  const name = JSON.stringify(path);
  if (!scanner.lines.has(name)) scanner.lines.set(name, scanner.lineAt(at));
}

function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (let end = text.indexOf("\n", counted); end >= 0 && end < offset; end = text.indexOf("\n", counted)) {
      line++;
      counted = end + 1;
    }
    return line;
  };
}
