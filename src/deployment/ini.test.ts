import { settingsIn } from "./ini";

function shown(text: string, lines: "single" | "continued"): readonly string[] {
  return settingsIn(text, lines).map(({ section, key, value }) => `${section}.${key}=${value}`);
}

const text = "a=1\n[web]\n  b : 2\n; c = 3\n  d = 4\n\n[[list]]\n  e\nf =\n  g\n";

test("indented lines continue a value of the same section, or mean nothing", () => {
  expect(shown(text, "continued")).toEqual([".a=1", "web.b=2\n; c = 3\n  d = 4", "[list].e=", "[list].f=\n  g"]);
  expect(shown(text, "single")).toEqual([".a=1", "web.b=2", "web.d=4", "[list].e=", "[list].f=", "[list].g="]);
});

test.each(["single", "continued"] as const)(
  "keys, values and heads know their places, whatever ends the lines: %s",
  (lines) => {
    const windows = "[web]\r\nb = x y \r\nc=\r\n";
    const [b, c] = settingsIn(windows, lines);
    const codes = [b?.head, b?.keySpan, b?.valueSpan, c?.keySpan].map((span) => windows.slice(span?.start, span?.end));
    expect(codes).toEqual(["[web]", "b", "x y", "c"]);
  },
);
