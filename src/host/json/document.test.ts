import fc from "fast-check";
import { jsonDocument } from "./document";

function lineOf(text: string, ...path: readonly (string | number)[]): number {
  const document = jsonDocument(text);
  if (document.kind === "broken") throw new Error(document.message);
  return document.lineOf(path);
}

test("each value has its line", () => {
  const text = '{\n  "files": [\n    "a",\n    { "path":\n      1 }\n  ]\n}\n';
  expect(lineOf(text)).toBe(1);
  expect(lineOf(text, "files", 0)).toBe(3);
  expect(lineOf(text, "files", 1, "path")).toBe(5);
  expect(lineOf(text, "files", 1, "missing")).toBe(4);
});

test.each([
  ["", 1, "it ends where a value should follow"],
  ['{\n"a": 1,\n}', 3, 'not JSON: a key in quotes should stand here, not "}"'],
  ["[\n1\n2]", 3, 'not JSON: "," or "]" should stand here, not "2"'],
  ["{}\n{}", 2, "there is more after the end of the document"],
  ["[\n'a']", 2, `not JSON: a value should stand here, not "'"`],
  ['{"a": 1,\n"a": 2}', 2, 'the key "a" stands twice in one object'],
  ["[".repeat(100_000), 1, "it is nested too deeply"],
  ['"\n"', 1, 'not JSON: the end of a string should stand here, not "\\n"'],
])("%j is broken in line %d", (text, line, message) => {
  expect(jsonDocument(text)).toEqual({ kind: "broken", line, message });
});

test("a long text is no problem", () => {
  const text = JSON.stringify([`${"price = 1\n".repeat(500_000)}`]);
  expect(jsonDocument(text).kind).toBe("document");
});

test("is JSON exactly where JSON.parse says so", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    '"b"',
    "1",
    "-0.5e3",
    "01",
    "null",
    " ",
    "\n",
    "x",
  );
  const anything = fc.oneof(
    fc.json(),
    fc.array(pieces).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const document = jsonDocument(text);
      if (document.kind === "broken" && /twice/.test(document.message)) return;
      if (document.kind === "document") expect(document.value).toEqual(JSON.parse(text));
      else expect(() => JSON.parse(text)).toThrow();
    }),
  );
});
