import { cutLines, lineSpan, positionAt } from "./lines";

const text = "a\r\nbc\rd\n\n🎉x";
const lines = cutLines(text);

test("cuts at LF, CRLF and CR", () => {
  expect(lines.starts).toEqual([0, 3, 6, 8, 9]);
});

test("counts lines and UTF-16 columns from 1", () => {
  expect(positionAt(lines, 0)).toEqual({ line: 1, column: 1 });
  expect(positionAt(lines, text.indexOf("c"))).toEqual({ line: 2, column: 2 });
  expect(positionAt(lines, text.indexOf("x"))).toEqual({ line: 5, column: 3 });
});

test("a place outside the text is at its nearer end", () => {
  expect(positionAt(lines, 999)).toEqual({ line: 5, column: 4 });
  expect(positionAt(lines, -1)).toEqual({ line: 1, column: 1 });
  expect(positionAt(cutLines(""), 5)).toEqual({ line: 1, column: 1 });
});

test("the span of a line is without its line end", () => {
  const spans = [1, 2, 3, 4, 5].map((line) => lineSpan(lines, line));
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(["a", "bc", "d", "", "🎉x"]);
});
