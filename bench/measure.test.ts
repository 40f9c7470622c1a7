import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { bundle } = require("../scripts/bundle");
const { reckon } = require("./contestants");
const { goals } = require("./goals");
const { growthOf, rowsOf } = require("./measure");
const { peakOf } = require("./memory");
const { stageTimes } = require("./profile");
const { performancePage, terminalText } = require("./report");
const { race, turnsOf } = require("./rounds");
const { hasGnuTime, runOnce } = require("./run-once");

const node = (code: string, more: object = {}) => ({ command: process.execPath, args: ["-e", code], ...more });
const silent = () => {};

describe("a run", () => {
  it("gives its time and what it printed", async () => {
    const run = await runOnce(node('console.log("one\\ntwo")'));
    expect(run).toMatchObject({ output: "one\ntwo\n", lines: 2 });
    expect(run.seconds).toBeGreaterThan(0);
    expect(run.cpuSeconds === null).toBe(!hasGnuTime);
  });

  it("may end with the statuses that are no failure, and with no other", async () => {
    expect(await runOnce(node("process.exitCode = 1", { statuses: [0, 1] }))).toMatchObject({ lines: 0 });
    await expect(runOnce(node('console.error("no such flag"); process.exitCode = 2'))).rejects.toThrow("no such flag");
    await expect(runOnce({ command: "/no/such/program", args: [] })).rejects.toThrow("/no/such/program");
  });

  it("is ended with its children when its time is up", async () => {
    await expect(runOnce(node("setInterval(() => {}, 1000)", { limit: 0.5 }))).rejects.toThrow("ended after 0.5 s");
  });
});

describe("a race", () => {
  it("lets everybody run in turns, and leaves the first round out", async () => {
    const said: string[] = [];
    const contestants = [
      node("0", { name: "left" }),
      node("process.exit(3)", { name: "broken" }),
      node("0", { name: "right" }),
    ];
    const results = await race(contestants, 2, (text: string) => said.push(text));
    expect(said.map((line) => line.replace(/.*: /, ""))).toEqual([
      "left",
      "broken",
      "right",
      "left",
      "right",
      "left",
      "right",
    ]);
    expect(results.get("left").seconds).toHaveLength(2);
    expect(results.get("broken").failure).toContain("status 3");
  });

  it("takes the time of a program from what it says where that is asked for", async () => {
    const contestant = node('console.log("2 1 100")', {
      name: "parser",
      timesOf: (output: string) => reckon(output, 1000),
    });
    const results = await race([contestant], 1, silent);
    expect(results.get("parser")).toMatchObject({ seconds: [20], cpuSeconds: [10] });
  });

  it.each([
    [0.1, 5, 5],
    [30, 5, 3],
    [1000, 5, 1],
  ])("lets one that needs %d s take part in %d rounds at most %d times", (seconds, rounds, expected) => {
    expect(turnsOf(seconds, rounds)).toBe(expected);
  });
});

(process.platform === "linux" ? describe : describe.skip)("the peak of memory", () => {
  const wait = 'require("node:child_process").spawnSync(process.execPath, ["-e", "0"]);';

  it("is that of a program when it had most, and outlives it", async () => {
    const peak = await peakOf(node(`Buffer.alloc(200 * 2 ** 20, 1); ${wait} ${wait}`));
    expect(peak).toBeGreaterThan(200);
    expect(peak).toBeLessThan(450);
  });

  it("counts the children", async () => {
    const child = `Buffer.alloc(200 * 2 ** 20, 1); ${wait} ${wait}`;
    const parent = `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(child)}]);`;
    expect(await peakOf(node(parent))).toBeGreaterThan(230);
  });

  it("is none of a program that fails", async () => {
    await expect(peakOf(node("process.exit(3)"))).rejects.toThrow("status 3");
  });
});

