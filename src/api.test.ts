import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyze, fix, format, formats, rules, UsageError, version } from "./api";
import { tokensOf } from "./api/request";

jest.setTimeout(30_000);

let root = "";

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "api-")));
  cpSync(join(__dirname, "../examples/orders"), root, { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

function commit(): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root, env, stdio: "pipe" });
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=shop", "-c", "user.email=shop@example.com", "commit", "-qm", "Open the shop");
}

test("what is asked for becomes the flags of that name", () => {
  const { flags, words } = tokensOf({
    paths: ["-x"],
    select: ["GFF1", "GFF2"],
    unsafeFixes: false,
    gitignore: true,
    isolated: false,
    targetPython: "3.9",
    allowDirty: true,
  });
  const text = flags.map(({ flag, value, on }) => `${on ? "" : "not "}${flag} ${value}`.trim());
  expect(text).toEqual([
    "select GFF1",
    "select GFF2",
    "not unsafe-fixes",
    "not no-gitignore",
    "target-python 3.9",
    "allow-dirty",
  ]);
  expect(words).toEqual([{ text: "-x", literal: true }]);
});

test.each([
  [{ selct: [] }, "there is no option selct; did you mean select?"],
  [{ select: "GFF1" }, 'select is an array of strings, not "GFF1"'],
  [{ select: ["GFF9"] }, '--select: no rule has the code or prefix "GFF9"'],
  [{ unsafeFixes: "yes" }, 'unsafeFixes is true or false, not "yes"'],
  [{ targetPython: "2.7" }, "--target-python is a version"],
  [{ paths: ["missing.py"] }, "missing.py does not exist"],
  [{ root: "/nowhere" }, "root: /nowhere is no folder"],
  [{ write: true, files: new Map() }, "write is for what is on the disk"],
] as readonly (readonly [object, string])[])("%j is refused", async (request, message) => {
  const attempt = fix({ root, ...request });
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toBeInstanceOf(UsageError);
});

test("the configuration file of the project holds, and the request has the last word", async () => {
  writeFileSync(join(root, "grpc-fork-fix.toml"), 'ignore = ["GFF101"]\n');
  expect((await analyze({ root })).decisions).toEqual([]);
  expect((await analyze({ root, ignore: [] })).decisions).toHaveLength(1);
  expect((await analyze({ root, isolated: true })).decisions).toHaveLength(1);
});

test("findings are those in the named paths, of the program around them", async () => {
  commit();
  expect((await analyze({ root, paths: ["batch.py"] })).decisions).toEqual([]);
  const result = await analyze({ root, paths: ["pricing.py"] });
  expect(result.decisions.map(({ finding }) => finding.at.path)).toEqual(["pricing.py"]);
  expect(result.root).toBe(root);
});

test("what is written is what would be, and then nothing is left", async () => {
  commit();
  const before = readFileSync(join(root, "pricing.py"), "utf8");
  const preview = await fix({ root });
  expect(readFileSync(join(root, "pricing.py"), "utf8")).toBe(before);
  expect(preview.written).toEqual([]);
  const { changes, written, left } = await fix({ root, write: true });
  expect(changes).toEqual(preview.changes);
  expect([written, left]).toEqual([["batch.py", "pricing.py"], []]);
  expect(readFileSync(join(root, "pricing.py"), "utf8")).toBe(changes[1]?.after);
  expect((await fix({ root, write: true })).written).toEqual([]);
});

test("nothing is printed, and every format can be had", async () => {
  const spies = [jest.spyOn(process.stdout, "write"), jest.spyOn(process.stderr, "write")];
  const stages: string[] = [];
  const result = await analyze({ root, progress: (stage) => stages.push(stage) });
  for (const name of formats) expect(format(result, name)).toContain("GFF101");
  expect(spies.map(({ mock }) => mock.calls)).toEqual([[], []]);
  expect(stages).toContain("following processes");
  for (const spy of spies) spy.mockRestore();
  expect(() => format(result, "xml")).toThrow("format is one of ");
  expect(rules.map(({ code }) => code)).toContain("GFF101");
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
});
