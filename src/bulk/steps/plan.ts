import picomatch from "picomatch";
import type { Forge } from "../forge/forge";
import { ForgeError } from "../forge/forge";
import type { Planned } from "../ledger/ledger";
import type { Campaign, Repository, Selection } from "../types";
import type { StepContext } from "./step";

/** What a plan came to. */
export interface PlanResult extends Planned {
  readonly repositories: number;
  /** Named, and left out: archived, a fork, excluded, or not there. By name, with the reason. */
  readonly left: ReadonlyMap<string, string>;
}

/** Finds out which repositories take part, and writes them into the ledger. */
export async function planStep({ campaign, forge, ledger, tell }: StepContext): Promise<PlanResult> {
  const { taken, left } = await resolved(campaign, forge, tell);
  return { ...(await ledger.plan(taken)), repositories: taken.length, left };
}

async function resolved(campaign: Campaign, forge: Forge | null, tell: StepContext["tell"]) {
  const reasonAgainst = reasonToLeave(campaign.repositories);
  const taken = new Map<string, Repository>();
  const left = new Map<string, string>();
  for await (const found of named(campaign, forge)) {
    const reason = typeof found.repository === "string" ? found.repository : reasonAgainst(found.repository);
    const name = typeof found.repository === "string" ? found.name : found.repository.name;
    tell(name, reason === null ? "takes part" : `left out: ${reason}`);
    if (reason !== null) left.set(name, reason);
    else if (typeof found.repository !== "string") taken.set(name, found.repository);
  }
  return { taken: [...taken.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), left };
}

/** Says why a repository that is there does not take part; null where it does. */
export function reasonToLeave({ archived, forks, exclude }: Selection): (repository: Repository) => string | null {
  const isExcluded = exclude.length === 0 ? () => false : picomatch([...exclude], { dot: true });
  return (repository) => {
    if (isExcluded(repository.name)) return "excluded";
    if (repository.archived && !archived) return "archived";
    return repository.fork && !forks ? "a fork" : null;
  };
}

interface Found {
  readonly name: string;
  /** A sentence where it is not there. */
  readonly repository: Repository | string;
}

async function* named({ repositories }: Campaign, forge: Forge | null): AsyncIterable<Found> {
  for (const name of repositories.list) yield { name, repository: await lookedUp(name, forge) };
  if (forge === null) return;
  for (const organisation of repositories.organisations) {
    for await (const repository of forge.ofOrganisation(organisation)) yield { name: repository.name, repository };
  }
  for (const query of repositories.searches) {
    for await (const repository of forge.search(query)) yield { name: repository.name, repository };
  }
}

/** Without a forge, what is listed is what git clones. */
async function lookedUp(name: string, forge: Forge | null): Promise<Repository | string> {
  if (forge === null) return { name, cloneUrl: name, defaultBranch: null, archived: false, fork: false };
  try {
    return await forge.repository(name);
  } catch (error) {
    if (error instanceof ForgeError && error.failure.kind === "missing") return "not there, or not to be seen";
    throw error;
  }
}
