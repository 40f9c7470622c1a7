import { withoutTemplates } from "./templates";

test.each([
  ["A: 1", "A: 1"],
  ["  {{- if .Values.a }}\nA: 1\n  {{- end }}  \r\n", `${" ".repeat(21)}\nA: 1\n${" ".repeat(14)}\r\n`],
  ["{% if a %}\nA\n", "          \nA\n"],
  ["A: {{ a }}", "A: ???????"],
  ['A: "x{{ a }}y"', 'A: "x???????y"'],
  ["A: {{\n a }}", "A: ????????"],
  ["A: {{ a", "A: {{ a"],
  ["{a: {b: c}}", "{a: {b: c}}"],
])("%j is %j", (text, without) => {
  expect(withoutTemplates(text).replaceAll("\ue000", "?")).toBe(without);
});
