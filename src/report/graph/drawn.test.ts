import { spawnSync } from "node:child_process";
import type { ProgramGraph, Result } from "../../types";
import { finding, placeOf, resultOf, view } from "../shop.test-data";
import { drawn } from "./drawn";

const program: ProgramGraph = {
  entry: "app/main.py",
  processes: [
    { parent: null, label: "app/main.py", fork: null, target: null, several: false, implicit: false },
    { parent: 0, label: "count", fork: finding.fork, target: null, several: true, implicit: false },
    { parent: 1, label: "deeper", fork: finding.fork, target: null, several: false, implicit: true },
  ],
  objects: [
    {
      process: 0,
      kind: "channel",
      aio: false,
      maker: "grpc.insecure_channel",
      library: null,
      target: "stock:50051",
      at: finding.at,
      firstUse: null,
    },
    {
      process: 2,
      kind: "client",
      aio: true,
      maker: "etcd3.client",
      library: "etcd3",
      target: null,
      at: finding.at,
      firstUse: finding.at,
    },
  ],
  holdings: [
    { object: 0, process: 1, state: "warm", handed: [], uses: [placeOf("app/main.py", "STUB.Count(item)")] },
    { object: 0, process: 2, state: "created", handed: [finding.at], uses: [] },
  ],
  findings: [{ rule: "GFF101", severity: "error", fingerprint: "a1", process: 1, object: 0 }],
  omitted: 3,
};

function resultWith(...programs: readonly ProgramGraph[]): Result {
  return resultOf([], { graph: { programs, omitted: 0 } });
}

test("text: a process, what it gets and makes, and its children below it", () => {
  expect(drawn(resultWith(program), { ...view, display: (path) => `../${path}` }, "text")).toBe(
    `../app/main.py
├─ makes a channel to stock:50051: grpc.insecure_channel at ../app/clients.py:5
└─ count  several, multiprocessing.Process (fork) at ../app/main.py:11
   ├─ ✗ inherits the channel to stock:50051: connected at the fork, used in ../app/main.py:7  GFF101
   └─ deeper  multiprocessing.Process (the framework forks) at ../app/main.py:11
      ├─ is handed the channel to stock:50051: not used before the fork, not used here
      └─ makes a grpc.aio client of etcd3: etcd3.client at ../app/clients.py:5, in use from ../app/clients.py:5
… and 3 more processes and objects
`,
  );
});

test("text: colors only where they are wanted", () => {
  expect(drawn(resultWith(program), { ...view, color: true }, "text")).toContain("\u001b[31m✗ inherits");
  expect(drawn(resultWith(program), view, "text")).not.toContain("\u001b");
});

test("mermaid: a node for each process and object, and the way that breaks in red", () => {
  const lines = drawn(resultWith(program), view, "mermaid").split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      "flowchart LR",
      '    g0p1["count<br/>several, multiprocessing.Process (fork) at app/main.py:11"]:::process',
      '    g0p0 -->|"starts"| g0p1',
      '    g0o0 ==>|"GFF101<br/>inherits<br/>connected at the fork, used in app/main.py:7"| g0p1',
      "  linkStyle 4 stroke:#c42b1c,stroke-width:3px",
    ]),
  );
  const edges = lines.filter((line) => /(-->|==>|-\.->)\|/.test(line));
  expect(edges[4]).toContain("GFF101");
});

const hostile = `"]; evil \\" <b>&#35; | \`x\` -->\n\u202e`;
const hostileProgram: ProgramGraph = {
  ...program,
  entry: `app/${hostile}.py`,
  processes: program.processes.map((process) => ({ ...process, label: hostile })),
  objects: program.objects.map((object) => ({ ...object, maker: hostile, target: hostile })),
};

test("mermaid: no text of a program means anything to Mermaid", () => {
  const text = drawn(resultWith(hostileProgram), view, "mermaid");
  const quoted = text.match(/"[^"\n]*"/g) ?? [];
  expect(quoted.length).toBeGreaterThan(8);
  expect(quoted.filter((label) => /["&`|\\]|[<>](?!b)/.test(label.slice(1, -1).replaceAll("<br/>", "")))).toEqual([]);
  expect(text.split("\n").filter((line) => (line.match(/"/g) ?? []).length % 2 === 1)).toEqual([]);
});

const hasDot = spawnSync("dot", ["-V"]).status === 0;

test("dot: texts are quoted", () => {
  const text = drawn(resultWith(program, hostileProgram), view, "dot");
  expect(text).toContain(
    'g0o0 -> g0p1 [label="GFF101\\ninherits\\nconnected at the fork, used in app/main.py:7", color',
  );
  expect(text).toContain('label="\\"]; evil \\\\\\" <b>&#35; | `x` -->\\\\x0a\\\\u202e');
});

(hasDot ? test : test.skip)("dot: Graphviz draws it", () => {
  const input = drawn(resultWith(program, hostileProgram), view, "dot");
  const { status, stdout, stderr } = spawnSync("dot", ["-Tsvg"], { input, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout.match(/class="cluster"/g)).toHaveLength(2);
});

test("html: it is the page, which begins with the drawings", () => {
  expect(drawn(resultWith(program), view, "html")).toMatch(/^<!doctype html>.*"programs":\[\{"entry":"app\/main.py"/s);
});

test("of no program nothing is drawn", () => {
  expect(drawn(resultWith(), view, "text")).toBe("");
});
