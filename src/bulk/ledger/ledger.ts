import type { Repository, State, Task } from "../types";

/** The steps that take repositories from the ledger, one at a time. */
export type StepName = "run" | "publish";

/**
 * The states in which a step finds its tasks. What is `publishing` and held by nobody was left by a worker that died.
 * A task with a pull request and without a bundle is published, too: there is nothing left to repair, so it is closed.
 */
export const inputsOf = {
  run: ["planned"],
  publish: ["analysed", "publishing"],
} as const satisfies Record<StepName, readonly State[]>;

/** The states from which a repository may be planned for another look. */
export const replannable: readonly State[] = ["analysed", "clean", "failed", "open", "merged", "closed"];

/** The states in which leaving the campaign means to be gone: nobody else has anything of it yet. */
export const leavable: readonly State[] = ["planned", "analysed", "clean", "failed"];

/** A shard of the campaign: index 1 to `of`. A repository belongs to one by a hash of its name. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** A task that one worker holds, until it says what became of it or its lease ends. */
export interface Claim {
  readonly step: StepName;
  readonly task: Task;
  /** Proof that it is still the holder; a claim whose lease was taken over changes nothing any more. */
  readonly token: string;
}

/** What a step changes about its task. */
export type Outcome = Partial<Omit<Task, "repository" | "attempts" | "notBefore">> & { readonly state: State };

export interface Planned {
  readonly added: number;
  readonly kept: number;
  /** No longer in the campaign, and nothing published of them: they are `gone`. */
  readonly dropped: number;
}

/**
 * What a campaign has done, and what it has still to do. Every method is one transaction: a process that is killed
 * at any moment leaves the ledger as it was before the call or as it is after.
 */
export interface Ledger {
  /** Makes the repositories those of the campaign. Those that are there keep what is known of them; the gone come back. */
  readonly plan: (repositories: readonly Repository[]) => Promise<Planned>;
  /** Plans repositories for another look, as far as they are {@link replannable} and held by nobody; gives how many. */
  readonly replan: (names: readonly string[]) => Promise<number>;
  /**
   * The next task of a step that nobody holds and that is due, now held for `lease` milliseconds. Of `publish` one
   * task at a time is held by all workers together: forges limit what one identity creates. Null when there is none now.
   */
  readonly claim: (step: StepName, lease: number, shard?: Shard) => Promise<Claim | null>;
  /** Holds it for longer; false when it was lost. */
  readonly renew: (claim: Claim, lease: number) => Promise<boolean>;
  /** Stores in between what a later worker must know, such as the commit that was pushed; false when it was lost. */
  readonly note: (claim: Claim, change: Partial<Outcome>) => Promise<boolean>;
  /** Done: stores the outcome and lets go; false, and nothing stored, when it was lost. */
  readonly finish: (claim: Claim, outcome: Outcome) => Promise<boolean>;
  /** Not done: tried again at `notBefore`, or `failed` after `limit` tries; false when it was lost. */
  readonly retry: (claim: Claim, error: string, notBefore: number, limit: number) => Promise<boolean>;
  /** Lets go without a try counted, for what is nobody's fault: a limit of the forge, a closed window, an end on request. */
  readonly release: (claim: Claim, notBefore: number) => Promise<boolean>;
  /** Changes a task that nobody holds, by name: what `track` learns. False when somebody holds it. */
  readonly set: (name: string, change: Partial<Outcome>) => Promise<boolean>;
  /** All tasks, by name. */
  readonly tasks: (states?: readonly State[]) => Promise<readonly Task[]>;
  /**
   * Reserves the right to make one request that creates content, if fewer than the pace allows were made in the last
   * minute and hour by all workers together; else says when to ask again.
   */
  readonly spend: (pace: {
    readonly perMinute: number;
    readonly perHour: number;
  }) => Promise<{ readonly kind: "granted" } | { readonly kind: "wait"; readonly until: number }>;
  readonly close: () => Promise<void>;
}

/** The clock is the caller's, so that tests can turn it. */
export interface LedgerOptions {
  readonly campaign: string;
  readonly now: () => number;
  /** Names the worker in what operators see. */
  readonly worker: string;
}
