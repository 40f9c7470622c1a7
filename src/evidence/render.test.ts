import { createColors } from "picocolors";
import { renderEvidence } from "./render";
import type { Evidence } from "./types";

const forkedAt = { path: "/usr/lib/python3/site-packages/gunicorn/arbiter.py", line: 7, function: "spawn_worker" };

const evidence: Evidence = {
  processes: [
    { number: 1, parent: null, arguments: ["/usr/bin/python3", "app.py", "a\u001b[2Jb"], forkedAt: null },
    { number: 2, parent: 1, arguments: [], forkedAt },
    { number: 3, parent: 2, arguments: [], forkedAt: null },
  ],
  crossings: [
    {
      rule: "GFF101",
      message: "a channel crossed",
      at: null,
      steps: [
        { at: { path: "app.py", line: 3, function: "<module>" }, message: "it is made", process: 1 },
        { at: null, message: "it is forked", process: 1 },
      ],
      processes: 2,
    },
  ],
  things: 1,
  faults: [],
};

test("crossings with their steps, and the tree of processes", () => {
  expect(renderEvidence(evidence, () => "client-before-fork", createColors(false))).toBe(`\
GFF101 client-before-fork: a channel crossed
  process 1  app.py:3 in <module>  it is made
  process 1  –                     it is forked
  seen in 2 processes

Processes:
  1  python3 app.py a\\x1b[2Jb
    2  forked at …/gunicorn/arbiter.py:7 in spawn_worker
      3  forked out of Python's sight

`);
});

test("a pool of hundreds is cut", () => {
  const processes = Array.from({ length: 50 }, (_, index) => ({
    number: index + 1,
    parent: null,
    arguments: ["python3"],
    forkedAt: null,
  }));
  const text = renderEvidence({ ...evidence, processes, crossings: [] }, () => "", createColors(false));
  expect(text.split("\n").slice(-4)).toEqual(["  40  python3", "  and 10 more", "", ""]);
});
