import { nearest, suggestion } from "./nearest";

test.each([
  ["--fixx", ["--fix", "--force"], "--fix"],
  ["jsno", ["json", "text"], "json"],
  ["GFF011", ["GFF001", "GFF101"], "GFF001"],
  ["--unsafe-fix", ["--unsafe-fixes", "--fix"], "--unsafe-fixes"],
  ["banana", ["json", "text"], null],
])("%s of %j is %s", (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

test("a suggestion is a question, or nothing", () => {
  expect(suggestion("txt", ["text"])).toBe("; did you mean text?");
  expect(suggestion("zzz", ["text"])).toBe("");
});
