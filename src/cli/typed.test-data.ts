/** A command line, typed in a work tree that tests make: what it prints, and its exit status. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { realEngine } from "./engine";
import { main } from "./main";
import type { Terminal } from "./terminal";

/** One program of a shop: a stub that is made at import is used in a child. */
export const shop: Readonly<Record<string, string>> = {
  "app/__init__.py": "",
  "app/clients.py": `import grpc

from shop.stock_pb2_grpc import StockStub

STUB = StockStub(grpc.insecure_channel("stock:50051"))
`,
  "app/main.py": `import multiprocessing

from app.clients import STUB


def count(item):
    return STUB.Count(item)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
`,
};

/** A new folder with these files, committed to git. */
export function workTree(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "typed-")));
  for (const [path, text] of Object.entries(files)) put(folder, path, text);
  git(folder, "init", "-q");
  commit(folder);
  return folder;
}

export function put(folder: string, path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

export function commit(folder: string): void {
  git(folder, "add", "-A");
  git(folder, "-c", "user.name=shop", "-c", "user.email=shop@example.com", "commit", "-qm", "Open the shop");
}

export function git(folder: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", args, { cwd: folder, env, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
}

/** Runs a command line, its words separated by blanks, in a folder. */
export async function typed(folder: string, line: string, more: Partial<Terminal> = {}, engine = realEngine) {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const stream = (chunks: Buffer[]) => ({
    write: (text: string | Uint8Array) => void chunks.push(Buffer.from(text as string)),
    isTerminal: false,
  });
  const terminal = { out: stream(out), err: stream(err), environment: {}, folder, readInput: () => Buffer.alloc(0) };
  const argv = line.split(" ").filter((word) => word !== "");
  const status = await main(argv, { ...terminal, ...more }, engine);
  return { status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}
