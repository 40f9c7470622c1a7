/** The command line over the real analysis, on a shop in a real work tree. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "./main";

const files: Readonly<Record<string, string>> = {
  "app/__init__.py": "",
  "app/clients.py": `import grpc

from shop.stock_pb2_grpc import StockStub

STUB = StockStub(grpc.insecure_channel("stock:50051"))
`,
  "app/main.py": `import multiprocessing

from app import prices
from app.clients import STUB


def count(item):
    return STUB.Count(item, prices.N)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
`,
  // Latin-1 with CRLF, to see that the patch keeps both.
  "app/prices.py": "# coding: latin-1\r\nimport grpc\r\nN = 'größe'  # noqa: GFF101\r\nM = 'größe'\r\n",
};

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "whole-")));
  mkdirSync(join(folder, "app"));
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(folder, path), Buffer.from(text, path === "app/prices.py" ? "latin1" : "utf8"));
  }
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=shop", "-c", "user.email=shop@example.com", "commit", "-qm", "Open the shop");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", args, { cwd: folder, env, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
}

async function command(...argv: readonly string[]) {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const stream = (chunks: Buffer[]) => ({
    write: (text: string | Uint8Array) => void chunks.push(Buffer.from(text as string)),
    isTerminal: false,
  });
  const terminal = {
    out: stream(out),
    err: stream(err),
    environment: {},
    folder,
    readInput: () => Buffer.alloc(0),
  };
  const status = await main(argv, terminal);
  return { status, out: Buffer.concat(out), err: Buffer.concat(err).toString() };
}

function contents(): readonly string[] {
  return Object.keys(files).map((path) => readFileSync(join(folder, path), "latin1"));
}

test("a client that crosses a fork is found, the same way each time", async () => {
  const first = await command("--format", "json");
  const { findings } = JSON.parse(first.out.toString());
  expect(first.status).toBe(1);
  expect(findings).toContainEqual(
    expect.objectContaining({ rule: "GFF101", path: "app/clients.py", fork: expect.objectContaining({ line: 12 }) }),
  );
  expect(first.out.toString()).not.toContain(folder);
  const second = JSON.parse((await command("--format", "json")).out.toString());
  expect(second.findings).toEqual(findings);
});

test("a comment silences it, and a useless comment is found", async () => {
  const path = join(folder, "app/clients.py");
  writeFileSync(path, readFileSync(path, "utf8").replace(/\)\)\n/, "))  # grpc-fork-fix: ignore[GFF101] -- known\n"));
  const { status, out } = await command("app/clients.py");
  expect({ status, out: out.toString() }).toEqual({ status: 0, out: "" });
  expect((await command("--select", "GFF001,GFF101", "app/prices.py")).out.toString()).toContain(
    "app/prices.py:3:14: GFF001 warning:",
  );
});

test("git apply of the dry run is what --write writes, and then nothing is left to write", async () => {
  const { status, out } = await command("--dry-run");
  expect(status).toBe(1);
  writeFileSync(join(folder, "patch"), out);
  git("apply", "--check", "patch");
  git("apply", "patch");
  const applied = contents();
  git("checkout", "-q", ".");
  await command("--write");
  expect(contents()).toEqual(applied);
  expect(applied).not.toEqual(Object.values(files));
  expect(applied[3]).toBe("# coding: latin-1\r\nimport grpc\r\nN = 'größe'\r\nM = 'größe'\r\n");
  expect((await command("--dry-run")).out.toString()).toBe("");
});
