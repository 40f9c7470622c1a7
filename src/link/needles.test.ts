import fc from "fast-check";
import { needlesOf } from "./needles";

function allIn(words: readonly string[], text: string): readonly string[] {
  const needles = needlesOf(words);
  const bytes = Buffer.from(text, "latin1");
  const found: string[] = [];
  if (needles === null) return found;
  for (let at = needles.find(bytes, 0, bytes.length); at >= 0; at = needles.find(bytes, at + 1, bytes.length)) {
    found.push(`${at} ${words[needles.which(bytes, at, bytes.length)]}`);
  }
  return found;
}

test("finds each word where it stands, the longest of several", () => {
  expect(allIn(["fork", "forkpty", "Stub", "import"], "import os; os.forkpty(); OrdersStub; fork")).toEqual([
    "0 import",
    "14 forkpty",
    "31 Stub",
    "37 fork",
  ]);
});

test("finds what a search at every place finds", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 2, maxLength: 6 });
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "\xe9"), maxLength: 60 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 6 }), text, (words, haystack) => {
      const expected = [...haystack].flatMap((_, at) => {
        const here = words.filter((one) => haystack.startsWith(one, at)).sort((a, b) => b.length - a.length);
        return here.length === 0 ? [] : [`${at} ${here[0]}`];
      });
      expect(allIn(words, haystack)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

test("looks at the given length alone", () => {
  expect(needlesOf(["fork"])?.find(Buffer.from("a fork"), 0, 5)).toBe(-1);
});

test.each([[["a", "fork"]], [["größe"]], [[]]])("declines %j", (words) => {
  expect(needlesOf(words)).toBeNull();
});
