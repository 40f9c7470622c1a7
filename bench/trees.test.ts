import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mentions } from "../src/link/mentions";

let folder = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-trees-")));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Tree {
  readonly out: string;
  readonly summary: {
    readonly files: number;
    readonly bytes: number;
    readonly median: number;
    readonly digest: string;
  };
}

function run(args: readonly string[]) {
  return spawnSync(process.execPath, [join(__dirname, "trees.js"), ...args], { encoding: "utf8" });
}

function make(name: string, files: number, ...more: readonly string[]): Tree {
  const out = join(folder, name);
  const { status, stdout, stderr } = run(["--files", String(files), "--out", out, ...more]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return { out, summary: JSON.parse(stdout) };
}

/** What git lists, as the tool does. */
function listed({ out }: Tree): readonly string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const { stdout } = spawnSync("git", args, { cwd: out, encoding: "utf8" });
  return stdout.split("\n").filter((path) => path.endsWith(".py"));
}

function textsOf(tree: Tree): readonly string[] {
  return listed(tree).map((path) => readFileSync(join(tree.out, path), "utf8"));
}

describe("a tree", () => {
  let tree: Tree;
  beforeAll(() => {
    tree = make("plain", 1000);
  });

  it("is the same for the same seed, to the byte, and another for another", () => {
    expect(make("again", 1000).summary).toEqual(tree.summary);
    expect(make("other", 1000, "--seed", "2").summary.digest).not.toBe(tree.summary.digest);
  });

  it("begins like a larger one of its seed, so that growth is measured on more of the same", () => {
    const larger = new Set(listed(make("larger", 1500)));
    expect(listed(tree).filter((path) => !larger.has(path))).toEqual([]);
  });

  it("has as many files as it was asked for, in git's index, and more that git ignores", () => {
    expect(listed(tree)).toHaveLength(1000);
    const all = readdirSync(tree.out, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".py"));
    expect(all).toHaveLength(1010);
    const { stdout } = spawnSync("git", ["ls-files", "--others", "--exclude-standard"], { cwd: tree.out });
    expect(String(stdout)).toBe("");
  });

  it("has files of the size of real ones", () => {
    const sizes = textsOf(tree).map((text) => Buffer.byteLength(text));
    expect(tree.summary.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
    expect(tree.summary.median).toBeGreaterThan(3500);
    expect(tree.summary.median).toBeLessThan(5500);
    expect(sizes.filter((size) => size < 1500).length).toBeGreaterThan(100);
    expect(sizes.filter((size) => size > 20_000).length).toBeGreaterThan(40);
  });

  it("has something to find, in less than 2 % of its files", () => {
    const found = textsOf(tree).map(mentions);
    const matter = found.filter(({ grpc, fork }) => grpc || fork).length;
    expect(matter).toBeGreaterThan(5);
    expect(matter).toBeLessThan(20);
    expect(found.some(({ grpc, fork }) => grpc && fork)).toBe(true);
  });

  it("imports grpc in every module and test when it is dense", () => {
    const dense = make("dense", 300, "--dense");
    const without = listed(dense).filter((path) => !/^import grpc$/m.test(readFileSync(join(dense.out, path), "utf8")));
    expect(
      without.filter((path) => !/_pb2\.py$|worker_job\.py$|careful_job\.py$|proto\/__init__\.py$/.test(path)),
    ).toEqual([]);
    expect(without.length).toBeLessThan(15);
  });

  const python = spawnSync("python3", ["--version"]).status === 0;
  (python ? it : it.skip)("is Python", () => {
    const sample = listed(tree).filter((path, index) => index % 4 === 0 || /job|server|client|pb2/.test(path));
    const code =
      "import sys\nfor path in sys.stdin.read().split('\\n'): compile(open(path, 'rb').read(), path, 'exec')";
    const { status, stderr } = spawnSync("python3", ["-c", code], { cwd: tree.out, input: sample.join("\n") });
    expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: "" });
    expect(sample.length).toBeGreaterThan(250);
  });
});

describe("trees.js", () => {
  it("leaves a tree alone that stands already, and never writes over anything else", () => {
    const first = make("stands", 20);
    expect(make("stands", 20).summary).toEqual(first.summary);
    const { status, stderr } = run(["--files", "21", "--out", first.out]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("holds something else") });
  });

  it("does not take a tree for whole that was not finished", () => {
    const tree = make("unfinished", 20);
    rmSync(join(tree.out, ".git", "bench-tree.json"));
    expect(run(["--files", "20", "--out", tree.out]).status).toBe(2);
  });

  it.each([
    [["--files", "few", "--out", "x"], "a number of files"],
    [["--files", "3"], "--out DIR is needed"],
    [["--file", "3"], "--file"],
  ])("says what is wrong with %j", (args, message) => {
    const { status, stderr } = run(args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
  });
});
