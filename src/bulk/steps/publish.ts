import type { Bundle } from "../../bundle/bundle";
import { UsageError } from "../../host/usage-error";
import { type Forge, ForgeError } from "../forge/forge";
import { makeCommit, Outdated } from "../git/commit";
import { committerOf, fetchCommit, headOf, type Mirror, openMirror, push } from "../git/mirror";
import type { Claim, Outcome } from "../ledger/ledger";
import { commitMessage, editsOf, fingerprintIn, fingerprintOf, textOf } from "../publish/proposal";
import { nextOpen } from "../publish/window";
import { WITHDRAWN, wasWithdrawn } from "../publish/withdrawal";
import type { PullRequest, Task } from "../types";
import { kept, shelfOf } from "./shelf";
import { accessTo, dueAgain, GIT_LIMIT, holding, LEASE, reasonOf, type StepContext } from "./step";

/** A pull request that is ours, or a branch where one can be. */
interface Site {
  readonly context: StepContext & { readonly forge: Forge };
  readonly claim: Claim;
  readonly task: Task;
}

/** The task cannot go on now; it is given back until then. */
class Later extends Error {
  constructor(readonly until: number) {
    super("later");
  }
}

/** Milliseconds until it is asked again whether fewer pull requests are open. */
const OPEN_PAUSE = 600_000;

/**
 * Opens, updates and closes pull requests until none is due. Only one worker does so at a time. It reads bundles and
 * never code. Gives how many repositories it dealt with, and when more are due at the earliest (null: none are waiting).
 */
export async function publishStep(
  context: StepContext,
): Promise<{ readonly done: number; readonly until: number | null }> {
  const { ledger, forge, now } = context;
  if (forge === null) throw new UsageError("the campaign has no `forge` where pull requests could be opened");
  let done = 0;
  while (!context.isStopping()) {
    const claim = await ledger.claim("publish", LEASE);
    if (claim === null) break;
    const site: Site = { context: { ...context, forge }, claim, task: claim.task };
    const until = await holding(context, claim, () => attempt(site));
    // What one repository has to wait for (a window, a limit), all have.
    if (until !== null) return { done, until };
    done++;
  }
  const waiting = (await ledger.tasks(["analysed", "publishing"])).map(({ notBefore }) => Math.max(notBefore, now()));
  return { done, until: waiting.length === 0 ? null : Math.min(...waiting) };
}

/** Gives the moment until which nothing can be published; null when the repository has been dealt with. */
async function attempt(site: Site): Promise<number | null> {
  const { context, claim, task } = site;
  const { ledger, campaign, now, tell } = context;
  const { name } = task.repository;
  try {
    const opens = nextOpen(campaign.windows, now());
    if (opens > now()) throw new Later(opens);
    const { outcome, news } = await publish(site);
    if (await ledger.finish(claim, outcome)) tell(name, news);
    return null;
  } catch (error) {
    const until = untilOf(error);
    if (until !== null) {
      await ledger.release(claim, until);
      return until;
    }
    if (error instanceof ForgeError && error.failure.kind === "unauthorised") {
      // A try is not counted: every other repository would fail the same way.
      await ledger.release(claim, now());
      throw error;
    }
    tell(name, `not published: ${reasonOf(error)}`);
    await ledger.retry(claim, reasonOf(error), dueAgain(now(), task.attempts), campaign.limits.attempts);
    return null;
  }
}

function untilOf(error: unknown): number | null {
  if (error instanceof Later) return error.until;
  return error instanceof ForgeError && error.failure.kind === "limited" ? error.failure.until : null;
}

interface Published {
  readonly outcome: Outcome;
  readonly news: string;
}

async function publish(site: Site): Promise<Published> {
  const { context, task } = site;
  const known = await latest(site);
  if (known !== null && known.state === "closed" && !(await wasWithdrawn(context.forge, task.repository.name, known))) {
    return settled("stopped", known, "a person has closed the pull request; it stays closed");
  }
  if (task.bundle === null)
    return known?.state === "open" ? withdraw(site, known) : settled("clean", known, "nothing to repair");
  const found = kept(shelfOf(context.out, task.repository.name), task.bundle);
  if (found === null) return again("what the analysis gave is gone");
  const open = known?.state === "open" ? known : null;
  if (open && (await hasOthers(site, open))) {
    return settled("stopped", open, "a person has committed to the branch; it is theirs");
  }
  // Without a head it is not known what was pushed, or was asked to be pushed anew.
  if (open && task.head !== null && fingerprintIn(open.body, context.campaign) === fingerprintOf(found.bundle)) {
    await label(site, open);
    return settled("open", open, "the pull request is up to date");
  }
  return propose(site, found.bundle, found.markdown, open);
}

function settled(state: Outcome["state"], known: PullRequest | null, news: string): Published {
  const pullRequest = known === null ? null : { number: known.number, url: known.url };
  return { outcome: { state, pullRequest, ...(known && { head: known.head.commit }) }, news };
}

/** Another look at the code is needed. */
function again(why: string): Published {
  return { outcome: { state: "planned" }, news: `to be analysed again: ${why}` };
}

/** The newest pull request of the campaign. */
async function latest({ context, task }: Site): Promise<PullRequest | null> {
  const { forge, campaign } = context;
  const all = await forge.pullRequestsFrom(task.repository.name, campaign.pullRequest.branch);
  return all.find(({ body }) => fingerprintIn(body, campaign) !== null) ?? null;
}

