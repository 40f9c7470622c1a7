// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import { exportedIn, startsInScript } from "./script";

function startsOf(text: string) {
  return startsInScript(text, { start: 0, end: text.length });
}

function shown(text: string): readonly string[] {
  return startsOf(text).map(({ words }) => words.map(({ text: word }) => word.replaceAll("\ue000", "?")).join(" "));
}

test.each([
  ["serve a b", ["serve a b"]],
  ["a; b && c || d | e & f\ng", ["a", "b", "c", "d", "e", "f", "g"]],
  ["serve \\\n  --port 80 \\\r\n  shop", ["serve --port 80 shop"]],
  ["# serve\nserve # me\nserve a#b", ["serve", "serve a#b"]],
  ["serve 'a b' \"c d\" e\\ f", ["serve a b c d e f"]],
  ["serve $A ${B:-b} $(c d) `e f`", ["serve ? b ? ?"]],
  ["serve > log 2>&1 < in >>x &>y <<< z a", ["serve a"]],
  ["serve 2 > log", ["serve 2"]],
  ["if a; then b; else c; fi", ["a", "b", "c"]],
  ["while ! a; do b; done", ["a", "b"]],
  ["for a in serve; do b; done", ["b"]],
  ['case "$1" in\n web|x) serve a;;\n worker)\n  work\n  ;;\n*) exec "$@"\nesac', ["web", "serve a", "work", "exec ?"]],
  ["start() { serve; }\nstart", ["start", "serve", "start"]],
  ["(cd a && serve)", ["serve"]],
  ["cat <<EOF > a\nserve\nEOF\nb", ["cat", "b"]],
  ["cat <<-'END' \n\tserve\n\tEND\nb", ["cat", "b"]],
  ["cat <<EOF\nserve", ["cat", "serve"]],
  ["A=1\nB=2 serve", ["serve"]],
  ["serve 'a", ["serve a"]],
  ["", []],
])("%j", (text, starts) => {
  const found = shown(text);
  // A pattern before `|` reads as a command, and a command of that name without arguments harms nobody.
  expect(found.filter((start) => start !== "esac")).toEqual(starts);
});

test("words know their places", () => {
  const text = "a=1 serve \\\n  'x y'\n";
  const [start] = startsOf(text);
  expect(start?.words.map(({ span }) => text.slice(span.start, span.end))).toEqual(["serve", "'x y'"]);
});

test.each([
  ["cd shop; serve", "shop"],
  ["cd /srv/; cd ./shop/../orders; serve", "/srv/orders"],
  ["pushd shop >/dev/null; serve", "shop"],
  ["cd shop; cd ..; serve", null],
  ['cd shop; cd "$(dirname "$0")"; serve', null],
  ["cd shop; cd; serve", null],
  ["cd shop; cd -; serve", null],
  ["serve; cd shop", null],
])("%s is in %s", (text, folder) => expect(startsOf(text)[0]?.folder).toBe(folder));

test("what is exported before a command is set for it", () => {
  const [first, second] = startsOf("export A=1 B=2\nC=3\nD=4 serve\nexport E=5\nserve");
  expect(first?.variables.map(({ name }) => name)).toEqual(["A", "B", "D"]);
  expect(second?.variables.map(({ name }) => name)).toEqual(["A", "B", "E"]);
});

test("a script sets for others what it exports, and what stands before a command", () => {
  const text = "export A=1 B=$X\nC=3\nD=4 serve\nE=5 export F=6\nG\\H=7 serve\n";
  expect(exportedIn(text, { start: 0, end: text.length }).map(({ name, value }) => [name, value])).toEqual([
    ["A", "1"],
    ["B", null],
    ["D", "4"],
    ["E", "5"],
    ["F", "6"],
  ]);
});
