import { resolve } from "node:path";
import { UsageError } from "../../host/usage-error";
import { oneOf } from "../arguments";
import type { BotRun } from "../bot-run";
import type { Command } from "../command";
import type { Engine } from "../engine";
import { stopOnSignal } from "../signals";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";

const SECRET = "GRPC_FORK_FIX_WEBHOOK_SECRET";

export const command = {
  summary: "Keep one pull request per repository current: a server for webhooks",
  usage: ["CAMPAIGN [--host ADDRESS] [--port N] [--dry-run]"],
  description: `Takes webhooks of GitHub, GitLab or Gitea at /webhook. After a push it does for that repository what
\`migrate\` does for many: it opens, updates or closes the pull request. It reviews pull requests of
people and takes commands in comments. CAMPAIGN is a campaign file with a \`forge\`;
the secret of the webhooks stands in ${SECRET}.
/healthz, /readyz and /metrics are for the operator: docs/bot.md.`,
  takes: [],
  flags: [
    { long: "host", value: "ADDRESS", help: "Where to listen [default: 127.0.0.1]" },
    { long: "port", value: "N", help: "The port; 0 is any that is free [default: 8080]" },
    { long: "secret-env", value: "NAME", help: "The variable with the secret of the webhooks" },
    { long: "every", value: "HOURS", help: "Look at all repositories so often; 0 is never [default: 24]" },
    { long: "queue", value: "N", help: "Webhooks that may wait for their work [default: 1000]" },
    { long: "grace", value: "SECONDS", help: "For what runs when a signal comes [default: 25]" },
    { long: "work", value: "DIR", help: "Where clones and reports are kept [default: NAME.campaign]" },
    { long: "ledger", value: "WHERE", help: "A file, or a database for many machines [default: in --work]" },
    { long: "log", value: "NAME", offers: ["text", "json"], help: "Lines of text or of JSON [default: text]" },
    { long: "dry-run", short: "d", help: "Only say what would be done at the forge" },
  ],
  examples: [
    "bot bot.toml --dry-run                         what it would do, at 127.0.0.1:8080",
    "bot bot.toml --host 0.0.0.0 --log json         for a container",
  ],
  run,
} satisfies Command;

async function run({ flags, words }: Tokens, terminal: Terminal, engine: Engine): Promise<number> {
  const [file, ...more] = words.map(({ text }) => text);
  if (file === undefined || more.length > 0) throw new UsageError("bot takes one campaign file");
  const last = (name: string) => flags.findLast(({ flag }) => flag === name)?.value ?? null;
  const has = (name: string) => flags.some(({ flag }) => flag === name);
  const number = (name: string, otherwise: number, most: number) => numberOf(name, last(name), otherwise, most);
  const hours = number("every", 24, 8_784);
  const work = last("work");
  const asked: BotRun = {
    file,
    host: last("host") ?? "127.0.0.1",
    port: number("port", 8_080, 65_535),
    secretVariable: last("secret-env") ?? SECRET,
    every: hours === 0 ? null : hours * 3_600_000,
    queue: Math.max(1, number("queue", 1_000, 1_000_000)),
    grace: number("grace", 25, 86_400) * 1_000,
    patience: 30_000,
    work: work === null ? null : resolve(terminal.folder, work),
    ledger: last("ledger"),
    dryRun: has("dry-run"),
    quiet: has("quiet"),
    log: oneOf("--log", last("log") ?? "text", ["text", "json"]),
  };
  const stop = stopOnSignal();
  try {
    return await loadRunner()(asked, engine.rules, stop, terminal);
  } finally {
    stop.release();
  }
}

function loadRunner(): typeof import("../bot-run").runBot {
  return require("../bot-run").runBot;
}

function numberOf(name: string, text: string | null, otherwise: number, most: number): number {
  if (text === null) return otherwise;
  if (/^\d{1,7}$/.test(text) && Number(text) <= most) return Number(text);
  throw new UsageError(`--${name} is a whole number from 0 to ${most}, not "${text}"`);
}
