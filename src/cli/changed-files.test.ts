/** What pre-commit does: names the files that have changed. The answer is the whole program's, with a cache and without. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "./main";

/** The client is in a library, the fork in a program, and what the child runs in a third file. */
const files: Readonly<Record<string, string>> = {
  "shop/__init__.py": "",
  "shop/clients.py": `import grpc

from shop.stock_pb2_grpc import StockStub

STUB = StockStub(grpc.insecure_channel("stock:50051"))
`,
  "shop/work.py": `from shop.clients import STUB


def count(item):
    return STUB.Count(item)
`,
  "night.py": `import multiprocessing

from shop.work import count

if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
`,
  "broken.py": "import grpc\n)\n",
};

/** The same library without the client of the module. */
const repaired = `import grpc

from shop.stock_pb2_grpc import StockStub


def connect():
    return StockStub(grpc.insecure_channel("stock:50051"))


STUB = None
`;

let folder = "";
const { now } = Date;

beforeEach(() => {
  // A file that was written just now is not kept: it may change again within the same tick.
  jest.spyOn(Date, "now").mockImplementation(() => now() + 60_000);
  folder = realpathSync(mkdtempSync(join(tmpdir(), "changed-files-")));
  for (const [path, text] of Object.entries(files)) put(path, text);
  // The project is the work tree, whatever is named.
  execFileSync("git", ["init", "-q"], { cwd: folder, env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" } });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function command(...argv: readonly string[]) {
  const streams = { out: "", err: "" };
  const stream = (name: "out" | "err") => ({
    write: (text: string | Uint8Array) => {
      streams[name] += text.toString();
    },
    isTerminal: false,
  });
  const terminal = {
    out: stream("out"),
    err: stream("err"),
    environment: {},
    folder,
    readInput: () => Buffer.alloc(0),
  };
  const status = await main(argv, terminal);
  return { status, ...streams };
}

async function rulesIn(...argv: readonly string[]): Promise<readonly string[]> {
  const { findings } = JSON.parse((await command("--format", "json", ...argv)).out);
  return findings.map(({ rule, path, fork }: { rule: string; path: string; fork: { path: string } | null }) =>
    [rule, path, fork?.path ?? "-"].join(" "),
  );
}

async function statsOf(...flags: readonly string[]): Promise<{ readonly findings: number; readonly parsed: number }> {
  const { findings, stats } = JSON.parse((await command("--format", "json", ...flags, "shop/clients.py")).out);
  return { findings: findings.length, parsed: stats.parsed };
}

describe.each([
  ["with a cache", []],
  ["without one", ["--no-cache"]],
])("%s", (_, flags: readonly string[]) => {
  test("a finding in a changed library is told although the fork is elsewhere, and one elsewhere is not", async () => {
    const found = ["GFF101 shop/clients.py night.py"];
    expect(await rulesIn(...flags, "shop/clients.py")).toEqual(found);
    expect(await rulesIn(...flags, "shop/clients.py", "shop/work.py")).toEqual(found);
    expect(await rulesIn(...flags, "night.py")).toEqual([]);
    expect(await rulesIn(...flags, ".")).toEqual(["GFF002 broken.py -", ...found]);
  });

  test("what a change of one file has made or mended is told at the next run", async () => {
    put("shop/clients.py", repaired);
    expect(await rulesIn(...flags, "shop/clients.py")).toEqual([]);
    put("shop/clients.py", files["shop/clients.py"] ?? "");
    expect(await rulesIn(...flags, "shop/clients.py")).toEqual(["GFF101 shop/clients.py night.py"]);
    put("night.py", "from shop.work import count\n\ncount('tea')\n");
    expect(await rulesIn(...flags, "shop/clients.py")).toEqual([]);
  });

  test("what was found once is found again, with a cache by looking it up", async () => {
    const [first, second] = [await statsOf(...flags), await statsOf(...flags)];
    expect([first.findings, second.findings]).toEqual([1, 1]);
    expect(first.parsed).toBeGreaterThan(2);
    expect(second.parsed).toBe(flags.length === 0 ? 0 : first.parsed);
  });

  test("all files named one by one are the whole project", async () => {
    expect(await rulesIn(...flags, ...Object.keys(files))).toEqual(await rulesIn(...flags, "."));
  });
});

describe("a cache that cannot be believed", () => {
  const cache = () => join(folder, ".grpc-fork-fix_cache");
  const kept = () =>
    readdirSync(cache(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath !== cache())
      .map((entry) => join(entry.parentPath, entry.name));

  test("is told of with -v alone, and changes nothing", async () => {
    const plain = await command("--no-cache", ".");
    await command(".");
    expect(kept().length).toBeGreaterThan(0);
    for (const file of kept()) writeFileSync(file, "something else that is long enough to hold a seal of its own");
    const quiet = await command(".");
    expect([quiet.status, quiet.out]).toEqual([plain.status, plain.out]);
    expect(quiet.err).not.toContain("cache");
    for (const file of kept()) writeFileSync(file, "something else");
    const verbose = await command("-v", ".");
    expect([verbose.status, verbose.out]).toEqual([plain.status, plain.out]);
    expect(verbose.err).toMatch(
      /^note: .* in the cache was passed over: it is damaged, or was not made in this folder/,
    );
    expect((await command("-v", ".")).err).not.toContain("cache");
  });

  test("is one that came with a copy of the project", async () => {
    await command(".");
    const copy = join(folder, "copy");
    cpSync(cache(), join(copy, ".grpc-fork-fix_cache"), { recursive: true });
    const { err } = await command("-v", "--cache-dir", join(copy, ".grpc-fork-fix_cache"), ".");
    expect(err).toContain("was not made in this folder");
  });

  test("is a folder of something else, which stays as it is", async () => {
    put("other/orders.txt", "tea\n");
    const { err } = await command("-v", "--cache-dir", "other", ".");
    expect(err).toContain("note: there is no cache: it holds something else\n");
    expect(readdirSync(join(folder, "other"))).toEqual(["orders.txt"]);
  });
});
