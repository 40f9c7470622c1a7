import fc from "fast-check";
import { applyEdits, type TextEdit } from "./apply";

function edit(start: number, end: number, text: string): TextEdit {
  return { span: { start, end }, text };
}

test("no edits leave the text alone", () => {
  expect(applyEdits("stub = 1\r\n", [])).toBe("stub = 1\r\n");
});

test("insertions at one offset keep their order, around a replacement", () => {
  const edits = [edit(4, 6, "XY"), edit(4, 4, "1"), edit(6, 6, "3"), edit(4, 4, "2"), edit(6, 6, "4")];
  expect(applyEdits("abcdefgh", edits)).toBe("abcd12XY34gh");
});

test("insertions at both ends of the text", () => {
  expect(applyEdits("ab", [edit(2, 2, "]"), edit(0, 0, "["), edit(0, 2, "")])).toBe("[]");
  expect(applyEdits("", [edit(0, 0, "a"), edit(0, 0, "b")])).toBe("ab");
});

test.each([
  ["overlap", [edit(0, 3, "x"), edit(2, 4, "y")]],
  ["the same span twice", [edit(0, 3, "x"), edit(0, 3, "x")]],
  ["an insertion inside", [edit(0, 5, "x"), edit(2, 2, "y")]],
  ["an insertion inside, with another before it", [edit(0, 5, "x"), edit(0, 0, "a"), edit(2, 2, "y")]],
  ["outside of the text", [edit(5, 9, "x")]],
  ["backwards", [edit(3, 2, "x")]],
])("refuses %s", (_name, edits) => {
  expect(() => applyEdits("abcdef", edits)).toThrow(/overlap|outside/);
});

/** A text cut into pieces; every other piece is replaced, the pieces between are untouched. */
const pieces = fc.array(
  fc.record({
    kept: fc.string({ unit: "binary", minLength: 1, maxLength: 6 }),
    replaced: fc.oneof(fc.constant(""), fc.string({ unit: "binary", maxLength: 6 })),
    by: fc.string({ maxLength: 4 }),
  }),
);

test("what no edit spans stays the same, for any text and any edits in any order", () => {
  fc.assert(
    fc.property(pieces, fc.infiniteStream(fc.nat()), (rows, noise) => {
      let text = "";
      let expected = "";
      const edits: TextEdit[] = [];
      for (const { kept, replaced, by } of rows) {
        text += kept;
        edits.push(edit(text.length, text.length + replaced.length, by));
        text += replaced;
        expected += kept + by;
      }
      const shuffled = edits
        .map((item) => ({ item, rank: noise.next().value ?? 0 }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ item }) => item);
      expect(applyEdits(text, shuffled)).toBe(expected);
    }),
  );
});
