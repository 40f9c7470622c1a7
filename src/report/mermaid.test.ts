import type { ProgramGraph } from "../types";
import { mermaidOf } from "./mermaid";
import { placeOf, resultOf, view } from "./shop.test-data";
import { sourcesOf } from "./source";

const fork = {
  at: placeOf("app/main.py", "multiprocessing.Process(target"),
  by: "multiprocessing.Process",
  method: "fork" as const,
};

const program: ProgramGraph = {
  entry: "app/main.py",
  processes: [
    { parent: null, label: "app/main.py", fork: null, target: null, several: false, implicit: false },
    { parent: 0, label: 'count"]; <b>`', fork, target: null, several: true, implicit: false },
  ],
  objects: [
    {
      process: 0,
      kind: "channel",
      aio: false,
      maker: "grpc.insecure_channel",
      library: null,
      target: "stock:50051",
      at: placeOf("app/clients.py", "grpc.insecure_channel"),
      firstUse: null,
    },
  ],
  holdings: [{ object: 0, process: 1, state: "created", handed: [], uses: [placeOf("app/main.py", "STUB.Count")] }],
  findings: [
    { rule: "GFF101", severity: "warning", fingerprint: "a", process: 1, object: 0 },
    { rule: "GFF303", severity: "error", fingerprint: "b", process: null, object: 0 },
    { rule: "GFF103", severity: "error", fingerprint: "c", process: 0, object: 0 },
  ],
  omitted: 0,
};

const pen = { view, locate: sourcesOf(resultOf([])) };

test("draws who starts whom, who makes what, and where it gets", () => {
  expect(mermaidOf(program, pen)).toBe(`flowchart LR
  p0["app/main.py"]
  p1["count#34;#93;#59; #60;b#62;#96;<br>several"]
  p0 -->|"multiprocessing.Process (fork)<br>app/main.py:11"| p1
  o0(["channel stock:50051<br>app/clients.py:5"])
  p0 --- o0
  o0 -.->|"GFF101, GFF303, used"| p1
`);
});

test("an object that nobody uses is inherited", () => {
  const unused = { ...program, findings: [], holdings: program.holdings.map((one) => ({ ...one, uses: [] })) };
  expect(mermaidOf(unused, pen)).toContain('o0 -.->|"inherited"| p1');
});
