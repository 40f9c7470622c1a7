import fc from "fast-check";
import { suggestionOf } from "./suggestion";

/** As a review takes it: whole lines, an empty text takes them away. */
function applied(before: string, { first, last, text }: ReturnType<typeof suggestionOf>): string {
  const lines = before.split("\n");
  return [...lines.slice(0, first - 1), ...(text === "" ? [] : text.split("\n")), ...lines.slice(last)].join("\n");
}

test.each([
  ["a line is replaced", "a\nb\nc\n", "a\nB\nc\n", { first: 2, last: 2, text: "B" }],
  ["lines far apart are one suggestion", "a\nb\nc\n", "A\nb\nC\n", { first: 1, last: 3, text: "A\nb\nC" }],
  ["a line is taken away", "a\nb\nc\n", "a\nc\n", { first: 2, last: 2, text: "" }],
  ["a line is added before another", "a\nc\n", "a\nb\nc\n", { first: 2, last: 2, text: "b\nc" }],
  ["a line is added at the end", "a\n", "a\nb\n", { first: 1, last: 1, text: "a\nb" }],
  ["a line is emptied", "a\nb\nc\n", "a\n\nc\n", { first: 2, last: 3, text: "\nc" }],
])("%s", (_, before, after, suggestion) => {
  expect(suggestionOf({ before, after })).toEqual(suggestion);
  expect(applied(before, suggestion)).toBe(after);
});

test("taken, it gives the text after", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "", "c"), { minLength: 1, maxLength: 8 })
    .map((lines) => `x\n${lines.join("\n")}\ny\n`);
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      expect(applied(before, suggestionOf({ before, after }))).toBe(after);
    }),
  );
});
