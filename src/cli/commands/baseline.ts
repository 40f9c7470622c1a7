import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { baselineName, baselineText, entriesOf, type KnownFindings, readBaseline } from "../../host/baseline";
import { writeWhole } from "../../host/replace-file";
import { explain } from "../../host/target";
import { UsageError } from "../../host/usage-error";
import type { Known } from "../../types";
import { analyse, openAnalysis } from "../analysis";
import type { Command } from "../command";
import type { Engine } from "../engine";
import { type Settings, settingsOf } from "../settings";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";

export const command = {
  summary: "Keep a file of known findings, so that a check reports new ones alone",
  usage: ["create [PATHS]...", "prune [--dry-run]"],
  description: `\`create\` writes the findings of today to ${baselineName} at the top of the project,
or to --baseline FILE. A check then leaves them out. \`prune\` takes out of it what is no longer
found, anywhere in the project, and never adds anything.`,
  takes: [
    "baseline",
    "select",
    "ignore",
    "exclude",
    "no-gitignore",
    "target-python",
    "grpcio-version",
    "platform",
    "config",
    "isolated",
  ],
  flags: [
    { long: "force", help: "create: replace a baseline that is there" },
    { long: "dry-run", short: "d", help: "prune: only say what would go; the status is 1 if anything would" },
  ],
  examples: ["baseline create                        live with what is there", "baseline prune"],
  offers: ["create", "prune"],
  run,
} satisfies Command;

async function run({ flags, words }: Tokens, terminal: Terminal, engine: Engine): Promise<number> {
  const [task, ...rest] = words;
  const own = flags.filter(({ flag }) => flag === "force" || flag === "dry-run").map(({ flag }) => flag);
  const settings = settingsOf({ flags: flags.filter(({ flag }) => !own.includes(flag)), words: rest }, terminal.folder);
  switch (task?.text) {
    case "create":
      if (own.includes("dry-run")) throw new UsageError("baseline create does not take --dry-run");
      return create(settings, own, terminal, engine);
    case "prune":
      if (own.includes("force")) throw new UsageError("baseline prune does not take --force");
      if (rest.length > 0) throw new UsageError("baseline prune takes no paths: it asks the whole project");
      return prune(settings, own, terminal, engine);
    default:
      throw new UsageError(`baseline is followed by create or prune, not ${task ? `"${task.text}"` : "nothing"}`);
  }
}

async function create(settings: Settings, own: readonly string[], terminal: Terminal, engine: Engine): Promise<number> {
  const opened = openAnalysis({ ...settings, baseline: null }, terminal);
  const file = resolve(terminal.folder, settings.baseline ?? join(opened.project.root, baselineName));
  const name = shown(file, terminal);
  if (existsSync(file) && !own.includes("force")) {
    throw new UsageError(`${name} is there; \`baseline prune\` takes out what is gone, and --force makes it anew`);
  }
  const { result } = await analyse(opened, terminal, engine);
  const entries = entriesOf(result.decisions.map(({ finding }) => finding));
  save(file, name, entries);
  say(settings, terminal, `${name} holds ${findings(countOf(entries))}.\n`);
  const left = result.decisions.length - countOf(entries);
  if (left > 0) say(settings, terminal, `${findings(left)} of GFF001 or GFF002 can't be known and will be reported.\n`);
  return 0;
}

async function prune(settings: Settings, own: readonly string[], terminal: Terminal, engine: Engine): Promise<number> {
  if (settings.baseline === null) throw new UsageError("there is no baseline; `baseline create` makes one");
  const file = resolve(terminal.folder, settings.baseline);
  const before = readBaseline(file, settings.baseline);
  const known = await knownEverywhere(settings, terminal, engine);
  const after = entriesOf(known.map(({ finding }) => finding));
  const gone = countOf(before) - countOf(after);
  const moved = known.filter(({ finding, fingerprint }) => finding.fingerprint !== fingerprint).length;
  const isTrial = own.includes("dry-run");
  if (!isTrial && gone + moved > 0) save(file, settings.baseline, after);
  const verb = isTrial ? "would be taken out" : "taken out";
  const places = moved === 0 ? "" : `, ${moved} ${isTrial ? "would follow" : "followed"} to other files`;
  say(settings, terminal, `${findings(gone)} ${verb} of ${settings.baseline}${places}; ${countOf(after)} left.\n`);
  return isTrial && gone + moved > 0 ? 1 : 0;
}

/** What of the baseline is found in the whole project, by any rule: what a setting leaves out is not gone. */
async function knownEverywhere(settings: Settings, terminal: Terminal, engine: Engine): Promise<readonly Known[]> {
  const { "per-file-ignores": _, ...values } = settings.configuration.values;
  const everything: Settings = {
    ...settings,
    args: { ...settings.args, select: [], ignore: [] },
    configuration: { ...settings.configuration, values },
  };
  const opened = openAnalysis(everything, terminal);
  const files = { ...opened.project.files, selected: () => true };
  const { result } = await analyse({ ...opened, project: { ...opened.project, files } }, terminal, engine);
  return result.known ?? [];
}

function save(file: string, name: string, entries: readonly KnownFindings[]): void {
  try {
    writeWhole(file, baselineText(entries));
  } catch (error) {
    throw new UsageError(`${name} can't be written: ${explain(error)}`);
  }
}

function say({ args }: Settings, terminal: Terminal, text: string): void {
  if (args.volume !== "quiet") terminal.err.write(text);
}

function countOf(entries: readonly KnownFindings[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}

function findings(count: number): string {
  return `${count} ${count === 1 ? "finding" : "findings"}`;
}

function shown(file: string, terminal: Terminal): string {
  return relative(terminal.folder, file).split(sep).join("/");
}
