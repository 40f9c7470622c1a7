import { randomUUID } from "node:crypto";
import { UsageError } from "../../host/usage-error";
import type { Pace, Repository, State, Task } from "../types";
import {
  type Claim,
  inputsOf,
  type Ledger,
  type LedgerOptions,
  leavable,
  type Outcome,
  type Planned,
  replannable,
  type StepName,
} from "./ledger";
import { openDatabase, SCHEMA } from "./postgres-database";
import { queueOf } from "./postgres-queue";
import { type Row, type Table, tableIn } from "./postgres-table";
import { changed, freshTask, retried, waitFor } from "./transitions";

const HOUR = 3_600_000;

/**
 * A ledger in a PostgreSQL database, for workers on any number of machines. Several campaigns may share a database.
 * The table of tasks is the truth; a queue in the same database hands them out, and changes in the same transactions.
 *
 * @param url `postgres://user@host/database`; what it leaves out comes from `PGPASSWORD` and the like, as with psql.
 * @throws UsageError for a database that cannot be reached or used, or is a newer version's.
 */
export async function openPostgresLedger(url: string, options: LedgerOptions): Promise<Ledger> {
  const { queue, install } = queueOf(options.campaign);
  const database = await openDatabase(url, options.campaign, install);
  const inside = <T>(act: (table: Table) => Promise<T>): Promise<T> =>
    database.transaction((session) => act(tableIn(session, queue, options)));
  const end = (claim: Claim, next: (task: Task) => Task) => inside((table) => letGo(table, claim, next));
  return {
    plan: (repositories) => inside((table) => plan(table, repositories)),
    replan: (names) => inside((table) => replan(table, names)),
    claim: async (step, lease, shard) => {
      if (shard !== undefined) {
        throw new UsageError("the workers of a ledger in PostgreSQL share one queue: leave --shard away");
      }
      return inside((table) => claimNext(table, step, lease));
    },
    renew: (claim, lease) => inside((table) => renew(table, claim, lease)),
    note: (claim, news) => inside((table) => note(table, claim, news)),
    finish: (claim, outcome) => end(claim, (task) => ({ ...changed(task, outcome), attempts: 0, notBefore: 0 })),
    retry: (claim, error, notBefore, limit) => end(claim, (task) => retried(task, claim.step, error, notBefore, limit)),
    release: (claim, notBefore) => end(claim, (task) => ({ ...task, notBefore })),
    set: (name, news) => inside((table) => set(table, name, news)),
    tasks: (states) => inside((table) => tasksIn(table, states)),
    spend: (pace) => inside((table) => spend(table, pace)),
    close: database.close,
  };
}

/** Stores what became of tasks that nobody holds from now on, with the jobs that stand for them. */
async function settle(table: Table, before: readonly Row[], after: readonly Task[]): Promise<void> {
  const { session, queue } = table;
  await queue.drop(
    session,
    before.flatMap(({ job }) => (job ? [job] : [])),
  );
  const jobs = await queue.send(session, after, "due");
  await table.store(after.map((task, index) => ({ task, hold: null, job: jobs[index] ?? null })));
}

async function plan(table: Table, repositories: readonly Repository[]): Promise<Planned> {
  const known = new Map((await table.rows("true")).map((row) => [row.task.repository.name, row]));
  const leaving = new Map(known);
  for (const { name } of repositories) leaving.delete(name);
  const before: Row[] = [];
  const after: Task[] = [];
  for (const repository of repositories) {
    const row = known.get(repository.name);
    if (row === undefined) after.push(freshTask(repository));
    if (row === undefined || table.isHeld(row) || isAsBefore(row, repository)) continue;
    before.push(row);
    after.push(row.task.state === "gone" ? freshTask(repository) : { ...row.task, repository });
  }
  const gone = [...leaving.values()].filter((row) => !table.isHeld(row) && mayLeave(row.task));
  await settle(
    table,
    [...before, ...gone],
    [...after, ...gone.map(({ task }) => ({ ...task, state: "gone" }) as const)],
  );
  const kept = known.size - leaving.size;
  return { added: repositories.length - kept, kept, dropped: gone.length };
}

/** Whether there is nothing to write: most of thousands of repositories are planned as they were. */
function isAsBefore({ task, token }: Row, repository: Repository): boolean {
  return token === null && task.state !== "gone" && JSON.stringify(task.repository) === JSON.stringify(repository);
}

function mayLeave({ state, pullRequest }: Task): boolean {
  return pullRequest === null && leavable.includes(state);
}

async function replan(table: Table, names: readonly string[]): Promise<number> {
  const rows = await table.rows("name = any($2)", names);
  const ready = rows.filter((row) => !table.isHeld(row) && replannable.includes(row.task.state));
  const again = ready.map(
    ({ task }) => ({ ...task, state: "planned", attempts: 0, notBefore: 0, error: null }) as const,
  );
  await settle(table, ready, again);
  return ready.length;
}

