/** A project on disk, the shop, and command lines that are run in it. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finding, resultOf, sources, view } from "../report/shop.test-data";
import type { Decision, Files, Options, Result } from "../types";
import { main } from "./main";

let template: string;
/** Where the shop of this test is. */
export let folder: string;

beforeAll(() => {
  template = folder = realpathSync(mkdtempSync(join(tmpdir(), "cli-")));
  mkdirSync(join(folder, "app"));
  for (const [path, text] of sources) writeFileSync(join(folder, path), text);
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=shop", "-c", "user.email=shop@example.com", "commit", "-qm", "Open the shop");
});

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "cli-")));
  cpSync(template, folder, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(template, { recursive: true, force: true }));

/** Runs git in the shop. */
export function git(...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", args, { cwd: folder, env, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
}

/** Only `--interactive` needs more than a run. */
export const investigate = () => Promise.reject(new Error("nobody was to be asked"));

/** How a command line is run. */
export interface Setting {
  readonly result?: Result;
  readonly input?: string;
  readonly folder?: string;
  readonly isTerminal?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a command line on the shop, whose analysis gives `result`. */
export async function command(line: string, setting: Setting = {}) {
  const asked: { files: Files; options: Options }[] = [];
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  const stream = (chunks: Uint8Array[]) => ({
    write: (text: string | Uint8Array) => void chunks.push(Buffer.from(text as string)),
    isTerminal: setting.isTerminal ?? false,
  });
  const terminal = {
    out: stream(out),
    err: stream(err),
    environment: setting.environment ?? {},
    folder: setting.folder ?? folder,
    readInput: () => Buffer.from(setting.input ?? ""),
  };
  const run = async (files: Files, options: Options): Promise<Result> => {
    asked.push({ files, options });
    options.progress?.("Reading", 1, 2);
    return setting.result ?? resultOf([]);
  };
  const argv = line.split(" ").filter((word) => word !== "");
  const status = await main(argv, terminal, {
    run,
    investigate,
    rules: view.rules,
    transforms: ["lazy-client", "spawn-context"],
  });
  const text = (chunks: readonly Uint8Array[]) => Buffer.concat(chunks).toString();
  return { status, out: text(out), err: text(err), asked: asked[0] };
}

/** An analysis that finds one thing, with such a fix. */
export function withFinding(fix: Decision["fix"], more: Partial<Result> = {}): Setting {
  return { result: resultOf([{ finding, fix }], more) };
}
