import { extractFacts } from "../facts/facts";
import { loadParser, type Parser } from "../python/parser";
import type { Edit, ImportRequest } from "../types";
import { type Baseline, changesOf } from "./changes";
import type { EditPlan } from "./select";

const clients = "import grpc\n\nstub = make()\n";
const orders = "import os as _os\nfrom shop.clients import stub\n\nstub.Get()\n";
let baselines: ReadonlyMap<string, Baseline>;

beforeAll(async () => {
  const parser: Parser = await loadParser();
  const texts = { "shop/clients.py": clients, "shop/orders.py": orders };
  baselines = new Map(
    Object.entries(texts).map(([path, text]) => [path, { text, facts: extractFacts(path, text, parser) }]),
  );
});

function baselineOf(path: string): Baseline {
  return baselines.get(path) as Baseline;
}

function replace(path: string, old: string, text: string): Edit {
  const start = baselineOf(path).text.lastIndexOf(old);
  return { path, span: { start, end: start + old.length }, text };
}

function plan(edits: readonly Edit[], imports: readonly ImportRequest[] = []): EditPlan {
  return { kind: "edit", transform: "lazy-client", safety: "safe", edits, imports, note: "" };
}

function need(path: string, from: string | null, name: string): ImportRequest {
  return { path, from, name, before: baselineOf(path).text.length };
}

test("a plan changes its files, imports included", () => {
  const edits = [
    replace("shop/orders.py", "stub.Get()", "get_stub().Get()"),
    replace("shop/clients.py", "stub = make()", "def get_stub(): return make(os.getpid())"),
  ];
  const imports = [need("shop/orders.py", "shop.clients", "get_stub"), need("shop/clients.py", null, "os")];
  const { changes, dropped } = changesOf([plan(edits, imports)], baselineOf);
  expect(dropped).toEqual([]);
  expect(changes.map(({ path, after }) => [path, after])).toEqual([
    ["shop/clients.py", "import os\n\nimport grpc\n\ndef get_stub(): return make(os.getpid())\n"],
    [
      "shop/orders.py",
      "import os as _os\nfrom shop.clients import stub\nfrom shop.clients import get_stub\n\nget_stub().Get()\n",
    ],
  ]);
});

test("a file that ends up as it was is no change", () => {
  expect(changesOf([plan([replace("shop/orders.py", "_os", "_os")])], baselineOf).changes).toEqual([]);
});

test("a plan that cannot have its import lands in no file", () => {
  const impossible = plan(
    [replace("shop/clients.py", "make()", "None"), replace("shop/orders.py", "Get", "Put")],
    [need("shop/orders.py", "shop.stock", "stub")],
  );
  const other = plan([replace("shop/orders.py", "Get", "List")]);
  const { changes, dropped } = changesOf([impossible, other], baselineOf);
  expect(dropped).toEqual([0]);
  expect(changes.map(({ path }) => path)).toEqual(["shop/orders.py"]);
});

test("a plan that takes away the import another one relies on is dropped", () => {
  const user = plan([replace("shop/orders.py", "stub.Get()", "_os.abort()")], [need("shop/orders.py", null, "os")]);
  const remover = plan([replace("shop/orders.py", "import os as _os\n", "")]);
  expect(changesOf([user, remover], baselineOf).dropped).toEqual([1]);
});
