/** A bot beside a forge on the loopback, with people who push. Nothing waits for time: the bot says when it is idle. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { campaignOf } from "../campaign/campaign";
import { type LocalForge, startForge, token } from "../forge/forge.test-data";
import { openForge } from "../forge/open-forge";
import { gitAsPerson as gitIn } from "../git/person.test-data";
import { openSqliteLedger } from "../ledger/sqlite";
import { quickTool } from "../steps/quick-tool.test-data";
import type { ForgeKind, Task } from "../types";
import { type Bot, startBot } from "./bot";
import type { BotContext } from "./context";
import { openInbox } from "./inbox";
import { newMetrics } from "./metrics";
import { type Deliver, deliverAt, secret } from "./webhooks.test-data";

export const broken = `import multiprocessing

import grpc

import stock_pb2_grpc

channel = grpc.insecure_channel("stock:50051")
stub = stock_pb2_grpc.StockStub(channel)


def work():
    print(stub.Level(None))


if __name__ == "__main__":
    child = multiprocessing.Process(target=work)
    child.start()
    child.join()
`;

export interface Scene {
  readonly scratch: string;
  readonly forge: LocalForge;
  readonly log: readonly string[];
  /** Milliseconds; moved by hand. */
  readonly clock: { time: number };
  /** Delivers to the bot, and resolves when it has nothing more to do. */
  readonly deliver: Deliver;
  readonly idle: () => Promise<void>;
  readonly tasks: () => Promise<readonly Task[]>;
  /** Commits and pushes as a person. */
  readonly commit: (files: Readonly<Record<string, string>>, branch?: string) => void;
  readonly git: (...args: string[]) => string;
  /** Ends the bot and starts it again with the same files. */
  readonly restart: (change?: Partial<BotContext>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** `repositories` is what the campaign names; without it the bot is for all that tell it. */
export async function openScene(
  change: Partial<BotContext> = {},
  repositories = "",
  kind: ForgeKind = "github",
): Promise<Scene> {
  const scratch = mkdtempSync(join(tmpdir(), "bot-"));
  const forge = await startForge(kind);
  forge.add("acme/shop");
  writeFileSync(join(scratch, "tool.js"), quickTool);
  const clock = { time: 1_800_000_000_000 };
  const log: string[] = [];
  let running: Running = await run(change);
  async function run(more: Partial<BotContext>): Promise<Running> {
    return startIn({ scratch, forge, clock, log, repositories }, more);
  }
  const git = (...args: string[]) => gitIn(forge.folderOf("acme/shop"), ...args);
  return {
    scratch,
    forge,
    log,
    clock,
    deliver: async (...delivery) => {
      const idle = running.idle();
      const answer = await deliverAt(kind, () => running.bot.port)(...delivery);
      if (answer.text === "accepted\n") await idle;
      return answer;
    },
    idle: () => {
      const idle = running.idle();
      running.bot.wake();
      return idle;
    },
    tasks: () => running.context.ledger.tasks(),
    commit: (files, branch = "main") => commit(scratch, forge, files, branch),
    git,
    restart: async (more = {}) => {
      await running.stop();
      running = await run({ ...change, ...more });
    },
    stop: async () => {
      await running.stop();
      await forge.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly bot: Bot;
  readonly context: BotContext;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Stage extends Pick<Scene, "scratch" | "forge" | "clock"> {
  readonly log: string[];
  readonly repositories: string;
}

async function startIn(
  { scratch, forge, clock, log, repositories }: Stage,
  change: Partial<BotContext>,
): Promise<Running> {
  let isStopping = false;
  let asleep: (() => void)[] = [];
  const now = () => clock.time;
  const idle = () => new Promise<void>((resolve) => asleep.push(resolve));
  const text = `name = "forks"\n${repositories}\n[forge]\nkind = "github"\n`;
  const retry = { now, sleep: async () => undefined, random: () => 0.5 };
  const context: BotContext = {
    campaign: { ...campaignOf("bot.toml", text, () => [], String, "forge"), forge: forge.settings },
    ledger: openSqliteLedger(join(scratch, "ledger.sqlite"), { campaign: "forks", now, worker: "w" }),
    inbox: openInbox(join(scratch, "inbox.sqlite"), { room: 100, now }),
    forge: openForge(forge.settings, { ...retry, environment: { FORGE_TOKEN: token }, limit: 5_000 }),
    cache: join(scratch, "cache"),
    out: join(scratch, "out"),
    tool: join(scratch, "tool.js"),
    now,
    sleep: () => {
      for (const wake of asleep) wake();
      asleep = [];
      return new Promise(() => undefined);
    },
    every: () => () => undefined,
    tell: () => undefined,
    isStopping: () => isStopping,
    metrics: newMetrics(),
    log: (level, message, fields) => log.push([level, message, ...Object.values(fields ?? {})].join(" ")),
    mode: "work",
    explain: (code) => (code === "GFF101" ? "# GFF101 client-before-fork\n" : null),
    ...change,
  };
  const first = idle();
  const bot = await startBot(context, {
    host: "127.0.0.1",
    port: 0,
    secrets: [secret],
    every: 86_400_000,
    patience: 30_000,
  });
  await first;
  return {
    bot,
    context,
    idle,
    stop: async () => {
      isStopping = true;
      await bot.stop();
      context.inbox.close();
      await context.ledger.close();
    },
  };
}

/** Commits and pushes as a person, from a clone below `scratch`. */
export function commit(
  scratch: string,
  forge: LocalForge,
  files: Readonly<Record<string, string>>,
  branch: string,
): void {
  const clone = join(scratch, "people");
  if (!existsSync(clone)) gitIn(scratch, "clone", "--quiet", forge.folderOf("acme/shop"), clone);
  gitIn(clone, "fetch", "--quiet");
  const remote = gitIn(clone, "branch", "--remotes");
  const base = [branch, "main"].find((name) => remote.includes(`origin/${name}`));
  gitIn(clone, "checkout", "--quiet", "-B", branch, ...(base === undefined ? [] : [`origin/${base}`]));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    writeFileSync(join(clone, path), text);
  }
  gitIn(clone, "add", "--all");
  gitIn(clone, "commit", "--quiet", "--allow-empty", "--message", "by a person");
  gitIn(clone, "push", "--quiet", "origin", branch);
}
