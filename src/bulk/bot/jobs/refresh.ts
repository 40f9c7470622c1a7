import { ForgeError } from "../../forge/forge";
import { replannable } from "../../ledger/ledger";
import { planStep, reasonToLeave } from "../../steps/plan";
import type { Repository, Task } from "../../types";
import { type BotContext, Postponed } from "../context";

/** Milliseconds until a repository that is held is looked at again. */
const PAUSE = 30_000;

/** Plans another look at repositories, as far as they belong to the bot. The look itself is the steps' matter. */
export async function refresh(context: BotContext, names: readonly string[]): Promise<void> {
  const { ledger, log, now } = context;
  const known = new Map((await ledger.tasks()).map((task) => [task.repository.name, task]));
  const found: Repository[] = [];
  for (const name of names) {
    if (!isOurs(context, known.get(name))) log("info", "not a repository of the campaign", { repository: name });
    else found.push(...(await lookedUp(context, name)));
  }
  if (found.length === 0) return;
  await enlist(context, found, [...known.values()]);
  for (const { name } of found) await ledger.replan([name]);
  const states = new Map((await ledger.tasks()).map((task) => [task.repository.name, task.state]));
  const isHeld = found.some(({ name }) => replannable.includes(states.get(name) ?? "planned"));
  if (isHeld) throw new Postponed(now() + PAUSE, "somebody is at it");
}

/** Where the campaign names repositories, it is those; else each one that tells us. */
export function isOurs({ campaign }: BotContext, known: Task | undefined): boolean {
  return isForAll(campaign) || (known !== undefined && known.state !== "gone");
}

function isForAll({ repositories }: BotContext["campaign"]): boolean {
  const { list, organisations, searches } = repositories;
  return list.length + organisations.length + searches.length === 0;
}

async function lookedUp(context: BotContext, name: string): Promise<readonly Repository[]> {
  const { forge, campaign, log } = context;
  try {
    const repository = await forge.repository(name);
    const reason = reasonToLeave(campaign.repositories)(repository);
    if (reason === null) return [repository];
    log("info", `left out: ${reason}`, { repository: name });
  } catch (error) {
    if (!(error instanceof ForgeError && error.failure.kind === "missing")) throw error;
    log("info", "not there, or not to be seen", { repository: name });
  }
  await leave(context, [name]);
  return [];
}

/** A plan is the whole: what is there already stays. */
async function enlist({ ledger }: BotContext, found: readonly Repository[], known: readonly Task[]): Promise<void> {
  const all = new Map(
    known.filter(({ state }) => state !== "gone").map((task) => [task.repository.name, task.repository]),
  );
  for (const repository of found) all.set(repository.name, repository);
  await ledger.plan([...all.values()]);
}

/** Looks no more at repositories. Their pull requests stay as they are. */
export async function leave({ ledger }: BotContext, names: readonly string[]): Promise<void> {
  for (const name of names) await ledger.set(name, { state: "gone" });
}

/** Plans another look at all of them. */
export async function sweep(context: BotContext): Promise<void> {
  const { ledger, campaign } = context;
  if (!isForAll(campaign)) await planStep(context);
  await ledger.replan((await ledger.tasks()).map(({ repository }) => repository.name));
}
