import { join } from "node:path";
import { type Bot, type BotSettings, startBot } from "../bulk/bot/bot";
import type { BotContext } from "../bulk/bot/context";
import { openInbox } from "../bulk/bot/inbox";
import { lineLog } from "../bulk/bot/log";
import { newMetrics } from "../bulk/bot/metrics";
import { loadCampaign } from "../bulk/campaign/campaign";
import { UsageError } from "../host/usage-error";
import { rulePage } from "../report/rule-page";
import type { Rule } from "../rules/rule";
import { type CampaignPlace, openCampaign, workFolder } from "./campaign-context";
import { type Stop, statusOf } from "./signals";
import type { Terminal } from "./terminal";

/** The bot, as the command line asks for it. */
export interface BotRun extends CampaignPlace, Omit<BotSettings, "secrets"> {
  /** The campaign file, as typed. */
  readonly file: string;
  /** The environment variable that holds the secret of the webhooks. */
  readonly secretVariable: string;
  /** Jobs that may wait. */
  readonly queue: number;
  /** Milliseconds for what runs when it is told to stop. */
  readonly grace: number;
  readonly dryRun: boolean;
  readonly quiet: boolean;
  readonly log: "text" | "json";
}

/** Runs the bot until a signal comes, and gives the exit status: 0 after SIGTERM, when all that ran was finished. */
export async function runBot(asked: BotRun, rules: readonly Rule[], stop: Stop, terminal: Terminal): Promise<number> {
  const campaign = loadCampaign(asked.file, terminal.folder, "forge");
  const { forge: settings } = campaign;
  const secrets = secretsIn(terminal.environment[asked.secretVariable], asked.secretVariable);
  const context = await openCampaign(campaign, asked, stop, terminal);
  const inbox = openInbox(join(workFolder(campaign, asked, terminal), "inbox.sqlite"), {
    room: asked.queue,
    now: context.now,
  });
  const lines = lineLog(asked.log, (line) => terminal.err.write(line), context.now);
  const log: BotContext["log"] = (level, ...rest) => {
    if (!asked.quiet || level !== "info") lines(level, ...rest);
  };
  try {
    // The campaign file was read so that it has one.
    if (settings === null || context.forge === null) throw new UsageError("the campaign has no `forge`");
    const bot = await startBot(
      {
        ...context,
        campaign: { ...campaign, forge: settings },
        forge: context.forge,
        inbox,
        metrics: newMetrics(),
        log,
        mode: asked.dryRun ? "dry-run" : "work",
        explain: (code) => pageOf(code, rules),
      },
      { ...asked, secrets },
    );
    log("info", "listening", { at: `http://${asked.host}:${bot.port}/webhook`, campaign: campaign.name });
    await untilStopped(bot, stop);
    log("info", "stopping: what runs is finished first");
    const isWhole = await inTime(bot.stop(), asked.grace);
    if (!isWhole) {
      log("warning", "stopped in the middle of something; it is begun again the next time");
      // What runs still uses the ledger; the processes that it has started end with this one.
      process.exit(statusOf(stop.signal() ?? "SIGTERM"));
    }
    return stop.signal() === "SIGINT" ? statusOf("SIGINT") : 0;
  } finally {
    inbox.close();
    await context.ledger.close();
  }
}

async function untilStopped(bot: Bot, stop: Stop): Promise<void> {
  try {
    await Promise.race([stop.came, bot.ended]);
  } catch (error) {
    // A door without anybody behind it would keep the process alive.
    bot.stop().catch(() => undefined);
    throw error;
  }
}

function secretsIn(value: string | undefined, variable: string): readonly string[] {
  const secrets = (value ?? "").split(/\s+/).filter(Boolean);
  if (secrets.length > 0) return secrets;
  throw new UsageError(`the environment variable ${variable} is empty; it should hold the secret of the webhooks`);
}

function pageOf(code: string, rules: readonly Rule[]): string | null {
  const rule = rules.find((one) => one.code === code);
  return rule === undefined ? null : rulePage(rule);
}

async function inTime(end: Promise<void>, limit: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limit);
  });
  try {
    return await Promise.race([end.then(() => true as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
