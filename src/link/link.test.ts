import type { Facts, Files } from "../types";
import { link } from "./link";
import { defaultSeeds, forkSeeds, grpcSeeds, type Seeds } from "./seeds";
import { lookedAt } from "./survey";

/** For what has to do with imports alone: an import of gRPC and one of multiprocessing make a program matter. */
const signs: Seeds = {
  grpc: grpcSeeds,
  fork: forkSeeds,
  needs: [grpcSeeds, forkSeeds].map((words) => ({ words, imports: [] })),
  suspect: [],
};

type Sources = Readonly<Record<string, string | null>>;

/** Files in memory; `null` is an unreadable one. */
function filesOf(sources: Sources, selected: (path: string) => boolean = () => true): Files {
  return {
    paths: Object.keys(sources).sort(),
    selected,
    read(path) {
      const text = sources[path];
      return text == null
        ? { kind: "unreadable", message: "not UTF-8", bytes: 3, glimpse: path === "c.py" ? "import grpc" : "" }
        : { kind: "text", text, bytes: text.length };
    },
  };
}

/** Stands in for the parser: notes what was asked of it, and sees an error where the text says so. */
function run(sources: Sources, selected?: (path: string) => boolean, seeds = signs) {
  const extracted: string[] = [];
  const checked: string[] = [];
  const errorsIn = (text: string) => {
    const at = text.indexOf("ERROR");
    return at < 0 ? [] : [{ start: at, end: at + 5 }];
  };
  const extract = {
    facts: (path: string, text: string): Facts => {
      extracted.push(path);
      return { path, lines: [], generated: false, scopes: [], comments: [], errors: errorsIn(text) };
    },
    errors: (path: string, text: string) => {
      checked.push(path);
      return errorsIn(text);
    },
  };
  const files = filesOf(sources, selected);
  const linked = link(files, extract, lookedAt(files, seeds));
  return { ...linked, extracted, checked, slice: [...linked.program.facts.keys()] };
}

const nobody = () => false;

/** The path to gRPC is imported in some way from a file that forks. */
const ways: readonly (readonly [way: string, statement: string])[] = [
  ["import", "import shop.orders"],
  ["import as", "import shop.orders as o"],
  ["from", "from shop.orders import Client"],
  ["from package", "from shop import orders"],
  ["relative", "from .shop.orders import Client"],
  ["relative from package", "from .shop import prices, orders as o"],
  ["star", "from shop.orders import *"],
  ["in a function", "def f():\n    from shop import orders"],
  ["in try", "try:\n    import shop.orders\nexcept ImportError: pass"],
  ["under TYPE_CHECKING", "if TYPE_CHECKING:\n    from shop.orders import Client"],
  ["over lines", "from shop import (\n    prices,\n    orders\n    as o,\n)"],
  ["behind a semicolon", "import os; import shop.orders"],
  ["import_module", "importlib.import_module('shop.orders')"],
];

test.each(ways)("follows an import: %s", (_, statement) => {
  const sources = {
    "main.py": `import multiprocessing\n${statement}\n`,
    "shop/__init__.py": "",
    "shop/orders.py": "import grpc\n",
    "shop/prices.py": "",
  };
  expect(run(sources, nobody).extracted).toEqual(["main.py", "shop/orders.py"]);
});

test("follows a re-export through the package above", () => {
  const { slice, program } = run({
    "main.py": "from shop import Client\nimport multiprocessing",
    "shop/__init__.py": "from .client import *",
    "shop/client.py": "import grpc",
  });
  expect(slice).toEqual(["main.py", "shop/__init__.py", "shop/client.py"]);
  expect(program.entries).toEqual(["main.py"]);
});

test("counts the packages above an imported module, whose code runs", () => {
  const { slice } = run({
    "main.py": "import multiprocessing\nfrom shop.eu.tax import rate",
    "shop/__init__.py": "import grpc",
    "shop/eu/__init__.py": "",
    "shop/eu/tax.py": "rate = 1",
  });
  expect(slice).toEqual(["main.py", "shop/__init__.py"]);
});

