import { loadCampaign } from "../bulk/campaign/campaign";
import { forgeTrouble } from "../bulk/forge/forge-trouble";
import type { Shard } from "../bulk/ledger/ledger";
import { portfolioPage } from "../bulk/portfolio/page";
import { portfolioOf } from "../bulk/portfolio/portfolio";
import { stateCounts } from "../bulk/state-counts";
import { planStep } from "../bulk/steps/plan";
import { publishStep } from "../bulk/steps/publish";
import { runStep } from "../bulk/steps/run";
import type { StepContext } from "../bulk/steps/step";
import { trackStep } from "../bulk/steps/track";
import type { Task } from "../bulk/types";
import { type CampaignPlace, openCampaign } from "./campaign-context";
import { campaignProgress } from "./campaign-progress";
import type { Stop } from "./signals";
import type { Terminal } from "./terminal";
import { toolVersion } from "./version";

export const steps = ["plan", "run", "publish", "track", "report"] as const;

/** One step of a campaign, as the command line asks for it. */
export interface CampaignRun extends CampaignPlace {
  readonly step: (typeof steps)[number];
  /** The campaign file, as typed. */
  readonly file: string;
  readonly shard: Shard | null;
  readonly workers: number;
  readonly again: boolean;
  readonly dryRun: boolean;
  readonly wait: boolean;
  readonly quiet: boolean;
  readonly format: "text" | "json" | "html";
  readonly stop: Stop;
}

/** Whether a word is one of the {@link steps}. */
export function isStep(word: string): word is CampaignRun["step"] {
  return steps.some((step) => step === word);
}

/** Runs the step and gives the exit status: 1 when repositories had to be given up. */
export async function runCampaign(asked: CampaignRun, terminal: Terminal): Promise<number> {
  const campaign = loadCampaign(asked.file, terminal.folder);
  const context = await openCampaign(campaign, asked, asked.stop, terminal);
  try {
    const all = await acts[asked.step](context, asked, terminal);
    return all.some(({ state }) => state === "failed") ? 1 : 0;
  } catch (error) {
    throw forgeTrouble(error);
  } finally {
    await context.ledger.close();
  }
}

type Act = (context: StepContext, asked: CampaignRun, terminal: Terminal) => Promise<readonly Task[]>;

/** Each gives the tasks as they are afterwards. */
const acts: Readonly<Record<CampaignRun["step"], Act>> = { plan, run, publish, track, report };

async function plan(context: StepContext, asked: CampaignRun, terminal: Terminal): Promise<readonly Task[]> {
  const { again, quiet } = asked;
  const { out, err } = terminal;
  const progress = campaignProgress(terminal, quiet, null);
  const { repositories, added, dropped, left } = await planStep({ ...context, tell: progress.count }).finally(
    progress.clear,
  );
  const names = (await context.ledger.tasks()).map(({ repository }) => repository.name);
  const replanned = again ? await context.ledger.replan(names) : 0;
  for (const [name, reason] of left) err.write(`${name}: left out, ${reason}\n`);
  const parts = [
    `${added} new`,
    `${dropped} no longer in it`,
    ...(again ? [`${replanned} to be looked at again`] : []),
  ];
  out.write(`${count(repositories, "repository", "repositories")} in ${context.campaign.name}: ${parts.join(", ")}.\n`);
  // What failed before is for `run` and `publish` to say.
  return [];
}

async function run(context: StepContext, asked: CampaignRun, terminal: Terminal): Promise<readonly Task[]> {
  const due = (await context.ledger.tasks(["planned"])).length;
  const { tell, clear } = campaignProgress(terminal, asked.quiet, due);
  const done = await runStep({ ...context, tell }, asked.workers, asked.shard ?? undefined).finally(clear);
  const tasks = await context.ledger.tasks();
  terminal.out.write(`Analysed ${count(done, "repository", "repositories")}: ${countsOf(tasks)}.\n`);
  const later = tasks.filter(({ state, notBefore }) => state === "planned" && notBefore > context.now());
  if (later.length > 0) {
    const until = new Date(Math.min(...later.map(({ notBefore }) => notBefore))).toISOString();
    terminal.err.write(
      `note: ${count(later.length, "repository", "repositories")} to be tried again from ${until} on\n`,
    );
  }
  return tasks;
}

async function publish(context: StepContext, asked: CampaignRun, terminal: Terminal): Promise<readonly Task[]> {
  const due = await context.ledger.tasks(["analysed", "publishing"]);
  if (asked.dryRun) {
    for (const { repository, pullRequest, bundle, findings } of due) {
      const verb = bundle === null ? "close" : pullRequest === null ? "open" : "look at";
      terminal.out.write(`${repository.name}: would ${verb} a pull request (${count(findings, "finding")})\n`);
    }
    return [];
  }
  const { tell, clear } = campaignProgress(terminal, asked.quiet, due.length);
  for (;;) {
    const { until } = await publishStep({ ...context, tell }).finally(clear);
    if (until === null || context.isStopping()) break;
    const waiting = (await context.ledger.tasks(["analysed", "publishing"])).length;
    const news = `${count(waiting, "repository", "repositories")} until ${new Date(until).toISOString()}`;
    if (!asked.wait) {
      terminal.err.write(`note: ${news} have to wait; run this again then, or use --wait\n`);
      break;
    }
    if (!asked.quiet) terminal.err.write(`waiting with ${news}\n`);
    await context.sleep(Math.max(0, until - context.now()));
  }
  const tasks = await context.ledger.tasks();
  terminal.out.write(`${countsOf(tasks)}.\n`);
  return tasks;
}

async function track(context: StepContext, asked: CampaignRun, { out }: Terminal): Promise<readonly Task[]> {
  const tasks = context.forge === null ? await context.ledger.tasks() : await trackStep(context);
  out.write(asked.format === "json" ? `${JSON.stringify(tasks.map(publicTask), null, 2)}\n` : tableOf(tasks));
  return tasks;
}

/** What the repositories have in common. */
async function report({ campaign, ledger, out: shelves }: StepContext, asked: CampaignRun, { out }: Terminal) {
  const portfolio = portfolioOf(campaign.name, await ledger.tasks(), shelves);
  out.write(
    asked.format === "json" ? `${JSON.stringify(portfolio, null, 2)}\n` : portfolioPage(portfolio, toolVersion()),
  );
  return [];
}

function publicTask({ repository, state, findings, base, pullRequest, error }: Task) {
  return { repository: repository.name, state, findings, base, pullRequest, error };
}

function tableOf(tasks: readonly Task[]): string {
  const width = Math.max(0, ...tasks.map(({ repository }) => repository.name.length));
  const rows = tasks.map(({ repository, state, findings, pullRequest, error }) =>
    [repository.name.padEnd(width), state.padEnd(10), String(findings).padStart(5), pullRequest?.url ?? error ?? ""]
      .join("  ")
      .trimEnd(),
  );
  return `${[...rows, `${countsOf(tasks)}.`].join("\n")}\n`;
}

function countsOf(tasks: readonly Task[]): string {
  const parts = stateCounts(tasks).map(([state, number]) => `${number} ${state}`);
  return parts.length === 0 ? "no repositories" : parts.join(", ");
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
