import { readBundle } from "../../bundle/read-bundle";
import { type Analysed, AnalysisFailed, analyseRepository } from "../analysis/analyse-repository";
import { TooLarge } from "../analysis/checkout";
import { ForgeError } from "../forge/forge";
import { makeCommit, patchFor } from "../git/commit";
import { fetchCommit, headOf, type Mirror, openMirror } from "../git/mirror";
import type { Claim, Shard } from "../ledger/ledger";
import { commitMessage, editsOf } from "../publish/proposal";
import { keep, shelfOf } from "./shelf";
import { accessTo, dueAgain, GIT_LIMIT, holding, LEASE, reasonOf, type StepContext } from "./step";

/** Analyses repositories that are planned until none is due, several at a time. Gives how many it dealt with. */
export async function runStep(context: StepContext, workers: number, shard?: Shard): Promise<number> {
  let done = 0;
  const work = async () => {
    while (!context.isStopping()) {
      const claim = await context.ledger.claim("run", LEASE, shard);
      if (claim === null) return;
      await holding(context, claim, () => attempt(context, claim));
      done++;
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return done;
}

async function attempt(context: StepContext, claim: Claim): Promise<void> {
  const { ledger, campaign, now, tell } = context;
  const { name } = claim.task.repository;
  try {
    await analyse(context, claim);
  } catch (error) {
    if (error instanceof ForgeError && error.failure.kind === "limited") {
      await ledger.release(claim, error.failure.until);
      return;
    }
    const reason = reasonOf(error);
    tell(name, `not analysed: ${reason}`);
    const isLasting = error instanceof TooLarge || error instanceof AnalysisFailed;
    const due = dueAgain(now(), claim.task.attempts);
    await ledger.retry(claim, reason, due, isLasting ? 1 : campaign.limits.attempts);
  }
}

async function analyse(context: StepContext, claim: Claim): Promise<void> {
  const { campaign, ledger, tell } = context;
  const { repository, pullRequest } = claim.task;
  const mirror = await openMirror(context.cache, repository.cloneUrl, GIT_LIMIT, await accessTo(context, repository));
  const head = await headOf(mirror, campaign.pullRequest.base ?? repository.defaultBranch);
  if (head === null) {
    tell(repository.name, "clean: there is no commit");
    await ledger.finish(claim, { state: "clean", base: null, bundle: null, findings: 0 });
    return;
  }
  await fetchCommit(mirror, head);
  const { limits } = campaign;
  const flags = [...campaign.analysis, ...(context.flagsFor?.(repository.name) ?? [])];
  const analysed = await analyseRepository({ mirror, head, limits, flags, tool: context.tool });
  const patch = await patchOf(context, mirror, analysed);
  const bundle = keep(shelfOf(context.out, repository.name), analysed, patch);
  const isDone = bundle === null && pullRequest === null;
  tell(repository.name, newsOf(analysed, isDone));
  const { findings } = analysed;
  const state = isDone ? "clean" : "analysed";
  await ledger.finish(claim, { state, base: head.commit, baseBranch: head.branch, bundle, findings });
}

/** The same change that `publish` would push, for those who take patches. */
async function patchOf({ campaign }: StepContext, mirror: Mirror, { bundle }: Analysed): Promise<Buffer | null> {
  if (bundle === null) return null;
  const made = readBundle(bundle, "bundle.json");
  const { author } = campaign.pullRequest;
  const commit = await makeCommit(mirror, made.base ?? "", editsOf(made), author, commitMessage(campaign, made));
  return patchFor(mirror, commit);
}

function newsOf({ findings, bundle }: Analysed, isDone: boolean): string {
  const found = `${findings} finding${findings === 1 ? "" : "s"}`;
  if (bundle !== null) return `${found}, with fixes`;
  return isDone ? `${found}, nothing to repair` : `${found}, nothing left to repair`;
}