test("keeps the two services of a repository apart", () => {
  const { slice, program } = run({
    "prices/client.py": "import grpc",
    "prices/main.py": "import client\nif __name__ == '__main__': pass",
    "stock/client.py": "import grpc",
    "stock/main.py": "import client, multiprocessing\nif __name__ == '__main__': pass",
  });
  expect(slice).toEqual(["stock/client.py", "stock/main.py"]);
  expect(program.entries).toEqual(["stock/main.py"]);
  expect(program.importersOf("prices/client.py")).toEqual(["prices/main.py"]);
});

test("follows imports through namespace folders and a src layout", () => {
  const { slice } = run({
    "src/shop/api/orders.py": "import grpc",
    "tests/test_orders.py": "from shop.api import orders\nfrom multiprocessing import Pool",
  });
  expect(slice).toEqual(["src/shop/api/orders.py", "tests/test_orders.py"]);
});

describe("the slice", () => {
  const sources = {
    "clients.py": "import grpc\nimport settings",
    "docs.py": "import settings",
    "jobs.py": "import multiprocessing\nimport pricing",
    "lonely_client.py": "import grpc",
    "lonely_pool.py": "import multiprocessing\nimport settings",
    "main.py": "import middle, settings",
    "middle.py": "import jobs, clients",
    "pricing.py": "TAX = 1",
    "settings.py": "HOST = 1",
  };

  test("is what lies between an entry and a mention, and nothing else is parsed", () => {
    const { extracted, slice, bytes } = run(sources, nobody);
    expect(slice).toEqual(["clients.py", "jobs.py", "main.py", "middle.py"]);
    expect(extracted).toEqual(slice);
    expect(bytes).toBe(Object.values(sources).join("").length);
  });

  test("is empty where gRPC and forks never meet", () => {
    const { "middle.py": _, ...apart } = sources;
    expect(run(apart, nobody).extracted).toEqual([]);
  });

  test("is one file that has both", () => {
    const { slice, program } = run({ "a.py": "import grpc, multiprocessing", "b.py": "" });
    expect(slice).toEqual(["a.py"]);
    expect(program.entries).toEqual(["a.py"]);
  });

  test("passes through import cycles", () => {
    const { slice } = run({
      "a.py": "import b, multiprocessing",
      "b.py": "import a, c",
      "c.py": "import b, d",
      "d.py": "import grpc, e",
      "e.py": "",
    });
    expect(slice).toEqual(["a.py", "b.py", "c.py", "d.py"]);
  });

  test("leaves stubs alone", () => {
    expect(run({ "a.pyi": "import grpc, multiprocessing" }).extracted).toEqual([]);
  });
});

describe("a program matters", () => {
  const slice = (sources: Sources) => run(sources, nobody, defaultSeeds).slice;
  const open = "channel = grpc.insecure_channel(HOST)";
  const start = "import multiprocessing\nmultiprocessing.Process(target=work).start()";

  test.each<[string, Sources]>([
    ["with a channel and a process", { "a.py": `${open}\n${start}` }],
    ["with a stub alone", { "a.py": `stub = OrdersStub(shop.channel())\n${start}` }],
    ["with os.fork", { "a.py": `${open}\nif os.fork() == 0: work()` }],
    ["with an executor", { "a.py": `${open}\nfutures.ProcessPoolExecutor().submit(work)` }],
    [
      "whose parts are spread over files",
      { "a.py": "import b, c\nmp.Process()", "b.py": "import multiprocessing as mp", "c.py": open },
    ],
    ["that takes the names from strings", { "a.py": `${open}\ngetattr(import_module('multiprocessing'), "Pool")(2)` }],
  ])("%s", (_, sources) => {
    expect(slice(sources)).toEqual(Object.keys(sources));
  });

  test.each<[string, Sources]>([
    ["that only imports gRPC", { "a.py": `import grpc\n${start}` }],
    ["that only counts processors", { "a.py": `import multiprocessing\n${open}\nmultiprocessing.cpu_count()` }],
    ["with a process of another library", { "a.py": `${open}\npsutil.Process()` }],
    [
      "with such a process and a pool of threads",
      { "a.py": `from multiprocessing.pool import ThreadPool\n${open}\npsutil.Process()` },
    ],
    ["that speaks of forks", { "a.py": `"""Process orders, never fork."""\n${open}  # multiprocessing` }],
    ["with a stub that nobody makes", { "a.py": `import b\n${start}`, "b_pb2_grpc.py": "class OrdersStub: pass" }],
  ])("but not one %s", (_, sources) => {
    expect(slice(sources)).toEqual([]);
  });

  test("with all files that lead to gRPC or a fork in some way", () => {
    const sources = {
      "a.py": `import calls, pools, prices\n${open}\n${start}`,
      "calls.py": "import grpc",
      "pools.py": "loop.run_in_executor(pool, work)",
      "prices.py": "VAT = 19",
    };
    expect(slice(sources)).toEqual(["a.py", "calls.py", "pools.py"]);
  });
});

