import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { unifiedDiff } from "./unified";

interface Version {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Lets the real git apply all diffs at once and gives what the files then hold. */
function gitApply(versions: readonly Version[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "unified-"));
  try {
    for (const { path, before } of versions) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), before);
    }
    const patch = versions.map(({ path, before, after }) => unifiedDiff(path, before, after)).join("");
    // GIT_DIR: the folder is in no repository, and git must not go looking for one.
    const env = { ...process.env, GIT_DIR: join(folder, "none"), GIT_CONFIG_GLOBAL: "/dev/null" };
    execFileSync("git", ["apply", "-"], { cwd: folder, input: patch, env, stdio: ["pipe", "pipe", "pipe"] });
    return versions.map(({ path }) => readFileSync(join(folder, path), "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("reads like any unified diff", () => {
  const before = "import grpc\n\nstub = make()\nuse(stub)\n";
  const after = "import grpc\n\nuse(get_stub())\n";
  expect(unifiedDiff("shop/clients.py", before, after)).toBe(
    [
      "--- a/shop/clients.py",
      "+++ b/shop/clients.py",
      "@@ -1,4 +1,3 @@",
      " import grpc",
      " ",
      "-stub = make()",
      "-use(stub)",
      "+use(get_stub())",
      "",
    ].join("\n"),
  );
});

test("says nothing about a file that stays the same", () => {
  expect(unifiedDiff("a.py", "x\n", "x\n")).toBe("");
});

test("quotes names as git does", () => {
  expect(unifiedDiff('lager/stück "1".py', "", "x\n")).toContain(
    '--- "a/lager/st\\303\\274ck \\"1\\".py"\n+++ "b/lager/st\\303\\274ck \\"1\\".py"\n',
  );
});

test("git applies it, whatever the line ends, the end of the file and the name", () => {
  const texts = [
    ["", "x = 1\n"],
    ["x = 1\n", ""],
    ["x = 1", "x = 2"],
    ["x = 1", "x = 1\n"],
    ["x = 1\n", "x = 1"],
    ["a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"],
    ["a\r\nb\nc\r\n", "a\nb\r\nc\r\n"],
    ["a\rb\rc", "a\rB\rc"],
    ["\u2028\n\f\n--- a\n+++ b\n", "\u2028\n\f\n-- a\n++ b\n"],
  ] as const;
  const names = ["a.py", "my shop/a b.py", "tab\t.py", 'quote".py', "back\\slash.py", "größe/日本.py", "-x.py"];
  for (const path of names) {
    const versions = texts.map(([before, after], index) => ({ path: `${index}/${path}`, before, after }));
    expect(gitApply(versions)).toEqual(versions.map(({ after }) => after));
  }
});

test("git applies it from inside a folder of a repository", () => {
  const root = mkdtempSync(join(tmpdir(), "unified-"));
  try {
    const folder = join(root, "services");
    mkdirSync(folder);
    writeFileSync(join(folder, "my stock.py"), "x = 1\n");
    execFileSync("git", ["init", "-q"], { cwd: root });
    execFileSync("git", ["apply", "-"], { cwd: folder, input: unifiedDiff("my stock.py", "x = 1\n", "x = 2\n") });
    expect(readFileSync(join(folder, "my stock.py"), "utf8")).toBe("x = 2\n");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test("git apply gives the text after to the byte", () => {
  const line = fc.constantFrom("a", "b", "  c = 1", "", "\\", "-x", "+y", "é🎉", "\\ No newline at end of file");
  const text = fc
    .array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n", "\r\n", "\r")), { maxLength: 30 })
    .chain((rows) => fc.tuple(fc.constant(rows.map(([a, b]) => a + b).join("")), fc.constantFrom("", "x", "\r")))
    .map(([body, end]) => body + end);
  const version = fc.record({ before: text, after: text });
  // Many files in one patch: starting git is what costs.
  fc.assert(
    fc.property(fc.array(version, { minLength: 20, maxLength: 20 }), (pairs) => {
      const versions = pairs
        .map((pair, index) => ({ ...pair, path: `f${index}.py` }))
        .filter(({ before, after }) => before !== after);
      expect(gitApply(versions)).toEqual(versions.map(({ after }) => after));
    }),
    { numRuns: 8 },
  );
});
