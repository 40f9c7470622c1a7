/** The bot as a program of its own, with the real analysis. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type LocalForge, startForge, token } from "../forge/forge.test-data";
import type { ForgeKind } from "../types";
import { broken, commit } from "./bot.test-data";
import { comment, type Deliver, deliverAt, githubAt, pull, push, secret } from "./webhooks.test-data";

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

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bot-process-"));
});
afterEach(async () => {
  if (bot?.process.exitCode === null) bot.process.kill("SIGKILL");
  await bot?.ended;
  bot = null;
  await forge.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(kind: ForgeKind = "github"): Promise<void> {
  forge = await startForge(kind);
  forge.add("acme/shop");
  const { api, git } = forge.settings;
  const lines = ['name = "forks"', "[forge]", `kind = "${kind}"`, `api = "${api}"`, `git = "${git}"`];
  writeFileSync(join(folder, "bot.toml"), `${lines.join("\n")}\ntoken-env = "FORGE_TOKEN"\n`);
}

// Faster than by the clock, so that what a killed one held is free after six seconds.
const env = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  FORGE_TOKEN: token,
  GRPC_FORK_FIX_WEBHOOK_SECRET: secret,
  GRPC_FORK_FIX_CLOCK: "20",
};

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
  await open();
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

/** Of the requests that open a pull request, answer a comment and end a review. */
const writing = {
  github: { open: /^POST .*pulls$/, answer: /^POST .*comments$/, review: /^POST .*reviews$/ },
  gitlab: { open: /^POST .*merge_requests$/, answer: /^POST .*notes$/, review: /^POST .*notes$/ },
  gitea: { open: /^POST .*pulls$/, answer: /^POST .*comments$/, review: /^POST .*reviews$/ },
};

describe("killed with SIGKILL", () => {
  const files = { "shop.py": broken, "stock_pb2_grpc.py": "" };
  const ours = () => forge.pulls("acme/shop").filter(({ head }) => head === "grpc-fork-fix/forks");
  /** Tells the bot of something, kills it at a request of that kind, and starts it again. */
  const killedAt = async (
    kind: ForgeKind,
    fault: "silent" | "mute",
    on: RegExp,
    ...[event, payload]: Parameters<Deliver>
  ) => {
    const { process: child, port, ended } = bot ?? (await start());
    forge.faults.push({ on, fault });
    const reached = forge.reached(on);
    expect((await deliverAt(kind, () => port)(event, payload)).status).toBe(202);
    await reached;
    child.kill("SIGKILL");
    await ended;
    return start();
  };

  // Before the forge has done what it was asked for, and after.
  test.each([
    ["github", "silent"],
    ["github", "mute"],
    ["gitlab", "mute"],
    ["gitea", "mute"],
  ] as const)("nothing is lost, and nothing is doubled: %s, %s", async (kind, fault) => {
    await open(kind);
    const killed = (on: RegExp, ...told: Parameters<Deliver>) => killedAt(kind, fault, on, ...told);
    commit(folder, forge, files, "main");
    const second = await killed(writing[kind].open, "push", push());
    await second.says(/opened |up to date|updated /);
    const third = await killed(writing[kind].answer, "issue_comment", comment(1, "/grpc-fork-fix explain"));
    await third.says(/obeyed explain|has answered explain before/);
    commit(folder, forge, { "more.py": broken }, "topic");
    const number = forge.openFromBranch("acme/shop", "topic");
    const fourth = await killed(writing[kind].review, "pull_request", pull(number, "topic"));
    await fourth.says(/reviewed|nothing to remark on/);
    expect(ours()).toMatchObject([{ number: 1, state: "open" }]);
    expect(ours()[0]?.comments.map(({ body }) => body)).toEqual([expect.stringContaining("GFF101")]);
    const theirs = forge.pulls("acme/shop").find((one) => one.number === number);
    const texts = [...(theirs?.reviews ?? []), ...(theirs?.comments ?? [])].map(({ body }) => body);
    expect(texts.filter((text) => text?.startsWith("This brings in"))).toHaveLength(1);
    expect(theirs?.reviews).toHaveLength(1);
  });
});

test("what runs when the grace ends is cut off", async () => {
  await open();
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
])("says what is wrong: %j %j", async (args, change, message) => {
  await open();
  writeFileSync(join(folder, "plain.toml"), 'name = "a"\n');
  const end = spawnSync(process.execPath, [tool, ...args], {
    cwd: folder,
    env: { ...env, ...change },
    encoding: "utf8",
  });
  expect([end.status, end.stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(end.stderr).not.toContain("    at ");
});
