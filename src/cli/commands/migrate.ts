import { resolve } from "node:path";
import { UsageError } from "../../host/usage-error";
import { oneOf } from "../arguments";
import { type CampaignRun, isStep, steps } from "../campaign-run";
import type { Command } from "../command";
import type { Engine } from "../engine";
import { statusOf, stopOnSignal } from "../signals";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";

export const command = {
  summary: "Repair many repositories: a campaign with patches or pull requests",
  usage: [
    "plan CAMPAIGN",
    "run CAMPAIGN [--shard I/N] [--workers N]",
    "publish CAMPAIGN [--dry-run] [--wait]",
    "track CAMPAIGN [--format text|json]",
    "report CAMPAIGN [--format html|json]",
  ],
  description: `Works through the repositories that a campaign file (TOML or YAML) names. \`plan\` finds them,
\`run\` analyses them and makes patches, \`publish\` opens and updates pull requests, \`track\` shows how
far they are. Each step can be ended at any time, and begun again: docs/migrate.md.`,
  takes: [],
  flags: [
    { long: "work", value: "DIR", help: "Where clones, reports and patches are kept [default: NAME.campaign]" },
    { long: "ledger", value: "WHERE", help: "A file, or postgres://… for many machines [default: in --work]" },
    { long: "shard", value: "I/N", help: "run: only this part of the repositories" },
    { long: "workers", value: "N", help: "run: how many repositories at a time [default: 1]" },
    { long: "again", help: "plan: look again at what was looked at before" },
    { long: "dry-run", short: "d", help: "publish: only say what would be done" },
    { long: "wait", help: "publish: wait for limits and windows, to the end" },
    { long: "format", value: "NAME", help: "track: text or json; report: html or json" },
  ],
  examples: [
    "migrate plan campaign.toml                     which repositories take part",
    "migrate run campaign.toml --workers 2          patches for them, below NAME.campaign",
    "migrate publish campaign.toml --dry-run        what would be opened",
  ],
  run,
} satisfies Command;

async function run({ flags, words }: Tokens, terminal: Terminal, _engine: Engine): Promise<number> {
  const [step, file, ...more] = words.map(({ text }) => text);
  if (step === undefined || !isStep(step)) {
    throw new UsageError(`migrate is followed by one of ${steps.join(", ")}, not ${step ? `"${step}"` : "nothing"}`);
  }
  if (file === undefined || more.length > 0) throw new UsageError(`migrate ${step} takes one campaign file`);
  const last = (name: string) => flags.findLast(({ flag }) => flag === name)?.value ?? null;
  const has = (name: string) => flags.some(({ flag }) => flag === name);
  const stop = stopOnSignal();
  const asked: CampaignRun = {
    step,
    file,
    work: last("work") === null ? null : resolve(terminal.folder, last("work") ?? ""),
    ledger: last("ledger"),
    shard: shardOf(last("shard")),
    workers: workersOf(last("workers")),
    again: has("again"),
    dryRun: has("dry-run"),
    wait: has("wait"),
    quiet: has("quiet"),
    format:
      step === "report"
        ? oneOf("--format", last("format") ?? "html", ["html", "json"])
        : oneOf("--format", last("format") ?? "text", ["text", "json"]),
    stop,
  };
  try {
    const status = await loadRunner()(asked, terminal);
    const signal = stop.signal();
    return signal === null ? status : statusOf(signal);
  } finally {
    stop.release();
  }
}

function loadRunner(): typeof import("../campaign-run").runCampaign {
  return require("../campaign-run").runCampaign;
}

function shardOf(text: string | null): CampaignRun["shard"] {
  if (text === null) return null;
  const [, index = "", of = ""] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  throw new UsageError(`--shard is a part of a whole, such as 1/4, not "${text}"`);
}

function workersOf(text: string | null): number {
  if (text === null) return 1;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError(`--workers is a number from 1, not "${text}"`);
}
