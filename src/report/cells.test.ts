import { printable, showLine } from "./cells";

/** The piece of the shown text that lies over the carets, for texts of one-column characters. */
function marked(line: string, piece: string): string {
  const start = line.indexOf(piece);
  const shown = showLine(line, start, start + piece.length);
  return shown.text.slice(shown.before, shown.before + shown.under);
}

test("carets are under what they mark", () => {
  expect(marked("stub = make()", "make()")).toBe("make()");
});

test("a tab reaches to the next stop", () => {
  expect(showLine("\ta\tb", 3, 4)).toEqual({ text: "    a   b", before: 8, under: 1 });
});

test.each([
  ["东京 = make()", 7],
  ["🎉 = make()", 5],
  ["👨‍👩‍👧 = make()", 5],
  ["é = make()", 4],
  ["e\u0301 = make()", 4],
  ["ｘ = make()", 5],
])("%s: %i columns before the call", (line, before) => {
  const start = line.indexOf("make");
  expect(showLine(line, start, start + 6)).toMatchObject({ before, under: 6 });
});

test("wide characters are underlined in full", () => {
  expect(showLine("x = '东京'", 4, 8).under).toBe(6);
});

test("an empty mark still has a caret", () => {
  expect(showLine("", 0, 0)).toEqual({ text: "", before: 0, under: 1 });
  expect(showLine("a", 1, 1)).toEqual({ text: "a", before: 1, under: 1 });
});

test("control characters can't reach the terminal", () => {
  expect(printable("\x1b[31mred\x07\x9b\u202e\u2066\ud800")).toBe("\\x1b[31mred\\x07\\x9b\\u202e\\u2066\\ud800");
  expect(showLine("a\x1bb", 2, 3)).toEqual({ text: "a\\x1bb", before: 5, under: 1 });
});

test("what is harmless stays", () => {
  expect(printable("größe 东京 👨‍👩‍👧 a\u00a0b")).toBe("größe 东京 👨‍👩‍👧 a\u00a0b");
});

test("a long line is cut on the right when its mark is near the start", () => {
  const shown = showLine(`make(${"x".repeat(300)})`, 0, 4);
  expect(shown).toMatchObject({ before: 0, under: 4 });
  expect(shown.text).toMatch(/^make\(x+…$/);
  expect(shown.text.length).toBeLessThanOrEqual(110);
});

test("a long line is cut on both sides of a mark in the middle", () => {
  const line = `${"a".repeat(200)}make()${"b".repeat(200)}`;
  expect(marked(line, "make()")).toBe("make()");
  expect(showLine(line, 200, 206).text).toMatch(/^…a+make\(\)b+…$/);
});

test("a mark longer than the screen ends with the line", () => {
  const shown = showLine("y".repeat(5000), 2000, 4000);
  expect(shown.text).toMatch(/^…y+…$/);
  expect(shown.before + shown.under).toBeLessThanOrEqual(shown.text.length);
});

test("a cut never splits a character", () => {
  const line = `x${"🎉".repeat(600)}`;
  expect(showLine(line, 601, 603).text).not.toMatch(/\\u/);
});
