import fc from "fast-check";
import { editsBetween } from "./edits-between";

function applied(before: string, after: string): string {
  const edits = [...editsBetween("shop.py", before, after)].reverse();
  return edits.reduce(
    (text, { span, text: added }) => text.slice(0, span.start) + added + text.slice(span.end),
    before,
  );
}

test("only lines that differ are in the edits", () => {
  const edits = editsBetween("shop.py", "a\nb\nc\nd\n", "a\nB\nc\nd\ne\n");
  expect(edits).toEqual([
    { path: "shop.py", span: { start: 2, end: 4 }, text: "B\n" },
    { path: "shop.py", span: { start: 8, end: 8 }, text: "e\n" },
  ]);
});

test("they make the one text of the other, whatever the line ends", () => {
  const text = fc.array(fc.constantFrom("a\n", "b\n", "c\r\n", "\n", "d", "\\ x\n", "+e\n", "\r"), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applied(before.join(""), after.join(""))).toBe(after.join(""));
    }),
    { numRuns: 2000 },
  );
});
