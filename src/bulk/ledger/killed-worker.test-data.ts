/**
 * A worker that goes through every change of a ledger once, and is gone by SIGKILL before its n-th statement:
 *
 *     node -r scripts/typescript.js killed-worker.test-data.ts LEDGER CAMPAIGN TIME N
 *
 * It prints `NAME STATE` for each outcome that the ledger has confirmed, and `done` in the end.
 */
import { writeSync } from "node:fs";
import Database from "libsql";
import { Client } from "pg";
import type { Claim, Ledger, StepName } from "./ledger";
import { openLedger } from "./open-ledger";

const [where = "", campaign = "", time = "", limit = ""] = process.argv.slice(2);
let left = Number.POSITIVE_INFINITY;

function beforeStatement(): void {
  if (--left <= 0) process.kill(process.pid, "SIGKILL");
}

/** Replaces a method by one that counts. */
function counted<Host extends object>(host: Host, name: keyof Host): void {
  const original = host[name] as (...args: unknown[]) => unknown;
  Object.defineProperty(host, name, {
    value(this: unknown, ...args: unknown[]) {
      beforeStatement();
      return original.apply(this, args);
    },
  });
}

counted(Client.prototype, "query");
const sqlite = Database.prototype;
counted(sqlite, "exec");
const prepare: (source: string) => Database.Statement = sqlite.prepare;
Object.defineProperty(sqlite, "prepare", {
  value(this: unknown, source: string) {
    const statement = prepare.call(this, source);
    for (const method of ["run", "get", "all"] as const) counted(statement, method);
    return statement;
  },
});

async function work(ledger: Ledger): Promise<void> {
  const claim = async (step: StepName): Promise<Claim> => {
    const claim = await ledger.claim(step, 1_000);
    if (claim === null) throw new Error(`there is nothing to ${step}`);
    return claim;
  };
  const confirmed = ({ task }: Claim, state: string) => writeSync(1, `${task.repository.name} ${state}\n`);
  const analysed = await claim("run");
  await ledger.renew(analysed, 2_000);
  if (await ledger.finish(analysed, { state: "analysed", bundle: "b" })) confirmed(analysed, "analysed");
  await ledger.retry(await claim("run"), "slow", 0, 9);
  const failed = await claim("run");
  if (await ledger.retry(failed, "broken", 0, 1)) confirmed(failed, "failed");
  await ledger.release(await claim("run"), 0);
  const published = await claim("publish");
  if (await ledger.note(published, { state: "publishing", head: "h" })) confirmed(published, "publishing");
  await ledger.spend({ perMinute: 9, perHour: 9 });
  const pullRequest = { number: 1, url: "u" };
  if (await ledger.finish(published, { state: "open", pullRequest })) confirmed(published, "open");
  await ledger.set(published.task.repository.name, { state: "merged" });
  confirmed(published, "merged");
  await ledger.plan([]);
}

async function main(): Promise<void> {
  const ledger = await openLedger(where, { campaign, now: () => Number(time), worker: `killed:${limit}` });
  left = Number(limit);
  await work(ledger);
  left = Number.POSITIVE_INFINITY;
  await ledger.close();
  writeSync(1, "done\n");
}

main().catch((error) => {
  writeSync(2, `${error.stack}\n`);
  process.exitCode = 1;
});
