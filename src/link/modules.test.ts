import type { Resolution } from "../types";
import { moduleIndex } from "./modules";

interface Case {
  readonly title: string;
  readonly files: readonly string[];
  readonly from: string;
  readonly module: string;
  readonly level?: number;
  /** Names taken from under the module; left out when the asker does not know them. */
  readonly names?: readonly string[];
  /** A path; `ns:` and a folder; `out:` and a name. */
  readonly expected: string;
}

const shop = ["shop/__init__.py", "shop/orders.py", "shop/api/__init__.py", "shop/api/stock.py", "main.py"];
const twoServices = ["stock/main.py", "stock/utils.py", "prices/main.py", "prices/utils.py"];

const cases: readonly Case[] = [
  {
    title: "a module beside a script",
    files: ["main.py", "stock.py"],
    from: "main.py",
    module: "stock",
    expected: "stock.py",
  },
  { title: "a package", files: shop, from: "main.py", module: "shop", expected: "shop/__init__.py" },
  { title: "a module of a package", files: shop, from: "main.py", module: "shop.orders", expected: "shop/orders.py" },
  { title: "a nested package", files: shop, from: "main.py", module: "shop.api", expected: "shop/api/__init__.py" },
  {
    title: "from inside the package",
    files: shop,
    from: "shop/api/stock.py",
    module: "shop.orders",
    expected: "shop/orders.py",
  },
  {
    title: "a missing submodule",
    files: shop,
    from: "main.py",
    module: "shop.orders.eu",
    expected: "out:shop.orders.eu",
  },
  { title: "a name nobody has", files: shop, from: "main.py", module: "yaml", expected: "out:yaml" },
  { title: "one dot", files: shop, from: "shop/api/stock.py", module: "", level: 1, expected: "shop/api/__init__.py" },
  {
    title: "one dot from an __init__",
    files: shop,
    from: "shop/api/__init__.py",
    module: "stock",
    level: 1,
    expected: "shop/api/stock.py",
  },
  { title: "two dots", files: shop, from: "shop/api/stock.py", module: "orders", level: 2, expected: "shop/orders.py" },
  {
    title: "dots beyond the root",
    files: shop,
    from: "shop/orders.py",
    module: "grpc",
    level: 4,
    expected: "out:....grpc",
  },
  {
    title: "a missing relative module",
    files: shop,
    from: "shop/orders.py",
    module: "orders_pb2",
    level: 1,
    expected: "out:shop.orders_pb2",
  },
  {
    title: "a missing relative grpc, which is not gRPC",
    files: ["main.py"],
    from: "main.py",
    module: "grpc",
    level: 1,
    expected: "out:.grpc",
  },
  {
    title: "a package before a module of its name",
    files: ["a.py", "x.py", "x/__init__.py"],
    from: "a.py",
    module: "x",
    expected: "x/__init__.py",
  },
  { title: "never a stub", files: ["main.py", "stock.pyi"], from: "main.py", module: "stock", expected: "out:stock" },
  {
    title: "the module beside its stub",
    files: ["main.py", "stock.py", "stock.pyi"],
    from: "main.py",
    module: "stock",
    expected: "stock.py",
  },

  {
    title: "the neighbour of each of two scripts (1)",
    files: twoServices,
    from: "stock/main.py",
    module: "utils",
    expected: "stock/utils.py",
  },
  {
    title: "the neighbour of each of two scripts (2)",
    files: twoServices,
    from: "prices/main.py",
    module: "utils",
    expected: "prices/utils.py",
  },
  {
    title: "neither of two equally far",
    files: [...twoServices, "tests/t.py"],
    from: "tests/t.py",
    module: "utils",
    expected: "out:utils",
  },
  {
    title: "the neighbour before the root",
    files: ["utils.py", "a/main.py", "a/utils.py"],
    from: "a/main.py",
    module: "utils",
    expected: "a/utils.py",
  },
  {
    title: "above the top package before inside it",
    files: ["utils.py", "a/__init__.py", "a/b.py", "a/utils.py"],
    from: "a/b.py",
    module: "utils",
    expected: "utils.py",
  },
  {
    title: "a package's own folder, for want of better",
    files: ["gen/__init__.py", "gen/a_pb2.py", "gen/a_pb2_grpc.py"],
    from: "gen/a_pb2_grpc.py",
    module: "a_pb2",
    expected: "gen/a_pb2.py",
  },
  {
    title: "generated code in a package far away",
    files: ["gen/__init__.py", "gen/a_pb2.py", "app/main.py"],
    from: "app/main.py",
    module: "a_pb2",
    expected: "gen/a_pb2.py",
  },
  {
    title: "no other module in a package far away",
    files: ["gen/__init__.py", "gen/stock.py", "app/main.py"],
    from: "app/main.py",
    module: "stock",
    expected: "out:stock",
  },
  {
    title: "the folder that a program is started from",
    files: ["tools/deep/run.py", "common/__init__.py"],
    from: "tools/deep/run.py",
    module: "common",
    expected: "common/__init__.py",
  },
  {
    title: "a src layout",
    files: ["src/shop/__init__.py", "src/shop/a.py", "tests/test_a.py"],
    from: "tests/test_a.py",
    module: "shop.a",
    expected: "src/shop/a.py",
  },
  {
    title: "the nearest of two src layouts",
    files: ["a/src/shop/__init__.py", "b/src/shop/__init__.py", "b/tests/t.py"],
    from: "b/tests/t.py",
    module: "shop",
    expected: "b/src/shop/__init__.py",
  },
  {
    title: "the only one anywhere",
    files: ["vendor/x/shop/__init__.py", "app/main.py"],
    from: "app/main.py",
    module: "shop",
    expected: "vendor/x/shop/__init__.py",
  },
  {
    title: "the one that shares most of the path",
    files: ["a/p/x/shop.py", "b/p/x/shop.py", "b/q/main.py"],
    from: "b/q/main.py",
    module: "shop",
    expected: "b/p/x/shop.py",
  },
  {
    title: "none of three equally far",
    files: ["a/x.py", "b/x.py", "c/x.py", "d/main.py"],
    from: "d/main.py",
    module: "x",
    expected: "out:x",
  },
  {
    title: "the only one that has the whole name",
    files: ["a/x/__init__.py", "b/x/__init__.py", "b/x/y.py", "d/main.py"],
    from: "d/main.py",
    module: "x.y",
    expected: "b/x/y.py",
  },

  { title: "not itself", files: ["redis.py"], from: "redis.py", module: "redis", expected: "out:redis" },
  {
    title: "not its own package by half its name",
    files: ["app/__init__.py", "app/redis/__init__.py", "app/redis/pool.py"],
    from: "app/redis/pool.py",
    module: "redis",
    expected: "out:redis",
  },
  {
    title: "its own package by its full name",
    files: shop,
    from: "shop/__init__.py",
    module: "shop",
    expected: "shop/__init__.py",
  },

  {
    title: "a standard module despite a folder of its name",
    files: ["multiprocessing/pool.py", "multiprocessing/main.py"],
    from: "multiprocessing/main.py",
    module: "multiprocessing",
    expected: "out:multiprocessing",
  },
  {
    title: "a standard module despite a neighbour",
    files: ["logging.py", "main.py"],
    from: "main.py",
    module: "logging",
    expected: "out:logging",
  },
  {
    title: "grpc in a folder grpc",
    files: ["grpc/stt_server.py", "grpc/__init__.py"],
    from: "grpc/stt_server.py",
    module: "grpc",
    expected: "out:grpc",
  },
  {
    title: "a relative .grpc",
    files: ["app/__init__.py", "app/a.py", "app/grpc.py"],
    from: "app/a.py",
    module: "grpc",
    level: 1,
    expected: "app/grpc.py",
  },
  {
    title: "a grpc within a package",
    files: ["app/__init__.py", "app/grpc.py", "main.py"],
    from: "main.py",
    module: "app.grpc",
    expected: "app/grpc.py",
  },
  {
    title: "celery in a Django project",
    files: ["proj/__init__.py", "proj/celery.py", "proj/a.py"],
    from: "proj/a.py",
    module: "celery",
    expected: "out:celery",
  },
  {
    title: "a regular celery beside a script",
    files: ["celery.py", "main.py"],
    from: "main.py",
    module: "celery",
    expected: "celery.py",
  },
  {
    title: "google.protobuf but not all of google",
    files: ["google/__init__.py", "google/protobuf/__init__.py", "google/x.py", "a/main.py"],
    from: "a/main.py",
    module: "google.protobuf",
    expected: "out:google.protobuf",
  },
  {
    title: "the rest of google",
    files: ["google/__init__.py", "google/x.py", "a/main.py"],
    from: "a/main.py",
    module: "google.x",
    expected: "google/x.py",
  },
  {
    title: "a parser that Python no longer has",
    files: ["parser.py", "main.py"],
    from: "main.py",
    module: "parser",
    expected: "parser.py",
  },
  {
    title: "a package test",
    files: ["test/__init__.py", "test/help.py", "main.py"],
    from: "main.py",
    module: "test.help",
    expected: "test/help.py",
  },
  {
    title: "no namespace test",
    files: ["test/help.py", "main.py"],
    from: "main.py",
    module: "test.help",
    expected: "out:test.help",
  },

  {
    title: "a file in a namespace",
    files: ["shop/orders.py", "main.py"],
    from: "main.py",
    module: "shop.orders",
    names: [],
    expected: "shop/orders.py",
  },
  {
    title: "a namespace whose file is taken",
    files: ["shop/orders.py", "main.py"],
    from: "main.py",
    module: "shop",
    names: ["orders"],
    expected: "ns:shop",
  },
  {
    title: "a namespace when nothing more is known",
    files: ["shop/orders.py", "main.py"],
    from: "main.py",
    module: "shop",
    expected: "ns:shop",
  },
  {
    title: "no namespace for a library's class",
    files: ["svc/redis/worker.py", "svc/redis/a.py"],
    from: "svc/redis/worker.py",
    module: "redis",
    names: ["Redis"],
    expected: "out:redis",
  },
  {
    title: "a namespace far away",
    files: ["x/shop/orders.py", "app/main.py"],
    from: "app/main.py",
    module: "shop",
    names: ["orders"],
    expected: "ns:x/shop",
  },
  {
    title: "a folder inside a regular package",
    files: ["shop/__init__.py", "shop/eu/tax.py", "main.py"],
    from: "main.py",
    module: "shop.eu",
    names: ["tax"],
    expected: "ns:shop/eu",
  },
  {
    title: "a file below a folder inside a package",
    files: ["shop/__init__.py", "shop/eu/tax.py", "main.py"],
    from: "main.py",
    module: "shop.eu.tax",
    expected: "shop/eu/tax.py",
  },
  {
    title: "the regular package before a nearer namespace",
    files: ["tests/shop/test_a.py", "tests/t.py", "src/shop/__init__.py"],
    from: "tests/t.py",
    module: "shop",
    names: ["x"],
    expected: "src/shop/__init__.py",
  },
  {
    title: "the namespace on the path before a package off it",
    files: ["a/pb/x.py", "a/main.py", "b/pb/__init__.py", "b/pb/x.py"],
    from: "a/main.py",
    module: "pb",
    names: ["x"],
    expected: "ns:a/pb",
  },
  {
    title: "a relative namespace",
    files: ["a/b.py", "a/c/d.py"],
    from: "a/b.py",
    module: "c",
    level: 1,
    names: ["d"],
    expected: "ns:a/c",
  },
];

test.each(cases)("leads to $title", ({ files, from, module, level, names, expected }) => {
  const found = moduleIndex(files).resolve(from, module, level ?? 0, names && (() => names));
  expect(written(found)).toBe(expected);
});

test("names the packages above a file, innermost first", () => {
  const index = moduleIndex(shop);
  expect(index.packagesAbove("shop/api/stock.py")).toEqual(["shop/api/__init__.py", "shop/__init__.py"]);
  expect(index.packagesAbove("shop/api/__init__.py")).toEqual(["shop/__init__.py"]);
  expect(index.packagesAbove("main.py")).toEqual([]);
});

test("knows the submodules of a folder", () => {
  const index = moduleIndex(shop);
  expect(index.submodule("shop", "orders")).toBe("shop/orders.py");
  expect(index.submodule("shop", "api")).toBe("shop/api/__init__.py");
  expect(index.submodule("shop", "Order")).toBeNull();
});

function written(found: Resolution): string {
  if (found.kind === "file") return found.path;
  return found.kind === "namespace" ? `ns:${found.folder}` : `out:${found.name}`;
}