/** Whether somebody else has a commit on the branch. */
async function hasOthers({ context, task }: Site, { number, head }: PullRequest): Promise<boolean> {
  if (head.commit === task.head) return false;
  const { email } = context.campaign.pullRequest.author;
  const commits = await context.forge.commits(task.repository.name, number);
  return commits.some(({ authorEmail, committerEmail }) => authorEmail !== email || committerEmail !== email);
}

async function withdraw(site: Site, known: PullRequest): Promise<Published> {
  const { forge } = site.context;
  const { name } = site.task.repository;
  if (await hasOthers(site, known))
    return settled("stopped", known, "a person has committed to the branch; it is theirs");
  const comments = await forge.comments(name, known.number);
  if (!comments.some(({ body }) => body.includes(WITHDRAWN))) {
    await spend(site);
    await forge.comment(name, known.number, WITHDRAWN);
  }
  return settled("closed", await forge.close(name, known.number), "closed: nothing is left to repair");
}

async function propose(site: Site, bundle: Bundle, report: string, open: PullRequest | null): Promise<Published> {
  const { context, task } = site;
  const { campaign, forge } = context;
  const { repository, base } = task;
  const mirror = await openMirror(context.cache, repository.cloneUrl, GIT_LIMIT, await accessTo(context, repository));
  const head = await headOf(mirror, task.baseBranch);
  if (head === null || head.commit !== base) return again("its base branch has moved on");
  if (open === null) await heedOpenLimit(site);
  await fetchCommit(mirror, head);
  const text = textOf(campaign, repository.name, bundle, report);
  try {
    const { author } = campaign.pullRequest;
    const commit = await makeCommit(mirror, head.commit, editsOf(bundle), author, commitMessage(campaign, bundle));
    const state = await pushed(site, mirror, commit, open);
    if (state !== null) return state;
    const pull = open ? await forge.update(repository.name, open.number, text) : await opened(site, text, head.branch);
    await label(site, pull);
    const news = `${open ? "updated" : "opened"} ${pull.url}`;
    return { ...settled("open", pull, news), outcome: { ...settled("open", pull, news).outcome, head: commit } };
  } catch (error) {
    if (error instanceof Outdated) return again(error.message);
    throw error;
  }
}

/** Puts the commit on the branch; gives what became of the repository where that is somebody else's. */
async function pushed(site: Site, mirror: Mirror, commit: string, open: PullRequest | null): Promise<Published | null> {
  const { context, claim, task } = site;
  const { branch } = context.campaign.pullRequest;
  const there = (await headOf(mirror, branch))?.commit ?? null;
  if (there === commit) return null;
  const isOurs =
    there === null || there === task.head || there === open?.head.commit || (await isOurCommit(site, mirror, there));
  if (!isOurs) return settled("stopped", open, `the branch ${branch} is there and not ours`);
  // Noted before it is done: whoever comes after a kill knows the commit as ours.
  if (!(await context.ledger.note(claim, { state: "publishing", head: commit }))) throw new Later(context.now());
  await push(mirror, commit, branch, there);
  return null;
}

/** Whether a commit that nobody noted was made by this campaign: the worker that made it has been killed. */
async function isOurCommit({ context }: Site, mirror: Mirror, commit: string): Promise<boolean> {
  const { branch, author } = context.campaign.pullRequest;
  await fetchCommit(mirror, { branch, commit });
  return (await committerOf(mirror, commit)) === author.email;
}

async function opened(site: Site, text: ReturnType<typeof textOf>, base: string): Promise<PullRequest> {
  const { campaign, forge } = site.context;
  const { name } = site.task.repository;
  const { branch, draft } = campaign.pullRequest;
  await spend(site);
  try {
    return await forge.open(name, { ...text, branch, base, draft });
  } catch (error) {
    if (!(error instanceof ForgeError && error.failure.kind === "exists")) throw error;
    const all = await forge.pullRequestsFrom(name, branch);
    const there = all.find(({ state }) => state === "open");
    if (there === undefined) throw error;
    return forge.update(name, there.number, text);
  }
}

/** Adds the labels of the campaign; after it was opened by a worker that died, another one does. */
async function label({ context: { forge, campaign }, task }: Site, { number, labels }: PullRequest): Promise<void> {
  const missing = campaign.pullRequest.labels.filter((one) => !labels.includes(one));
  if (missing.length > 0) await forge.label(task.repository.name, number, missing);
}

/** Reserves one request that creates content. */
async function spend({ context }: Site): Promise<void> {
  const { ledger, campaign, sleep, now } = context;
  for (;;) {
    const answer = await ledger.spend(campaign.pace);
    if (answer.kind === "granted") return;
    // A minute's limit is waited for with the claim in hand; an hour's is not.
    if (answer.until - now() > LEASE || context.isStopping()) throw new Later(answer.until);
    await sleep(Math.max(0, answer.until - now()));
  }
}

async function heedOpenLimit({ context }: Site): Promise<void> {
  const { open } = context.campaign.pace;
  if (open === null) return;
  const count = (await context.ledger.tasks(["open"])).length;
  if (count >= open) throw new Later(context.now() + OPEN_PAUSE);
}