describe("the rows of a tree", () => {
  const tree = { name: "sparse-10", kind: "sparse", paths: [], bytes: 0 };
  const of = (seconds: readonly number[], cpuSeconds: readonly number[] = []) => ({ seconds, cpuSeconds, lines: 0 });
  const results = new Map([
    ["ours, cold", of([2, 4, 6])],
    ["ours, warm", of([1, 2, 2])],
    ["ours, --jobs 1", of([6])],
    ["ours, --jobs 2", of([3])],
    ["ripgrep", of([1, 2, 2])],
    ["ast-grep", of([30, 40, 120])],
  ]);

  it("say how we stand to others, each from the side on which a goal is", () => {
    const rows = rowsOf(tree, results);
    expect(
      rows.map(({ what, value, low, high, isMet }: Record<string, unknown>) => [what, value, low, high, isMet]),
    ).toEqual([
      ["cold, against ripgrep", 2, 2, 3, true],
      ["warm, against ripgrep", 1, 1, 1, true],
      ["warm, against cold", 2, 2, 3, null],
      ["cold, against ast-grep", 15, 10, 20, true],
      ["two workers, against one", 2, 2, 2, true],
    ]);
  });

  it("are held to other goals in a dense tree, and to none in a tree of the user", () => {
    const goalsIn = (kind: string) =>
      rowsOf({ ...tree, kind }, results).flatMap(({ what, goal }: Record<string, unknown>) =>
        goal === null ? [] : [[what, goal]],
      );
    expect(goalsIn("dense")).toEqual([
      ["warm, against ripgrep", goals["warm:ripgrep"]],
      ["cold, against ast-grep", goals["dense:ast-grep"]],
      ["two workers, against one", goals.workers],
    ]);
    expect(goalsIn("own")).toEqual([]);
  });

  it("compare processor times where these are long enough to be known", () => {
    const busy = new Map(results);
    busy.set("ours, cold", of([2, 4, 6], [3, 4, 8]));
    busy.set("ripgrep", of([1, 2, 2], [1, 2, 3]));
    busy.set("ast-grep", of([30, 40, 120], [0.01, 0.01]));
    const works = rowsOf(tree, busy).map(({ what, byWork }: Record<string, unknown>) => [what, byWork]);
    expect(works).toContainEqual(["cold, against ripgrep", 2]);
    expect(works).toContainEqual(["cold, against ast-grep", null]);
  });

  it("leave out who is missing and who failed", () => {
    const some = new Map(results);
    some.set("ripgrep", of([]));
    some.delete("ast-grep");
    expect(rowsOf(tree, some).map(({ what }: { what: string }) => what)).toEqual([
      "warm, against cold",
      "two workers, against one",
    ]);
  });

  it("have growth by the number of files", () => {
    const measured = [100, 1000].map((files) => ({
      tree: { name: `t${files}`, kind: "sparse", files },
      times: [{ name: "ours, cold", seconds: files / 50, low: files / 60, high: files / 40 }],
    }));
    expect(growthOf(measured)).toMatchObject([{ tree: "t100 … t1000", value: 1, isMet: true }]);
    expect(growthOf(measured.slice(1))).toEqual([]);
  });
});

describe("a profile", () => {
  const frame = (id: number, url: string, children: readonly number[] = [], functionName = "f") => ({
    id,
    callFrame: { functionName, url },
    children,
  });
  const nodes = [
    frame(1, "", [2, 6, 7], "(root)"),
    frame(2, "file:///tool/dist/src/link/link.js", [3, 5]),
    frame(3, "file:///tool/dist/src/host/reader.js", [4]),
    frame(4, "node:fs"),
    frame(5, "file:///tool/dist/src/link/scans.js"),
    frame(6, "", [], "(garbage collector)"),
    frame(7, "file:///tool/bin/grpc-fork-fix.js"),
  ];

  it("is added up by stages; what a stage calls is its own, until another stage begins", () => {
    const profile = { nodes, samples: [4, 4, 3, 5, 2, 6, 7], timeDeltas: [1e6, 2e6, 3e6, 4e5, 3e5, 2e5, 1e5] };
    const rows = stageTimes([profile, { nodes, samples: [5], timeDeltas: [1e6] }]);
    expect(
      rows.map(({ name, seconds }: { name: string; seconds: number }) => [name, Number(seconds.toFixed(6))]),
    ).toEqual([
      ["read", 6],
      ["scan", 1.4],
      ["graph", 0.3],
      ["garbage", 0.2],
      ["other", 0.1],
    ]);
  });
});

