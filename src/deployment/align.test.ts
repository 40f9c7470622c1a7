import { aligned } from "./align";

/** The code at the place of each word of a decoded text. */
function words(source: string, decoded: string): readonly string[] {
  const toSource = aligned(source, { start: 1, end: source.length - 1 }, decoded);
  return [...decoded.matchAll(/\S+/g)].map(({ 0: word, index }) => {
    const { start, end } = toSource({ start: index, end: index + word.length });
    return source.slice(start, end);
  });
}

test.each([
  ["<a b>", "a b", ["a", "b"]],
  ['<a \\"b\\" c>', 'a "b" c', ["a", '"b\\"', "c"]],
  ["<a\n    b\n  c>", "a b c", ["a", "b", "c"]],
  ["<a\\nb>", "a\nb", ["a", "b"]],
  ["<a $X b>", "a \ue000 b", ["a", "$", "b"]],
  ["<a>", "a b", ["a", "a"]],
])("%j holds %j", (source, decoded, found) => expect(words(source, decoded)).toEqual(found));
