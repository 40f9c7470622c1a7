import { ForgeError } from "../forge/forge";
import { publishStep } from "../steps/publish";
import { runStep } from "../steps/run";
import { dueAgain, reasonOf } from "../steps/step";
import { type BotContext, Postponed } from "./context";
import type { Taken } from "./inbox";
import { perform } from "./jobs/perform";

export interface Worker {
  /** Something has come. */
  readonly wake: () => void;
  /** Resolves when it has stopped: after `isStopping` has become true and it was woken, what runs is finished first. */
  readonly stopped: Promise<void>;
}

/** Milliseconds after which it looks around without being woken. */
const LONGEST_SLEEP = 60_000;
/** Milliseconds until it is looked at again whether somebody has let go. */
const HELD = 10_000;
/** Milliseconds until it is tried again with a token that did not work. */
const LOCKED_OUT = 300_000;

/**
 * Starts to do one thing after the other: jobs of the inbox, and between them what is due in the ledger.
 *
 * @param every milliseconds between looks at all repositories; null for none. The first is at once: webhooks may have been missed.
 */
export function startWorker(context: BotContext, every: number | null): Worker {
  let alarm: () => void = () => undefined;
  let isWoken = false;
  const work = async () => {
    let sweepAt = context.now();
    while (!context.isStopping()) {
      isWoken = false;
      if (every !== null && context.now() >= sweepAt) {
        sweepAt = context.now() + every;
        const id = `sweep ${context.now()}`;
        context.inbox.accept({ id, digest: id, job: { kind: "sweep" } });
      }
      const taken = context.inbox.take();
      if (taken !== null) await attempt(context, taken);
      const due = Math.min(
        await drain(context),
        context.inbox.nextDue() ?? Infinity,
        every === null ? Infinity : sweepAt,
      );
      const pause = Math.min(LONGEST_SLEEP, due - context.now());
      if (pause <= 0 || isWoken || context.isStopping()) continue;
      await Promise.race([context.sleep(pause), new Promise<void>((resolve) => (alarm = resolve))]);
    }
  };
  return {
    wake: () => {
      isWoken = true;
      alarm();
    },
    stopped: work(),
  };
}

async function attempt(context: BotContext, taken: Taken): Promise<void> {
  const { inbox, log, metrics, now, campaign } = context;
  const { job, attempts } = taken;
  const began = now();
  try {
    await perform(context, job);
    inbox.done(taken);
    metrics.worked(job.kind, "done", now() - began);
  } catch (error) {
    const until = untilOf(error, now());
    const isLast = until === null && attempts >= campaign.limits.attempts;
    if (until !== null) inbox.postpone(taken, until);
    else if (isLast) inbox.drop(taken);
    else inbox.later(taken, dueAgain(now(), attempts - 1));
    metrics.worked(job.kind, isLast ? "given-up" : "later", now() - began);
    const what = isLast ? "given up" : "to be tried again";
    log(error instanceof Postponed ? "info" : isLast ? "error" : "warning", `${job.kind} ${what}: ${reasonOf(error)}`);
  }
}

/** When it makes sense again, for what no job is to blame for; null for a failure. */
function untilOf(error: unknown, now: number): number | null {
  if (error instanceof Postponed) return error.until;
  if (!(error instanceof ForgeError)) return null;
  if (error.failure.kind === "limited") return error.failure.until;
  return error.failure.kind === "unauthorised" ? now + LOCKED_OUT : null;
}

/**
 * Goes through what is due in the ledger, but for no longer than one repository when jobs are waiting. Gives when more is due; it never
 * throws, because what is wrong with the forge now may be right tomorrow.
 */
async function drain(context: BotContext): Promise<number> {
  const { ledger, log, inbox, now } = context;
  let done = 0;
  const patient: BotContext = {
    ...context,
    flagsFor: (repository) => inbox.ignored(repository).map((code) => `--ignore=${code}`),
    tell: (repository, news) => {
      done++;
      log("info", news, { repository });
    },
    isStopping: () => context.isStopping() || (done > 0 && isDue(inbox.nextDue(), now())),
  };
  try {
    await runStep(patient, 1);
    const until = context.mode === "dry-run" ? await announce(context) : (await publishStep(patient)).until;
    const planned = (await ledger.tasks(["planned"])).map(({ notBefore }) => notBefore);
    // What is due and was not taken is held by somebody, perhaps by one who has died.
    return done > 0 ? now() : Math.max(now() + HELD, Math.min(until ?? Infinity, ...planned));
  } catch (error) {
    const until = untilOf(error, now()) ?? now() + LONGEST_SLEEP;
    log("error", reasonOf(error));
    return until;
  }
}

function isDue(at: number | null, now: number): boolean {
  return at !== null && at <= now;
}

/** Says what would be published, and lets go of it until it is looked at again. */
async function announce({ ledger, log }: BotContext): Promise<null> {
  for (const { repository, bundle, pullRequest, findings, base } of await ledger.tasks(["analysed"])) {
    const verb = bundle === null ? "close" : pullRequest === null ? "open" : "look at";
    const fields = { repository: repository.name, findings, base: base ?? "" };
    log("info", `would ${verb} a pull request`, fields);
    await ledger.set(repository.name, { state: pullRequest === null ? "clean" : "open" });
  }
  return null;
}
