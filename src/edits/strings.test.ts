import { stringSpans } from "./strings";

function stringsOf(text: string): readonly string[] {
  return stringSpans(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));
}

test.each<[string, string, readonly string[]]>([
  ["prefixes", `a = rb'x' + U"y" + bar'z'`, ["rb'x'", `U"y"`, "'z'"]],
  ["adjacent ones", `('a' "b"'''c''')`, ["'a'", `"b"`, "'''c'''"]],
  ["empty ones", `x = '', ""`, ["''", `""`]],
  ["quotes in comments", `x = 1  # it's\ny = 'a'`, ["'a'"]],
  ["escapes", String.raw`'a\'b' "\\" r'\'' `, [String.raw`'a\'b'`, String.raw`"\\"`, String.raw`r'\''`]],
  ["continued lines", `'a\\\r\nb' + 'c'`, ["'a\\\r\nb'", "'c'"]],
  ["quotes inside", `'''a'b''c\\'''' + "x"`, [`'''a'b''c\\''''`, `"x"`]],
  ["nested f-strings", `f"{f'{x}'} {{'" + 'y'`, [`f"{f'{x}'} {{'"`, "'y'"]],
  ["the same quotes nested", `f'{d['a']}' + 'y'`, [`f'{d['a']}'`, "'y'"]],
  ["quotes in a format spec", `f"{x:'>{width}}" + 'y'`, [`f"{x:'>{width}}"`, "'y'"]],
  ["a colon in brackets", `f"{x[a:b]:>9}" 'y'`, [`f"{x[a:b]:>9}"`, "'y'"]],
  ["named characters", `f"\\N{EM DASH}\\{x}" 'y'`, [`f"\\N{EM DASH}\\{x}"`, "'y'"]],
  ["one left open", `x = 'a\ny = "b"`, ["'a", `"b"`]],
])("finds %s", (_name, text, expected) => {
  expect(stringsOf(text)).toEqual(expected);
});
