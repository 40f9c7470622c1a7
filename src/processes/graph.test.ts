import { run } from "../run";
import type { Place, ProgramGraph, Result } from "../types";
import { graphOf } from "./graph";
import { analyseTexts, filesOf, options } from "./program.test-data";

const clients = `import grpc
from shop_pb2_grpc import StockStub

channel = grpc.insecure_channel("stock:50051")
stub = StockStub(channel)
`;

const nightly = `import multiprocessing
import grpc
from clients import stub


def count(item):
    own = grpc.insecure_channel("prices:50052")
    return stub.Count(item)


def report(item):
    print(item)


if __name__ == "__main__":
    stub.Count("milk")
    for item in ("tea", "coffee"):
        multiprocessing.Process(target=count, args=(item,)).start()
    multiprocessing.Process(target=report, args=("tea",)).start()
`;

/** A graph in lines; a place is the code that it spans. */
async function drawn(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const result = await run(filesOf(texts), options);
  return result.graph.programs.flatMap((program) => lines(program, result));
}

function lines({ entry, processes, objects, holdings, findings }: ProgramGraph, { sources }: Result): string[] {
  const code = (place: Place | null) =>
    place === null ? "-" : (sources.get(place.path) ?? "").slice(place.span.start, place.span.end);
  return [
    entry,
    ...processes.map(({ parent, label, fork, several, implicit, target }) =>
      [`${parent ?? ""}>`, label, fork?.by ?? "", several ? "several" : "", implicit ? "implicit" : "", code(target)]
        .filter((part) => part !== "")
        .join(" "),
    ),
    ...objects.map(
      (object) => `${object.process} makes ${object.kind} ${object.target}, uses it in ${code(object.firstUse)}`,
    ),
    ...holdings.map(
      (one) => `${one.process} holds ${one.object} ${one.state}, used in ${one.uses.map(code).join() || "-"}`,
    ),
    ...findings.map(({ rule, process, object }) => `${rule} at ${process} ${object}`),
  ];
}

test("a program is its processes, what they make, what gets into which, and where it breaks", async () => {
  expect(await drawn({ "clients.py": clients, "nightly.py": nightly })).toEqual([
    "nightly.py",
    "> nightly.py -",
    "0> count multiprocessing.Process several count",
    "0> report multiprocessing.Process report",
    '0 makes channel stock:50051, uses it in stub.Count("milk")',
    "1 makes channel prices:50052, uses it in -",
    "1 holds 0 warm, used in stub.Count(item)",
    "2 holds 0 warm, used in -",
    "GFF101 at 1 0",
  ]);
});

test("each program shows what it imports itself, and no other one's", async () => {
  const other = `import multiprocessing, grpc\n\ndef work():\n    grpc.insecure_channel("a:1")\n\nif __name__ == "__main__":\n    multiprocessing.Process(target=work).start()\n`;
  expect(await drawn({ "clients.py": clients, "nightly.py": nightly, "other.py": other })).toEqual(
    expect.arrayContaining([
      "other.py",
      "> other.py -",
      "0> work multiprocessing.Process work",
      "1 makes channel a:1, uses it in -",
    ]),
  );
  const { tree } = await analyseTexts({ "clients.py": clients, "nightly.py": nightly, "other.py": other });
  const last = graphOf(tree, [], () => true).programs.at(-1);
  expect(last?.objects.map(({ target }) => target)).toEqual(["a:1"]);
});

test("what a framework forks is implicit, at the file and line that decide", async () => {
  const app = `import grpc\nfrom flask import Flask\nfrom shop_pb2_grpc import StockStub\n\napp = Flask(__name__)\nstub = StockStub(grpc.insecure_channel("stock:50051"))\n\n@app.route("/")\ndef index():\n    return stub.Count("tea")\n`;
  const files = filesOf({ "app.py": app, Procfile: "web: gunicorn --preload app:app\n" });
  const deployed = { ...files, paths: ["app.py"], deployment: ["Procfile"] };
  const { graph } = await run(deployed, options);
  const [program] = graph.programs;
  expect(program?.processes.map(({ label, implicit }) => [label, implicit])).toEqual([
    [expect.stringContaining("app.py (gunicorn"), false],
    ["worker", true],
  ]);
  expect(program?.processes[1]?.fork?.at.path).toBe("Procfile");
  expect(program?.findings).toMatchObject([
    { rule: "GFF101", process: 1, object: 0 },
    { rule: "GFF401", process: 1, object: 0 },
  ]);
});

test("what os.fork makes is called after the function that goes on in it", async () => {
  const text = `import os, grpc\n\ndef serve():\n    channel = grpc.insecure_channel("a:1")\n    if os.fork() == 0:\n        channel.unary_unary("/a")("b")\n\nserve()\n`;
  expect(await drawn({ "daemon.py": text })).toEqual(expect.arrayContaining(["0> serve, after the fork os.fork -"]));
});

test("a program that starts no process, or in which there is no gRPC, is not drawn", async () => {
  const lone = `import grpc\nchannel = grpc.insecure_channel("a:1")\n`;
  const plain = `import multiprocessing\n\ndef work():\n    pass\n\nmultiprocessing.Process(target=work).start()\n`;
  expect(await drawn({ "lone.py": lone, "plain.py": plain })).toEqual([]);
});

test("only programs of which something lies in a wanted file", async () => {
  const { tree, findings } = await analyseTexts({ "clients.py": clients, "nightly.py": nightly });
  const entries = (wanted: string) =>
    graphOf(tree, findings, (path) => path === wanted).programs.map((one) => one.entry);
  expect([entries("clients.py"), entries("nightly.py"), entries("other.py")]).toEqual([
    ["nightly.py"],
    ["nightly.py"],
    [],
  ]);
});

test("a program of very many processes is cut, and says by how much", async () => {
  const workers = Array.from({ length: 100 }, (_, i) => `def work${i}():\n    stub.Count(${i})\n`).join("\n");
  const starts = Array.from({ length: 100 }, (_, i) => `multiprocessing.Process(target=work${i}).start()\n`).join("");
  const { tree, findings } = await analyseTexts({
    "clients.py": clients,
    "many.py": `import multiprocessing\nfrom clients import stub\n\n${workers}\n${starts}`,
  });
  const [program] = graphOf(tree, findings, () => true).programs;
  expect(program?.processes).toHaveLength(60);
  expect(program?.omitted).toBe(41);
  expect(program?.findings).toHaveLength(100);
  expect(program?.holdings.every(({ process }) => process < 60)).toBe(true);
});