describe("entries", () => {
  const both = "import grpc, multiprocessing\n";
  const guard = "if __name__ == '__main__':\n    pass\n";

  test.each<[string, Sources, readonly string[]]>([
    ["a file that nobody imports", { "a.py": `import b\n${both}`, "b.py": both }, ["a.py"]],
    ["an imported file with a main guard", { "a.py": "import b", "b.py": both + guard }, ["a.py", "b.py"]],
    ["no main file whose program lacks a fork", { "a.py": `import grpc\n${guard}` }, []],
    [
      "an imported __main__.py",
      { "p/__init__.py": "", "p/__main__.py": both, "q.py": "import p.__main__" },
      ["p/__main__.py", "q.py"],
    ],
    [
      "the package of a cycle with its modules",
      {
        "p/__init__.py": "from . import api",
        "p/api.py": `from .base import x\n${both}`,
        "p/base.py": "",
      },
      ["p/__init__.py"],
    ],
    [
      "one file of each cycle that nothing else starts",
      {
        "a.py": `import b\n${both}`,
        "b.py": "import a",
        "c.py": "import d, a",
        "d.py": "import c",
      },
      ["c.py"],
    ],
    [
      "one file of each of two cycles",
      {
        "a.py": `import b\n${both}`,
        "b.py": "import a",
        "c.py": "import d",
        "d.py": `import c\n${both}`,
      },
      ["a.py", "c.py"],
    ],
    [
      "no second file of a cycle with a main guard",
      { "a.py": "import b", "b.py": `import a\n${both}${guard}` },
      ["b.py"],
    ],
  ])("are %s", (_, sources, expected) => {
    expect(run(sources).program.entries).toEqual(expected);
  });
});

describe("importersOf", () => {
  const { program } = run({
    "attribute.py": "import shop.orders",
    "direct.py": "from shop.orders import Client",
    "package.py": "from shop import orders",
    "shop/__init__.py": "",
    "shop/api.py": "from .orders import Client",
    "shop/orders.py": "import shop.orders",
    "through.py": "import direct",
  });

  test("gives direct importers, also of the submodule, but not the file itself", () => {
    expect(program.importersOf("shop/orders.py")).toEqual(["attribute.py", "direct.py", "package.py", "shop/api.py"]);
  });

  test("gives those that name a package, not those that only run it", () => {
    expect(program.importersOf("shop/__init__.py")).toEqual(["attribute.py", "package.py", "shop/orders.py"]);
  });

  test("gives none for an unknown path", () => {
    expect(program.importersOf("nowhere.py")).toEqual([]);
  });
});

