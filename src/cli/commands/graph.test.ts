import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../main";

// The first run loads the parser and all models, on a machine that may be busy.
jest.setTimeout(60_000);

let folder = "";

const nightly = `import multiprocessing
import grpc

channel = grpc.insecure_channel("stock:50051")


def count():
    channel.unary_unary("/shop.Stock/Count")(b"")


if __name__ == "__main__":
    multiprocessing.Process(target=count).start()
`;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "graph-")));
  writeFileSync(join(folder, "nightly.py"), nightly);
  writeFileSync(join(folder, "prices.py"), "PRICES = {}\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function graph(...argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const stream = (texts: string[]) => ({
    write: (text: string | Uint8Array) => void texts.push(String(text)),
    isTerminal: false,
  });
  const terminal = { out: stream(out), err: stream(err), environment: {}, folder, readInput: () => Buffer.alloc(0) };
  const status = await main(["graph", ...argv], terminal);
  return { status, out: out.join(""), err: err.join("") };
}

test("draws on stdout, and what is broken does not make the status 1", async () => {
  expect(await graph()).toEqual({
    status: 0,
    out: `nightly.py
├─ makes a channel to stock:50051: grpc.insecure_channel at nightly.py:4
└─ count  multiprocessing.Process (fork) at nightly.py:12
   └─ ✗ inherits the channel to stock:50051: not used before the fork, used in nightly.py:8  GFF101
`,
    err: "",
  });
});

test.each([
  ["mermaid", "flowchart LR\n"],
  ["dot", "digraph processes {\n"],
  ["html", "<!doctype html>\n"],
])("writes %s to a file", async (format, start) => {
  expect(await graph("--format", format, "-o", `nightly.${format}`, "nightly.py")).toEqual({
    status: 0,
    out: "",
    err: "",
  });
  expect(readFileSync(join(folder, `nightly.${format}`), "utf8")).toMatch(new RegExp(`^${start}`));
});

test("says so when there is nothing to draw", async () => {
  expect(await graph("prices.py")).toEqual({
    status: 0,
    out: "",
    err: "No program here starts a process that gRPC could get into.\n",
  });
});

test.each([
  [["--format", "svg"], '--format is one of text, mermaid, dot, html, not "svg"'],
  [["--write"], "graph does not take --write"],
  [["nothing.py"], "nothing.py"],
  [["-o", "no/such/folder.txt"], "can't be written"],
])("refuses %j", async (argv, complaint) => {
  expect(await graph(...argv)).toMatchObject({ status: 2, out: "", err: expect.stringContaining(complaint) });
});