async function claimNext(table: Table, step: StepName, lease: number): Promise<Claim | null> {
  const at = table.now();
  if (step === "publish" && (await table.rows("step = 'publish' and lease_until > $2 limit 1", at)).length > 0)
    return null;
  await resend(table, await table.rows("step = $2 and token is not null and lease_until <= $3", step, at));
  const row = (await nextFree(table, step, at)) ?? (await nextForgotten(table, step, at));
  if (row === null) return null;
  const claim = { step, task: row.task, token: randomUUID() };
  await table.store([{ task: row.task, hold: { ...claim, until: at + lease }, job: row.job }]);
  return claim;
}

/**
 * The next task that the queue hands out and that is due. Other jobs are dropped on the way: they stand for nothing any
 * more, or the database's clock is ahead of the worker's.
 */
async function nextFree({ session, queue, row, assign }: Table, step: StepName, at: number): Promise<Row | null> {
  for (;;) {
    const job = await queue.take(session, step);
    if (job === null) return null;
    const found = await row(job.name);
    const isIts = found?.job?.id === job.id;
    if (found && isIts && isDue(found, step, at)) return found;
    await queue.drop(session, [{ id: job.id, lane: step }]);
    if (isIts) await assign(job.name, null);
  }
}

/**
 * A task that is due and that the queue does not hand out: its job was dropped too early or by somebody else, or the
 * worker's clock is ahead of the database's.
 */
async function nextForgotten(table: Table, step: StepName, at: number): Promise<Row | null> {
  const due = "state = any($2) and not_before <= $3 and lease_until <= $3 order by not_before, name limit 1";
  const rows = await table.rows(due, inputsOf[step], at);
  await resend(table, rows);
  return rows.length === 0 ? null : nextFree(table, step, at);
}

function isDue({ task, leaseUntil }: Row, step: StepName, at: number): boolean {
  return inputsOf[step].some((state) => state === task.state) && task.notBefore <= at && leaseUntil <= at;
}

/** Puts tasks first in the queue that are not in it any more. Who held one holds it until somebody else takes it. */
async function resend({ session, queue, assign }: Table, rows: readonly Row[]): Promise<void> {
  await queue.drop(
    session,
    rows.flatMap(({ job }) => (job ? [job] : [])),
  );
  const jobs = await queue.send(
    session,
    rows.map(({ task }) => task),
    "first",
  );
  for (const [index, { task }] of rows.entries()) await assign(task.repository.name, jobs[index] ?? null);
}

async function renew({ session, campaign, now }: Table, { task, token }: Claim, lease: number): Promise<boolean> {
  const renewed = await session.query(
    `update ${SCHEMA}.tasks set lease_until = $4 where campaign = $1 and name = $2 and token = $3 returning 1`,
    [campaign, task.repository.name, token, now() + lease],
  );
  return renewed.length === 1;
}

async function note(table: Table, claim: Claim, news: Partial<Outcome>): Promise<boolean> {
  const found = await table.row(claim.task.repository.name);
  if (found?.token !== claim.token) return false;
  const { leaseUntil, job } = found;
  await table.store([{ task: changed(found.task, news), hold: { ...claim, until: leaseUntil }, job }]);
  return true;
}

async function letGo(table: Table, claim: Claim, next: (task: Task) => Task): Promise<boolean> {
  const found = await table.row(claim.task.repository.name);
  if (found?.token !== claim.token) return false;
  await settle(table, [found], [next(found.task)]);
  return true;
}

async function set(table: Table, name: string, news: Partial<Outcome>): Promise<boolean> {
  const found = await table.row(name);
  if (found === undefined || table.isHeld(found)) return false;
  await settle(table, [found], [changed(found.task, news)]);
  return true;
}

async function tasksIn({ rows }: Table, states: readonly State[] | undefined): Promise<readonly Task[]> {
  // In the order of bytes, whatever the database's language is: as SQLite has it.
  const all = await rows('($2::text[] is null or state = any($2)) order by name collate "C"', states ?? null);
  return all.map(({ task }) => task);
}

async function spend({ session, campaign, now }: Table, pace: Pick<Pace, "perMinute" | "perHour">) {
  const at = now();
  await session.query(`delete from ${SCHEMA}.spends where campaign = $1 and at <= $2`, [campaign, at - HOUR]);
  const spent = await session.query<{ readonly at: number }>(
    `select at::float8 from ${SCHEMA}.spends where campaign = $1 order by at`,
    [campaign],
  );
  const until = waitFor(
    spent.map((row) => row.at),
    at,
    pace,
  );
  if (until !== null) return { kind: "wait", until } as const;
  await session.query(`insert into ${SCHEMA}.spends values ($1, $2)`, [campaign, at]);
  return { kind: "granted" } as const;
}
