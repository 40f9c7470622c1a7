/** The bot as a program of its own, with the real analysis. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type LocalForge, startForge, token } from "../forge/forge.test-data";
import { broken, commit } from "./bot.test-data";
import { githubAt, push, secret } from "./webhooks.test-data";

jest.setTimeout(180_000);

const tool = resolve(__dirname, "../../../bin/grpc-fork-fix.js");
let folder = "";
let forge: LocalForge;
let bot: Child | null = null;

interface Child {
  readonly process: ChildProcess;
  readonly port: number;
  readonly said: () => string;
  /** Resolves when it has said something. */
  readonly says: (what: RegExp) => Promise<void>;
  readonly ended: Promise<number | null>;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "bot-process-"));
  forge = await startForge();
  forge.add("acme/shop");
  const { api, git } = forge.settings;
  const lines = ['name = "forks"', "[forge]", 'kind = "github"', `api = "${api}"`, `git = "${git}"`];
  writeFileSync(join(folder, "bot.toml"), `${lines.join("\n")}\ntoken-env = "FORGE_TOKEN"\n`);
});
afterEach(async () => {
  if (bot?.process.exitCode === null) bot.process.kill("SIGKILL");
  await bot?.ended;
  bot = null;
  await forge.stop();
  rmSync(folder, { recursive: true, force: true });
});

const env = { PATH: process.env.PATH, HOME: tmpdir(), FORGE_TOKEN: token, GRPC_FORK_FIX_WEBHOOK_SECRET: secret };

async function start(...flags: string[]): Promise<Child> {
  const child = spawn(process.execPath, [tool, "bot", "bot.toml", "--port", "0", ...flags], { cwd: folder, env });
  let said = "";
  const ended = new Promise<number | null>((end) => child.once("close", end));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const says = (what: RegExp) =>
    new Promise<void>((found, failed) => {
      const look = () => what.test(said) && found();
      child.stderr.on("data", look);
      ended.then(() => failed(new Error(`it ended without ${what}: ${said}`)));
      look();
    });
  await says(/listening/);
  const port = Number(/127\.0\.0\.1:(\d+)\/webhook/.exec(said)?.[1]);
  bot = { process: child, port, said: () => said, says, ended };
  return bot;
}

test("opens a pull request with a real repair, and ends on SIGTERM with status 0", async () => {
  commit(folder, forge, { "shop.py": broken, "stock_pb2_grpc.py": "" }, "main");
  const { process: child, port, says, said, ended } = await start("--log", "json");
  expect((await githubAt(() => port)("push", push())).status).toBe(202);
  await says(/opened /);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(forge.pulls("acme/shop")[0]?.body).toContain("GFF101");
  const lines = said().trimEnd().split("\n");
  expect(lines.map((line) => Object.keys(JSON.parse(line)).slice(0, 3))).toEqual(
    lines.map(() => ["time", "level", "message"]),
  );
  expect(said()).not.toMatch(new RegExp(`${token}|${secret}`));
});

test("what it took in before it was killed is not lost", async () => {
  commit(folder, forge, { "shop.py": broken, "stock_pb2_grpc.py": "" }, "main");
  const first = await start();
  expect((await githubAt(() => first.port)("push", push())).status).toBe(202);
  first.process.kill("SIGKILL");
  await first.ended;
  const { says } = await start("--work", "forks.campaign");
  await says(/opened |up to date|somebody is at it/);
  expect(existsSync(join(folder, "forks.campaign/inbox.sqlite"))).toBe(true);
});

test("what runs when the grace ends is cut off", async () => {
  commit(folder, forge, { "shop.py": broken }, "main");
  forge.faults.push({ on: /^GET \/repos\/acme\/shop$/, fault: "silent" });
  const { process: child, port, ended, says } = await start("--grace", "0");
  await githubAt(() => port)("push", push());
  await says(/told to refresh/);
  child.kill("SIGTERM");
  expect(await ended).toBe(143);
});

test.each([
  [["bot"], {}, "bot takes one campaign file"],
  [["bot", "none.toml"], {}, "none.toml cannot be read"],
  [["bot", "plain.toml"], {}, "plain.toml:1: the campaign has no `forge`"],
  [["bot", "bot.toml"], { GRPC_FORK_FIX_WEBHOOK_SECRET: "" }, "GRPC_FORK_FIX_WEBHOOK_SECRET is empty"],
  [["bot", "bot.toml"], { FORGE_TOKEN: "" }, "FORGE_TOKEN is empty"],
  [["bot", "bot.toml", "--port", "x"], {}, "--port is a whole number from 0 to 65535"],
  [["bot", "bot.toml", "--host", "192.0.2.1"], {}, "cannot listen at 192.0.2.1:8080: EADDRNOTAVAIL"],
])("says what is wrong: %j %j", (args, change, message) => {
  writeFileSync(join(folder, "plain.toml"), 'name = "a"\n');
  const end = spawnSync(process.execPath, [tool, ...args], {
    cwd: folder,
    env: { ...env, ...change },
    encoding: "utf8",
  });
  expect([end.status, end.stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(end.stderr).not.toContain("    at ");
});
