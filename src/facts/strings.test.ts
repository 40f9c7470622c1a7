import { loadParser, type Parser } from "../python/parser";
import { extractFacts } from "./facts";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

/** A constant's value, or the parts of a template with the names of what is interpolated in brackets. */
function partsOf(text: string): unknown {
  const statement = extractFacts("a.py", text, parser).scopes[0]?.body[0];
  if (statement?.kind !== "expression") throw new Error("no expression");
  return shown(statement.value);
}

function shown(part: unknown): unknown {
  if (typeof part !== "object" || part === null || !("kind" in part)) return part;
  if (part.kind === "constant" && "value" in part) return part.value;
  if (part.kind === "name" && "name" in part) return [part.name];
  if ("parts" in part && Array.isArray(part.parts)) return { [String(part.kind)]: part.parts.map(shown) };
  return part.kind;
}

test.each<[string, unknown]>([
  ["'price'", "price"],
  ['"""a\n"b"\n"""', 'a\n"b"\n'],
  ["'a\\n\\t\\\\\\'\\\"\\a\\b\\f\\r\\v'", "a\n\t\\'\"\x07\b\f\r\v"],
  ["'\\x41\\101\\u0042\\U0001F600\\0'", "AAB😀\0"],
  ["'a\\\nb'", "ab"],
  ["'a\\\r\nb'", "ab"],
  ["'\\d\\ '", "\\d\\ "],
  ["'''a\r\nb\rc'''", "a\nb\nc"],
  ["r'\\n\\''", "\\n\\'"],
  ["r'\\\\'", "\\\\"],
  ["R'a' U'b' 'c'", "abc"],
  ["('a'\n # between\n 'b')", "ab"],
  ["''", ""],
  ["'{a}'", "{a}"],
  ["f'a'", "a"],
  ["f'{{a}}'", "{a}"],
  ["'\\N{DASH}'", { template: [{ unknown: [] }] }],
  ["b'a'", { unknown: [] }],
  ["f'a{b}c'", { template: ["a", ["b"], "c"] }],
  ["'a' f'{b}' 'c' f'd'", { template: ["a", ["b"], "cd"] }],
  ["rf'\\n{b}'", { template: ["\\n", ["b"]] }],
  ["f'{a!s}'", { template: [["a"]] }],
  ["f'{a!r}'", { template: [{ unknown: [["a"]] }] }],
  ["f'{a=}'", { template: [{ unknown: [["a"]] }] }],
  ["f'{a:>{b}.{c!r}}'", { template: [{ unknown: [["a"], ["b"], { unknown: [["c"]] }] }] }],
  ["f'{a}' b'c'", { unknown: [["a"]] }],
])("%s", (text, expected) => {
  expect(partsOf(text)).toEqual(expected);
});
