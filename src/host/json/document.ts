/** JSON that somebody else wrote: read as it is, and with the line of each value, so that a complaint can name it. */

/** Keys from the top of a document, and indexes into arrays. */
export type JsonPath = readonly (string | number)[];

/** A JSON text, understood or not. Lines are 1-based. */
export type JsonDocument =
  | { readonly kind: "document"; readonly value: unknown; readonly lineOf: (path: JsonPath) => number }
  | { readonly kind: "broken"; readonly line: number; readonly message: string };

/** Levels of objects and arrays; what we read has five. */
const DEPTH = 64;

interface Scanner {
  readonly text: string;
  at: number;
  readonly offsets: Map<string, number>;
}

/** Where a text stops being JSON, and why. */
class Broken extends Error {}

/** Parses a text as JSON (RFC 8259). A key that stands twice in one object is a mistake here. */
export function jsonDocument(text: string): JsonDocument {
  const scanner: Scanner = { text, at: 0, offsets: new Map() };
  try {
    value(scanner, []);
    skip(scanner);
    if (scanner.at < text.length) throw new Broken("there is more after the end of the document");
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { kind: "broken", line: lineAt(text, scanner.at), message: error.message };
  }
  return { kind: "document", value: JSON.parse(text), lineOf: (path) => lineAt(text, offsetOf(scanner, path)) };
}

const BLANK = /[ \t\n\r]*/y;
/** A run of plain characters, or an escape. Texts are matched piece by piece: one pattern for all overflows on long ones. */
const PIECE = /[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

function value(scanner: Scanner, path: JsonPath): void {
  skip(scanner);
  scanner.offsets.set(JSON.stringify(path), scanner.at);
  if (path.length > DEPTH) throw new Broken("it is nested too deeply");
  const first = scanner.text[scanner.at];
  if (first === "{") object(scanner, path);
  else if (first === "[") array(scanner, path);
  else if (first === '"') quoted(scanner);
  else if ((match(scanner, NUMBER) ?? match(scanner, WORD)) === null) throw unexpected(scanner);
}

function object(scanner: Scanner, path: JsonPath): void {
  const keys = new Set<string>();
  elements(scanner, "}", () => {
    skip(scanner);
    if (scanner.text[scanner.at] !== '"') throw unexpected(scanner, "a key in quotes");
    const key: string = JSON.parse(quoted(scanner));
    if (keys.has(key)) throw new Broken(`the key "${key}" stands twice in one object`);
    keys.add(key);
    skip(scanner);
    expect(scanner, ":");
    value(scanner, [...path, key]);
  });
}

function array(scanner: Scanner, path: JsonPath): void {
  elements(scanner, "]", (index) => value(scanner, [...path, index]));
}

function quoted(scanner: Scanner): string {
  const start = scanner.at;
  scanner.at++;
  let piece: string | null = "";
  while (piece !== null) piece = match(scanner, PIECE);
  expect(scanner, '"', "the end of a string");
  return scanner.text.slice(start, scanner.at);
}

function elements(scanner: Scanner, close: string, one: (index: number) => void): void {
  scanner.at++;
  skip(scanner);
  if (scanner.text[scanner.at] === close) {
    scanner.at++;
    return;
  }
  for (let index = 0; ; index++) {
    one(index);
    skip(scanner);
    if (scanner.text[scanner.at] !== ",") break;
    scanner.at++;
  }
  expect(scanner, close, `"," or "${close}"`);
}

function expect(scanner: Scanner, character: string, what = `"${character}"`): void {
  if (scanner.text[scanner.at] !== character) throw unexpected(scanner, what);
  scanner.at++;
}

function unexpected({ text, at }: Scanner, what = "a value"): Broken {
  if (at >= text.length) return new Broken(`it ends where ${what} should follow`);
  return new Broken(`not JSON: ${what} should stand here, not ${JSON.stringify([...text.slice(at, at + 2)][0])}`);
}

function skip(scanner: Scanner): void {
  match(scanner, BLANK);
}

function match(scanner: Scanner, pattern: RegExp): string | null {
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.text)?.[0] ?? null;
  if (found !== null) scanner.at += found.length;
  return found;
}

/** Of what is not there: of the nearest around it. */
function offsetOf({ offsets }: Scanner, path: JsonPath): number {
  for (let length = path.length; length > 0; length--) {
    const offset = offsets.get(JSON.stringify(path.slice(0, length)));
    if (offset !== undefined) return offset;
  }
  return 0;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
