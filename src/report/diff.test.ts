import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import fc from "fast-check";
import type { Change } from "../types";
import { diffsOf, leavesFolder, patchOf } from "./diff";

/** Files with a byte-order mark, and files in Latin-1. */
function bytesOf(path: string, text: string): Buffer {
  if (path.endsWith("latin.py")) return Buffer.from(text, "latin1");
  return Buffer.from((path.endsWith("marked.py") ? "\ufeff" : "") + text);
}

const view = { display: (path: string) => path, bytesOf };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "diff-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(cwd: string, args: readonly string[], input: string | Buffer = ""): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", args, { cwd, input, env, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
}

/** Writes what is before, lets git apply the patch in `cwd`, and gives what is there afterwards. */
function applied(changes: readonly Change[], cwd = folder, patching = view): readonly Buffer[] {
  for (const { path, before } of changes) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), bytesOf(path, before));
  }
  const patch = patchOf(changes, patching);
  git(cwd, ["apply", "--check", "-"], patch);
  git(cwd, ["apply", "-"], patch);
  return changes.map(({ path }) => readFileSync(join(cwd, path)));
}

test("has prefixes and no dates", () => {
  const change = { path: "shop/clients.py", before: "a\nb\n", after: "a\nc\n" };
  const diff = "--- a/shop/clients.py\n+++ b/shop/clients.py\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
  expect(diffsOf([change], view)).toEqual([diff]);
  expect(patchOf([change], view).toString()).toBe(diff);
});

// git forgives a wrong number here, patch(1) does not.
test("an empty range is counted from the line before it", () => {
  const change = (before: string, after: string) => diffsOf([{ path: "a.py", before, after }], view)[0];
  expect(change("", "x\n")).toContain("@@ -0,0 +1 @@");
  expect(change("x\ny\n", "")).toContain("@@ -1,2 +0,0 @@");
});

test("says nothing of a file that stays", () => {
  expect(patchOf([{ path: "a.py", before: "x", after: "x" }], view).toString()).toBe("");
});

test("says that there is no newline at the end of the file", () => {
  expect(patchOf([{ path: "a.py", before: "x", after: "y\n" }], view).toString()).toContain(
    "-x\n\\ No newline at end of file\n+y\n",
  );
});

test("git applies it in a subdirectory of the work tree, where the paths are relative to it", () => {
  git(folder, ["init", "-q"]);
  const shop = join(folder, "shop");
  mkdirSync(shop);
  expect(applied([{ path: "app/a b.py", before: "x\n", after: "y\n" }], shop)).toEqual([Buffer.from("y\n")]);
});

test("when files lie outside the working directory, git applies it at the root of the project", () => {
  git(folder, ["init", "-q"]);
  const display = (path: string) => relative(join(folder, "shop"), join(folder, path));
  const changes = [
    { path: "shop/a b.py", before: "x\n", after: "y\n" },
    { path: "größe/b c.py", before: "", after: "y\n" },
    { path: "lib/c.py", before: "x", after: "" },
  ];
  expect(leavesFolder(changes, { display })).toBe(true);
  expect(leavesFolder(changes.slice(0, 1), { display })).toBe(false);
  expect(applied(changes, folder, { display, bytesOf })).toEqual(
    changes.map(({ path, after }) => bytesOf(path, after)),
  );
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
  "latin.py",
])("git applies it to %j", (path) => {
  const before = "größe = 1\ntwo\r\nthree";
  const after = "größe = 2\n2\r\nthree\n";
  expect(applied([{ path, before, after }])).toEqual([bytesOf(path, after)]);
});

test("files in several encodings share a patch, and the text diff shows the mark", () => {
  const change = { before: "größe = 1\n", after: "größe = 2\n" };
  const changes = ["a.py", "latin.py", "marked.py"].map((path) => ({ ...change, path }));
  expect(applied(changes)).toEqual(changes.map(({ path, after }) => bytesOf(path, after)));
  expect(diffsOf(changes, view)[1]).toContain("+größe = 2\n");
  expect(diffsOf(changes, view)[2]).toContain("+\ufeffgröße = 2\n");
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
      expect(applied(changes)).toEqual(changes.map(({ after }) => Buffer.from(after)));
    }),
    { numRuns: 10 },
  );
});
