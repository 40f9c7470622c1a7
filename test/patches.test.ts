/**
 * The command line on some of the fixtures: what `--write` leaves in the folder is, to the byte, the fixture's output
 * and what git makes of the `--dry-run` patch.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type Case, loadCases, type Tree, withCrlf } from "./fixtures/case";
import { optionsOf } from "./fixtures/options";

const tool = resolve(__dirname, "../bin/grpc-fork-fix.js");
const isBuilt = existsSync(resolve(__dirname, "../dist/src/cli/main.js"));

/** Enough to meet every form of edit, few enough to start the program for each. */
const sample = evenly(
  loadCases().filter((fixture) => fixture.output !== null && isPlain(fixture)),
  8,
);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

(isBuilt ? describe : describe.skip)("the command line", () => {
  test("has repairs to show", () => expect(sample).not.toEqual([]));

  for (const { name, input, output } of sample) {
    test(`patches as it writes: ${name}`, () => agree(input, output ?? input));
  }
  for (const { name, input, output } of sample.slice(0, 2)) {
    test(`patches CRLF files as it writes: ${name}`, () => agree(withCrlf(input), withCrlf(output ?? input)));
  }
});

/** Its options are the defaults of the command line. */
function isPlain(fixture: Case): boolean {
  return JSON.stringify(optionsOf(fixture.input)) === JSON.stringify(optionsOf(new Map()));
}

function agree(input: Tree, output: Tree): void {
  const written = folderOf(input);
  const write = start(written, ["--write", "--allow-no-vcs", "-q", "."]);
  expect({ stderr: write.stderr, isFailure: write.status === 2 }).toEqual({ stderr: "", isFailure: false });
  expect(contents(written, input)).toEqual(Object.fromEntries(output));

  const patched = folderOf(input);
  const { stdout: patch, status } = start(patched, ["--dry-run", "-q", "."]);
  expect(status).toBe(1);
  expect(contents(patched, input)).toEqual(Object.fromEntries(input));
  // Git warns of the CR in an added line that ends in CRLF; the bytes below are what counts.
  const apply = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], {
    cwd: patched,
    input: patch,
    encoding: "utf8",
  });
  expect({ status: apply.status, stderr: apply.stderr }).toEqual({ status: 0, stderr: "" });
  expect(contents(patched, input)).toEqual(Object.fromEntries(output));
}

function start(cwd: string, words: readonly string[]) {
  return spawnSync(process.execPath, [tool, ...words], { cwd, encoding: "utf8" });
}

function folderOf(tree: Tree): string {
  const folder = mkdtempSync(join(tmpdir(), "grpc-fork-fix-"));
  folders.push(folder);
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function contents(folder: string, tree: Tree): Record<string, string> {
  return Object.fromEntries([...tree.keys()].map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

function evenly<T>(items: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, Math.floor(items.length / count));
  return items.filter((_, index) => index % step === 0).slice(0, count);
}
