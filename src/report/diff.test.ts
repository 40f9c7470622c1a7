import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import type { Change } from "../types";
import { renderDiff } from "./diff";

const marked = new Set(["marked.py"]);
const view = { display: (path: string) => path, hasByteOrderMark: (path: string) => marked.has(path) };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "diff-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(cwd: string, args: readonly string[], input = ""): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", args, { cwd, input, env, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
}

/** Writes what is before, lets git apply the patch in `cwd`, and gives what is there afterwards. */
function applied(changes: readonly Change[], cwd = folder): readonly string[] {
  const files = changes.map(({ path }) => join(cwd, path));
  changes.forEach(({ path, before }, index) => {
    const file = files[index] ?? "";
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, (marked.has(path) ? "\ufeff" : "") + before);
  });
  const patch = renderDiff(changes, view);
  git(cwd, ["apply", "--check", "-"], patch);
  git(cwd, ["apply", "-"], patch);
  return files.map((file) => readFileSync(file, "utf8"));
}

test("has prefixes and no dates", () => {
  const change = { path: "shop/clients.py", before: "a\nb\n", after: "a\nc\n" };
  expect(renderDiff([change], view)).toBe(
    "--- a/shop/clients.py\n+++ b/shop/clients.py\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n",
  );
});

test("says nothing of a file that stays", () => {
  expect(renderDiff([{ path: "a.py", before: "x", after: "x" }], view)).toBe("");
});

test("says that there is no newline at the end of the file", () => {
  expect(renderDiff([{ path: "a.py", before: "x", after: "y\n" }], view)).toContain(
    "-x\n\\ No newline at end of file\n+y\n",
  );
});

test("git applies it in a subdirectory of the work tree, where the paths are relative to it", () => {
  git(folder, ["init", "-q"]);
  const shop = join(folder, "shop");
  mkdirSync(shop);
  expect(applied([{ path: "app/a b.py", before: "x\n", after: "y\n" }], shop)).toEqual(["y\n"]);
});

test.each([
  "a.py",
  "my shop/a b.py",
  "tab\t.py",
  'quote".py',
  "back\\slash.py",
  "größe/日本.py",
  "-x.py",
  "trailing .py",
  "marked.py",
])("git applies it to %j", (path) => {
  const before = "one\ntwo\r\nthree";
  const after = "one\n2\r\nthree\n";
  expect(applied([{ path, before, after }])).toEqual([(marked.has(path) ? "\ufeff" : "") + after]);
});

test("git apply gives the text after to the byte", () => {
  const content = fc.constantFrom("a", "b", "  c = 1", "", "\\", "-x", "-- a/x", "++ b/x", "é🎉", "\u2028", "\f");
  const line = fc.tuple(content, fc.constantFrom("\n", "\n", "\n", "\r\n", "\r")).map((parts) => parts.join(""));
  const text = fc
    .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom("", "x", "\r"))
    .map(([rows, end]) => rows.join("") + end);
  const texts = fc.tuple(text, text).filter(([before, after]) => before !== after);
  // Many files in one patch, because starting git is what costs.
  fc.assert(
    fc.property(fc.array(texts, { minLength: 20, maxLength: 20 }), (pairs) => {
      const changes = pairs.map(([before, after], index) => ({ path: `shop/file ${index}.py`, before, after }));
      expect(applied(changes)).toEqual(changes.map(({ after }) => after));
    }),
    { numRuns: 10 },
  );
});
