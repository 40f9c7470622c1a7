import type { Forge } from "../forge/forge";
import type { Access } from "../git/run-git";
import type { Claim, Ledger } from "../ledger/ledger";
import type { Campaign, Repository } from "../types";

/** All that a step works with. */
export interface StepContext {
  readonly campaign: Campaign;
  readonly ledger: Ledger;
  /** Null where patches are all that is wanted. */
  readonly forge: Forge | null;
  /** Folders, absolute: bare repositories, and what the analysis of each repository gave. */
  readonly cache: string;
  readonly out: string;
  /** `bin/grpc-fork-fix.js`, absolute. */
  readonly tool: string;
  readonly now: () => number;
  /** Ends early when the step is to stop. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Acts again and again until what it gives is called. */
  readonly every: (milliseconds: number, act: () => void) => () => void;
  /** Told what became of a repository. */
  readonly tell: (repository: string, news: string) => void;
  /** Flags for the analysis of one repository, after those of the campaign; missing for none. */
  readonly flagsFor?: (repository: string) => readonly string[];
  /** Asked between repositories, and before what cannot be taken back. */
  readonly isStopping: () => boolean;
}

/** Milliseconds for which a repository is held without a sign of life. */
export const LEASE = 120_000;
/** Milliseconds that one call of git may take. */
export const GIT_LIMIT = 600_000;

/** How git is let in. */
export async function accessTo({ forge, campaign }: StepContext, { name }: Repository): Promise<Access | undefined> {
  const authorization = (await forge?.gitAuthorization(name)) ?? null;
  return authorization === null || campaign.forge === null ? undefined : { base: campaign.forge.git, authorization };
}

/** Holds a claim while something is done, however long that takes. */
export async function holding<T>({ ledger, every }: StepContext, claim: Claim, act: () => Promise<T>): Promise<T> {
  // A renewal that fails is seen at the end: a claim that was lost stores nothing.
  const release = every(LEASE / 3, () => void ledger.renew(claim, LEASE).catch(() => undefined));
  try {
    return await act();
  } finally {
    release();
  }
}

const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 3_600_000;

/** When a task is due again after so many failures. */
export function dueAgain(now: number, failures: number): number {
  return now + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 4 ** failures);
}

/** A sentence of an error, on one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, " ").slice(0, 500);
}
