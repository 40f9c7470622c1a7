import type { Resolution } from "../types";
import { moduleIndex } from "./modules";

/** The import is written with its dots. What is expected is a path, `ns:` and a folder, or `out:` and a name. */
type Case = readonly [
  title: string,
  files: readonly string[],
  from: string,
  imported: string,
  expected: string,
  /** Left out when the asker does not know what is taken from under the module. */
  namesBelow?: readonly string[],
];

const shop = ["shop/__init__.py", "shop/orders.py", "shop/api/__init__.py", "shop/api/stock.py", "main.py"];
const twoServices = ["stock/main.py", "stock/utils.py", "prices/main.py", "prices/utils.py"];

const cases: readonly Case[] = [
  ["a module beside a script", ["main.py", "stock.py"], "main.py", "stock", "stock.py"],
  ["a package", shop, "main.py", "shop", "shop/__init__.py"],
  ["a module of a package", shop, "main.py", "shop.orders", "shop/orders.py"],
  ["a nested package", shop, "main.py", "shop.api", "shop/api/__init__.py"],
  ["from inside the package", shop, "shop/api/stock.py", "shop.orders", "shop/orders.py"],
  ["a missing submodule", shop, "main.py", "shop.orders.eu", "out:shop.orders.eu"],
  ["a name nobody has", shop, "main.py", "yaml", "out:yaml"],
  ["one dot", shop, "shop/api/stock.py", ".", "shop/api/__init__.py"],
  ["one dot from an __init__", shop, "shop/api/__init__.py", ".stock", "shop/api/stock.py"],
  ["two dots", shop, "shop/api/stock.py", "..orders", "shop/orders.py"],
  ["dots beyond the root", shop, "shop/orders.py", "....grpc", "out:....grpc"],
  ["a missing relative module", shop, "shop/orders.py", ".orders_pb2", "out:shop.orders_pb2"],
  ["a missing relative grpc, which is not gRPC", ["main.py"], "main.py", ".grpc", "out:.grpc"],
  ["a package before a module of its name", ["a.py", "x.py", "x/__init__.py"], "a.py", "x", "x/__init__.py"],
  ["never a stub", ["main.py", "stock.pyi"], "main.py", "stock", "out:stock"],
  ["the module beside its stub", ["main.py", "stock.py", "stock.pyi"], "main.py", "stock", "stock.py"],
  ["the neighbour of each of two scripts (1)", twoServices, "stock/main.py", "utils", "stock/utils.py"],
  ["the neighbour of each of two scripts (2)", twoServices, "prices/main.py", "utils", "prices/utils.py"],
  ["neither of two equally far", [...twoServices, "tests/t.py"], "tests/t.py", "utils", "out:utils"],
  ["the neighbour before the root", ["utils.py", "a/main.py", "a/utils.py"], "a/main.py", "utils", "a/utils.py"],
  [
    "above the top package before inside it",
    ["utils.py", "a/__init__.py", "a/b.py", "a/utils.py"],
    "a/b.py",
    "utils",
    "utils.py",
  ],
  [
    "a package's own folder, for want of better",
    ["gen/__init__.py", "gen/a_pb2.py", "gen/a_pb2_grpc.py"],
    "gen/a_pb2_grpc.py",
    "a_pb2",
    "gen/a_pb2.py",
  ],
  [
    "generated code in a package far away",
    ["gen/__init__.py", "gen/a_pb2.py", "app/main.py"],
    "app/main.py",
    "a_pb2",
    "gen/a_pb2.py",
  ],
  [
    "no other module in a package far away",
    ["gen/__init__.py", "gen/stock.py", "app/main.py"],
    "app/main.py",
    "stock",
    "out:stock",
  ],
  [
    "the folder that a program is started from",
    ["tools/deep/run.py", "common/__init__.py"],
    "tools/deep/run.py",
    "common",
    "common/__init__.py",
  ],
  [
    "a src layout",
    ["src/shop/__init__.py", "src/shop/a.py", "tests/test_a.py"],
    "tests/test_a.py",
    "shop.a",
    "src/shop/a.py",
  ],
  [
    "the nearest of two src layouts",
    ["a/src/shop/__init__.py", "b/src/shop/__init__.py", "b/tests/t.py"],
    "b/tests/t.py",
    "shop",
    "b/src/shop/__init__.py",
  ],
  [
    "the only one anywhere",
    ["vendor/x/shop/__init__.py", "app/main.py"],
    "app/main.py",
    "shop",
    "vendor/x/shop/__init__.py",
  ],
  [
    "the one that shares most of the path",
    ["a/p/x/shop.py", "b/p/x/shop.py", "b/q/main.py"],
    "b/q/main.py",
    "shop",
    "b/p/x/shop.py",
  ],
  ["none of three equally far", ["a/x.py", "b/x.py", "c/x.py", "d/main.py"], "d/main.py", "x", "out:x"],
  [
    "the only one that has the whole name",
    ["a/x/__init__.py", "b/x/__init__.py", "b/x/y.py", "d/main.py"],
    "d/main.py",
    "x.y",
    "b/x/y.py",
  ],
  ["not itself", ["redis.py"], "redis.py", "redis", "out:redis"],
  [
    "not its own package by half its name",
    ["app/__init__.py", "app/redis/__init__.py", "app/redis/pool.py"],
    "app/redis/pool.py",
    "redis",
    "out:redis",
  ],
  ["its own package by its full name", shop, "shop/__init__.py", "shop", "shop/__init__.py"],
  [
    "a standard module despite a folder of its name",
    ["multiprocessing/pool.py", "multiprocessing/main.py"],
    "multiprocessing/main.py",
    "multiprocessing",
    "out:multiprocessing",
  ],
  ["a standard module despite a neighbour", ["logging.py", "main.py"], "main.py", "logging", "out:logging"],
  ["grpc in a folder grpc", ["grpc/stt_server.py", "grpc/__init__.py"], "grpc/stt_server.py", "grpc", "out:grpc"],
  ["a relative .grpc", ["app/__init__.py", "app/a.py", "app/grpc.py"], "app/a.py", ".grpc", "app/grpc.py"],
  ["a grpc within a package", ["app/__init__.py", "app/grpc.py", "main.py"], "main.py", "app.grpc", "app/grpc.py"],
  [
    "celery in a Django project",
    ["proj/__init__.py", "proj/celery.py", "proj/a.py"],
    "proj/a.py",
    "celery",
    "out:celery",
  ],
  ["a regular celery beside a script", ["celery.py", "main.py"], "main.py", "celery", "celery.py"],
  [
    "google.protobuf but not all of google",
    ["google/__init__.py", "google/protobuf/__init__.py", "google/x.py", "a/main.py"],
    "a/main.py",
    "google.protobuf",
    "out:google.protobuf",
  ],
  ["the rest of google", ["google/__init__.py", "google/x.py", "a/main.py"], "a/main.py", "google.x", "google/x.py"],
  ["a parser that Python no longer has", ["parser.py", "main.py"], "main.py", "parser", "parser.py"],
  ["a package test", ["test/__init__.py", "test/help.py", "main.py"], "main.py", "test.help", "test/help.py"],
  ["no namespace test", ["test/help.py", "main.py"], "main.py", "test.help", "out:test.help"],
  ["a file in a namespace", ["shop/orders.py", "main.py"], "main.py", "shop.orders", "shop/orders.py", []],
  ["a namespace whose file is taken", ["shop/orders.py", "main.py"], "main.py", "shop", "ns:shop", ["orders"]],
  ["a namespace when nothing more is known", ["shop/orders.py", "main.py"], "main.py", "shop", "ns:shop"],
  [
    "no namespace for a library's class",
    ["svc/redis/worker.py", "svc/redis/a.py"],
    "svc/redis/worker.py",
    "redis",
    "out:redis",
    ["Redis"],
  ],
  ["a namespace far away", ["x/shop/orders.py", "app/main.py"], "app/main.py", "shop", "ns:x/shop", ["orders"]],
  [
    "a folder inside a regular package",
    ["shop/__init__.py", "shop/eu/tax.py", "main.py"],
    "main.py",
    "shop.eu",
    "ns:shop/eu",
    ["tax"],
  ],
  [
    "a file below a folder inside a package",
    ["shop/__init__.py", "shop/eu/tax.py", "main.py"],
    "main.py",
    "shop.eu.tax",
    "shop/eu/tax.py",
  ],
  [
    "the regular package before a nearer namespace",
    ["tests/shop/test_a.py", "tests/t.py", "src/shop/__init__.py"],
    "tests/t.py",
    "shop",
    "src/shop/__init__.py",
    ["x"],
  ],
  [
    "the namespace on the path before a package off it",
    ["a/pb/x.py", "a/main.py", "b/pb/__init__.py", "b/pb/x.py"],
    "a/main.py",
    "pb",
    "ns:a/pb",
    ["x"],
  ],
  ["a relative namespace", ["a/b.py", "a/c/d.py"], "a/b.py", ".c", "ns:a/c", ["d"]],
];

test.each(cases.map((row) => ({ title: row[0], row })))("leads to $title", ({ row }) => {
  const [, files, from, imported, expected, namesBelow] = row;
  const module = imported.replace(/^\.+/, "");
  const level = imported.length - module.length;
  const found = moduleIndex(files).resolve(from, module, level, namesBelow && (() => namesBelow));
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