describe("resolve", () => {
  const { program } = run({
    "main.py": "from shop import orders\nfrom redis import Redis\nimport tax.eu",
    "redis/config.py": "",
    "shop/orders.py": "",
    "tax/eu.py": "",
  });

  test("takes a folder for a module only where a file of it is used", () => {
    expect(program.resolve("main.py", "shop", 0)).toEqual({ kind: "namespace", folder: "shop" });
    expect(program.resolve("main.py", "shop.orders", 0)).toEqual({ kind: "file", path: "shop/orders.py" });
    expect(program.resolve("main.py", "tax", 0)).toEqual({ kind: "namespace", folder: "tax" });
    expect(program.resolve("main.py", "redis", 0)).toEqual({ kind: "outside", name: "redis" });
  });

  test("tells relative imports from absolute ones of the same name", () => {
    expect(program.resolve("shop/orders.py", "orders", 1)).toEqual({ kind: "file", path: "shop/orders.py" });
    expect(program.resolve("shop/orders.py", "orders", 0)).toEqual({ kind: "outside", name: "orders" });
  });
});

describe("load", () => {
  test("parses a file outside the slice once, when asked", () => {
    const { program, extracted } = run({ "a.py": "x = 1", "b.py": null });
    expect(extracted).toEqual([]);
    expect(program.load("a.py")?.path).toBe("a.py");
    expect(program.load("a.py")).toBe(program.load("a.py"));
    expect(extracted).toEqual(["a.py"]);
    expect(program.facts.has("a.py")).toBe(false);
  });

  test("gives the facts of the slice, and null for what cannot be read", () => {
    const { program, extracted } = run({ "a.py": "import grpc, multiprocessing", "b.py": null });
    expect(program.load("a.py")).toBe(program.facts.get("a.py"));
    expect(extracted).toEqual(["a.py"]);
    expect(program.load("b.py")).toBeNull();
    expect(program.load("c.py")).toBeNull();
  });
});

describe("notices", () => {
  const broken = "import multiprocessing\nimport grpc\ndef ERROR(\n";

  test("name an unreadable file if it is selected, as a finding if it mentions what matters", () => {
    const sources = { "a.py": null, "b.py": null, "c.py": null };
    expect(run(sources, (path) => path !== "a.py").notices).toEqual([
      { code: "unreadable", path: "b.py", line: null, message: "not UTF-8" },
      { code: "GFF002", path: "c.py", line: null, message: "not UTF-8" },
    ]);
  });

  test("name the line of a syntax error in the slice, and the file is still analysed", () => {
    const { notices, slice } = run({ "a.py": broken }, nobody);
    expect(notices).toMatchObject([{ code: "GFF002", path: "a.py", line: 3 }]);
    expect(slice).toEqual(["a.py"]);
  });

  test("name a syntax error in a selected file that mentions gRPC without any fork", () => {
    const sources = {
      "a.py": "import grpc\nERROR",
      "b.py": "ERROR",
      "c_pb2.py": "import grpc",
      "d.py": "os.fork() ERROR",
    };
    const { notices, extracted, checked } = run(sources);
    expect(notices).toMatchObject([
      { path: "a.py", line: 2 },
      { path: "d.py", line: 1 },
    ]);
    expect(extracted).toEqual([]);
    expect(checked).toEqual(["a.py", "d.py"]);
  });

  test("are sorted by path", () => {
    const { notices } = run({
      "a.py": "import grpc; ERROR",
      "b.py": broken,
      "c.py": null,
      "d.py": "import grpc; ERROR",
    });
    expect(notices.map((notice) => notice.path)).toEqual(["a.py", "b.py", "c.py", "d.py"]);
  });
});

test("gets through 20,000 files with thousands of mentions", () => {
  const count = 20_000;
  const sources: Record<string, string> = {};
  for (let number = 0; number < count; number++) {
    const folder = `svc${number % 100}`;
    const imports = [1, 2, 3, 5, 8, 13].map(
      (step) => `from svc${(number + step) % 100}.m${(number + step) % count} import x`,
    );
    const seed = number % 7 === 0 ? "import grpc" : number % 5 === 0 ? "import multiprocessing" : "";
    sources[`${folder}/m${number}.py`] = [...imports, seed].join("\n");
    sources[`${folder}/__init__.py`] = "";
  }
  const { slice, program } = run(sources, nobody);
  expect(slice.length).toBe(count);
  // All of it is one cycle; the packages are empty.
  expect(program.entries.length).toBe(1);
  expect(program.importersOf("svc13/m13.py").length).toBe(6);
});
