/** What must hold of a ledger after a worker was killed, wherever that was. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { State, Task } from "../types";
import { repository } from "./contract.test-data";
import { inputsOf, type Ledger, type LedgerOptions, type StepName } from "./ledger";
import { openLedger } from "./open-ledger";

const root = join(__dirname, "..", "..", "..");
const NAMES = ["a/a", "a/b", "a/c"];
const HOUR = 3_600_000;
/** How far each state is; the worker goes forward only, but for what it gives back or the last `plan` drops. */
const order: readonly State[] = ["planned", "analysed", "publishing", "open", "merged", "failed", "gone"];

/** Where the killed worker and its heir meet. */
export interface Site {
  readonly where: string;
  readonly campaign: string;
  /** Looks at what the ledger alone cannot show. */
  readonly inspect: () => Promise<void>;
}

/**
 * Kills a worker before its first statement, another one `usual` statements later, and so on until one comes to its end;
 * with `KILL_ALL=1` in the environment before each statement. Gives before how many of them.
 */
export async function killEverywhere({ where, campaign, inspect }: Site, usual: number): Promise<number> {
  const stride = process.env.KILL_ALL === "1" ? 1 : usual;
  let time = 1_000_000;
  const options: LedgerOptions = { campaign, now: () => time, worker: "heir" };
  const ledger = await openLedger(where, options);
  try {
    for (let killed = 0; ; killed++) {
      await ledger.plan(NAMES.map(repository));
      await ledger.replan(NAMES);
      const said = runWorker([where, campaign, String(time), String(1 + killed * stride)]);
      // By then no lease is left.
      time += 2 * HOUR;
      await inspect();
      const tasks = await ledger.tasks();
      expect(tasks.map((task) => task.repository.name)).toEqual(NAMES);
      for (const [name, state] of said) expect(rankOf(tasks, name)).toBeGreaterThanOrEqual(order.indexOf(state));
      for (const step of ["run", "publish"] as const) await inherit(ledger, step);
      await inspect();
      if (said.some(([name]) => name === "done")) return killed * stride;
    }
  } finally {
    await ledger.close();
  }
}

function rankOf(tasks: readonly Task[], name: string): number {
  const task = tasks.find(({ repository }) => repository.name === name);
  return task === undefined ? order.length : order.indexOf(task.state);
}

/** What the worker heard from the ledger; it ended well or by SIGKILL. */
function runWorker(args: readonly string[]): readonly (readonly [string, State])[] {
  const hook = join(root, "scripts", "typescript.js");
  const worker = join(__dirname, "killed-worker.test-data.ts");
  const ended = spawnSync(process.execPath, ["-r", hook, worker, ...args], { cwd: root, encoding: "utf8" });
  expect([ended.stderr, ended.status, ended.signal]).toEqual([
    "",
    ...(ended.status === 0 ? [0, null] : [null, "SIGKILL"]),
  ]);
  const lines = ended.stdout.split("\n").filter((line) => line !== "");
  return lines
    .map((line) => line.split(" ") as [string, State])
    .filter(([name]) => name !== "done" || ended.status === 0);
}

/** Every task that waits for a step is given once; and is finished, so that it can be planned again. */
async function inherit(ledger: Ledger, step: StepName): Promise<void> {
  const waiting = (await ledger.tasks(inputsOf[step])).map((task) => task.repository.name);
  const given: string[] = [];
  for (;;) {
    const claim = await ledger.claim(step, 1_000);
    if (claim === null) break;
    given.push(claim.task.repository.name);
    expect(await ledger.finish(claim, { state: "clean", pullRequest: null })).toBe(true);
  }
  expect(given.sort()).toEqual(waiting);
}
