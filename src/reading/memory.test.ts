import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type CacheFolder, openCacheFolder } from "../host/cache/cache-folder";
import { openProject } from "../host/project";
import { investigate } from "../run";
import type { Options, Result } from "../types";
import { earlierResult, keepResult, keyOf } from "./earlier-result";
import { remembering } from "./memory";
import { openReading } from "./reading";

const options: Options = { targetPython: null, platform: "linux", select: [], ignore: [], unsafeFixes: false };

const shop: Readonly<Record<string, string>> = {
  "clients.py":
    'import grpc\n\nimport shop_pb2_grpc\n\nstub = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))\n',
  "jobs.py":
    "import multiprocessing\n\nfrom clients import stub\n\n\ndef count(sku):\n    return stub.Count(sku)\n\n\nif __name__ == '__main__':\n    with multiprocessing.Pool() as pool:\n        print(pool.map(count, ['tea']))\n",
  "broken.py": "import grpc\n)\n",
  "prices.py": "import os\n\nTAX = 1\n",
};

let root = "";
/** Long ago, so that no file is taken for one that may change unseen. */
const LATER = Date.now() + 60_000;

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "grpc-fork-fix-memory-")));
  for (const [path, text] of Object.entries(shop)) put(path, text);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A run with the cache, or without one; `scanned` are the files that were looked at anew. */
async function run(cache: "cached" | "uncached" = "cached", at = LATER) {
  const { files, isUnsaved, identityOf } = openProject({ paths: [], cwd: root, exclude: [], gitignore: true });
  const plain = openReading({ root, files, isUnsaved, models: undefined, jobs: 1 });
  const scanned: string[] = [];
  const watched = {
    ...plain,
    scan: (...args: Parameters<typeof plain.scan>) => {
      scanned.push(...args[0]);
      return plain.scan(...args);
    },
  };
  const folder = openCacheFolder(join(root, ".cache"), "1") as CacheFolder;
  const reading =
    cache === "cached" ? remembering(watched, { folder, files, identityOf, models: undefined, at }) : watched;
  const { result } = await investigate({ ...files, reading }, options);
  reading.close();
  return { result, scanned: [...new Set(scanned)].sort() };
}

const told = ({ stats: _, ...rest }: Result) => rest;

test("a second run looks at nothing, parses nothing and finds the same", async () => {
  const plain = await run("uncached");
  expect(plain.result.decisions.map(({ finding }) => finding.rule)).toEqual(["GFF002", "GFF101"]);
  const first = await run();
  expect(first.result.stats.parsed).toBe(3);
  const second = await run();
  expect(second.scanned).toEqual([]);
  expect(second.result.stats.parsed).toBe(0);
  for (const { result } of [first, second]) expect(told(result)).toEqual(told(plain.result));
});

test("after a change, one file is looked at and parsed", async () => {
  await run();
  put("jobs.py", `${shop["jobs.py"]}# changed\n`);
  const { result, scanned } = await run();
  expect(scanned).toEqual(["jobs.py"]);
  expect(result.stats.parsed).toBe(1);
  expect(told(result)).toEqual(told((await run("uncached")).result));
});

test("a file that is only touched is looked at, and not parsed", async () => {
  await run();
  utimesSync(join(root, "clients.py"), 1e9, 1e9);
  const { result, scanned } = await run();
  expect(scanned).toEqual(["clients.py"]);
  expect(result.stats.parsed).toBe(0);
});

test("files come and go", async () => {
  await run();
  rmSync(join(root, "broken.py"));
  put("stock.py", "from clients import stub\n");
  const { result, scanned } = await run();
  expect(scanned).toEqual(["stock.py"]);
  expect(told(result)).toEqual(told((await run("uncached")).result));
});

test("a file that has just been written is looked at again: it may change within the same tick", async () => {
  await run("cached", Date.now());
  const { scanned } = await run("cached", Date.now());
  expect(scanned).toEqual(Object.keys(shop).sort());
});

describe("a result", () => {
  const question = (asked: unknown, at = LATER) => {
    const { files, identityOf } = openProject({ paths: [], cwd: root, exclude: [], gitignore: true });
    return keyOf({ files, identityOf, at, asked });
  };

  test("is known again by its files and by what was asked", () => {
    const before = question("a");
    expect(before).not.toBeNull();
    expect(question("a")).toBe(before);
    expect(question("b")).not.toBe(before);
    put("Dockerfile", "FROM python\n");
    const deployed = question("a");
    expect(deployed).not.toBe(before);
    utimesSync(join(root, "Dockerfile"), 1e9, 1e9);
    expect(question("a")).not.toBe(deployed);
  });

  test("is not known again when a file may have changed without a sign", () => {
    expect(question("a", Date.now())).toBeNull();
  });

  test("comes back as it was, parsed by nobody", async () => {
    const { result } = await run();
    const folder = openCacheFolder(join(root, ".cache"), "1") as CacheFolder;
    keepResult(folder, "results/a", result);
    const again = earlierResult(folder, "results/a");
    expect(again && told(again)).toEqual(told(result));
    expect(again?.stats.parsed).toBe(0);
    expect(earlierResult(folder, "results/b")).toBeNull();
  });
});
