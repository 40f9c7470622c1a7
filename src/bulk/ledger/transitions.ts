/** What becomes of a task, whichever ledger keeps it. */
import type { Repository, Task } from "../types";
import { inputsOf, type Outcome, type StepName } from "./ledger";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A repository about which nothing is known. */
export function freshTask(repository: Repository): Task {
  return {
    repository,
    state: "planned",
    attempts: 0,
    notBefore: 0,
    base: null,
    baseBranch: null,
    bundle: null,
    findings: 0,
    head: null,
    pullRequest: null,
    error: null,
  };
}

/** With what a step found out. What went wrong before is forgotten unless it goes wrong again. */
export function changed(task: Task, change: Partial<Outcome>): Task {
  return { ...task, error: null, ...change };
}

/** After one more failed try: due again at `notBefore`, or given up. */
export function retried(task: Task, step: StepName, error: string, notBefore: number, limit: number): Task {
  const attempts = task.attempts + 1;
  if (attempts >= limit) return { ...task, state: "failed", attempts, notBefore: 0, error };
  // A worker may have noted a state in between; the step begins again.
  return { ...task, state: inputsOf[step][0], attempts, notBefore, error };
}

/**
 * When the next request that creates content may be made: null is now. `spent` are the times of those of the last hour,
 * ascending.
 */
export function waitFor(
  spent: readonly number[],
  now: number,
  { perMinute, perHour }: { readonly perMinute: number; readonly perHour: number },
): number | null {
  const windows = [
    [MINUTE, perMinute],
    [HOUR, perHour],
  ] as const;
  const ends = windows.flatMap(([length, limit]) => {
    const recent = spent.filter((at) => at > now - length);
    const oldest = recent[recent.length - limit];
    return oldest === undefined ? [] : [oldest + length];
  });
  return ends.length === 0 ? null : Math.max(...ends);
}