describe("a profile of modules that were loaded from one file", () => {
  let folder = "";

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "grpc-fork-fix-profile-")));
    for (const path of ["dist/src/host", "dist/src/link"]) mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, "dist/src/host/reader.js"), "exports.read = () => {\n};\n");
    writeFileSync(join(folder, "dist/src/link/link.js"), "exports.link = () => {\n};\n");
    bundle(join(folder, "dist"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("tells them apart by their lines", () => {
    const url = pathToFileURL(join(folder, "dist/modules.js")).href;
    const lines = readFileSync(join(folder, "dist/modules.js"), "utf8").split("\n");
    const at = (id: number, text: string) => ({
      id,
      callFrame: { functionName: "f", url, lineNumber: lines.findIndex((line) => line.includes(text)) },
    });
    const nodes = [at(1, "exports.read"), at(2, "exports.link")];
    const rows = stageTimes([{ nodes, samples: [1, 2], timeDeltas: [2e6, 1e6] }]);
    expect(rows.map(({ name, seconds }: { name: string; seconds: number }) => [name, seconds])).toEqual([
      ["read", 2],
      ["graph", 1],
    ]);
  });
});

describe("the report", () => {
  const row = {
    tree: "sparse-10",
    what: "cold, against ripgrep",
    value: 2.04,
    low: 1.5,
    high: 30,
    unit: "times as long",
    byWork: 1.25,
  };
  const results = {
    machine: { system: "Linux x64", cpu: "A|B", cores: 2, memoryGb: 4, node: "v20", git: "2" },
    busy: 0,
    seed: "1",
    peers: { ripgrep: { version: "15.1.0", program: "rg" }, ruff: null },
    missing: ["MISSING: ruff; nothing is compared with it"],
    growth: [],
    measured: [
      {
        tree: { name: "sparse-10", kind: "sparse", files: 10_000, bytes: 1_500_000 },
        rows: [
          { ...row, goal: { atMost: 2.5 }, isMet: true },
          {
            ...row,
            what: "peak of memory",
            value: 301.4,
            low: 301.4,
            high: 301.4,
            unit: "MB",
            byWork: null,
            goal: { atMost: 300 },
            isMet: false,
          },
        ],
        times: [{ name: "ripgrep", seconds: 0.0712, low: 0.05, high: 1.234, cpuSeconds: null, rounds: 5 }],
        notes: ["libcst: parsed 3 of 10 files"],
      },
    ],
  };

  it("on the terminal has all figures, and who is missing", () => {
    const text = terminalText(results);
    expect(text).toMatch(/cold, against ripgrep +2.04 times as long +1.50 … 30.0 +1.25 +at most 2.5 +yes/);
    expect(text).toMatch(/peak of memory +301 MB +at most 300 MB +NO/);
    expect(text).toMatch(/ripgrep +0.071 s +0.050 … 1.23 +5/);
    expect(text).toContain("MISSING: ruff");
    expect(text).not.toContain("BUSY");
    expect(terminalText({ ...results, busy: 0.5 })).toContain("THE MACHINE WAS BUSY");
  });

  it("as a page names the machine and the versions, and no day", () => {
    const page = performancePage(results);
    expect(page).toContain("A|B, 2 cores");
    expect(page).toContain("ripgrep 15.1.0.");
    expect(page).toContain("| sparse-10 | 10,000 | 1.5 | sparse |");
    expect(page).toContain("| sparse-10 | peak of memory | 301 MB |  |  | at most 300 MB | NO |");
    expect(page).toContain("libcst: parsed 3 of 10 files");
    expect(page).not.toContain("other work");
    expect(performancePage({ ...results, busy: 3 })).toContain("**The machine did other work at the same time**");
    expect(page).not.toMatch(/\b20\d\d-\d\d/);
  });
});

describe("bench.js", () => {
  const bench = (...args: string[]) =>
    spawnSync(process.execPath, [join(__dirname, "bench.js"), ...args], { encoding: "utf8" });

  it.each([
    [["--runs", "none"], "--runs wants a whole number from 1 on"],
    [["--files", "10,x"], "--files wants a whole number"],
    [["--fast"], "--fast"],
  ])("says what is wrong with %j", (args, message) => {
    expect(bench(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });
});

describe("LibCST's time", () => {
  it("is reckoned from a sample by its bytes", () => {
    expect(reckon("0.5 0.25 1000\n", 4000)).toEqual({ seconds: 2, cpuSeconds: 1 });
  });

  it("is told by a script that parses what it is given", () => {
    const folder = mkdtempSync(join(tmpdir(), "bench-libcst-"));
    writeFileSync(join(folder, "libcst.py"), "def parse_module(text): return text\n");
    writeFileSync(join(folder, "a.py"), "x = 1\n");
    const script = readFileSync(join(__dirname, "libcst-parse.py"), "utf8");
    const run = spawnSync("python3", ["-c", script], { cwd: folder, input: "a.py\na.py", encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(run.stdout).toMatch(/^\d\S* \d\S* 12\n$/);
  });
});
