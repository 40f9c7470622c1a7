import { randomUUID } from "node:crypto";
import Database from "libsql";
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
  type Shard,
  type StepName,
} from "./ledger";
import { slotOf } from "./shard";
import { changed, freshTask, retried, waitFor } from "./transitions";

/** Counts up when the tables change. */
const VERSION = 1;
/** Milliseconds to wait for another process that writes. */
const PATIENCE = 30_000;
const HOUR = 3_600_000;

const TABLES = `
  create table if not exists about (version integer not null, campaign text not null);
  create table if not exists tasks (
    name text primary key,
    slot integer not null,
    state text not null,
    not_before integer not null,
    task text not null,
    step text,
    token text,
    lease_until integer not null default 0,
    worker text
  ) without rowid;
  create index if not exists due on tasks (state, not_before);
  create table if not exists spends (at integer not null);
  create index if not exists spent on spends (at);
`;

/**
 * A ledger in one file, for any number of processes of one machine.
 *
 * @param path of the file, which is made; `:memory:` keeps it to this process.
 * @throws UsageError for a file that is another campaign's, a newer version's, or no ledger.
 */
export function openSqliteLedger(path: string, options: LedgerOptions): Ledger {
  const database = opened(path, options.campaign);
  // Of all writers at most one is inside, from its first look on.
  const exclusively = <T>(act: () => T): Promise<T> => {
    try {
      return Promise.resolve(database.transaction(act).immediate());
    } catch (error) {
      return Promise.reject(error);
    }
  };
  const table = tableIn(database, options);
  return {
    plan: (repositories) => exclusively(() => plan(table, repositories)),
    replan: (names) => exclusively(() => replan(table, names)),
    claim: (step, lease, shard) => exclusively(() => claimNext(table, step, lease, shard)),
    renew: (claim, lease) => exclusively(() => renew(table, claim, lease)),
    note: (claim, news) => exclusively(() => change(table, claim, (task) => changed(task, news), false)),
    finish: (claim, outcome) =>
      exclusively(() =>
        change(table, claim, (task) => ({ ...changed(task, outcome), attempts: 0, notBefore: 0 }), true),
      ),
    retry: (claim, error, notBefore, limit) =>
      exclusively(() => change(table, claim, (task) => retried(task, claim.step, error, notBefore, limit), true)),
    release: (claim, notBefore) => exclusively(() => change(table, claim, (task) => ({ ...task, notBefore }), true)),
    set: (name, news) => exclusively(() => set(table, name, news)),
    tasks: async (states) => tasksIn(database, states),
    spend: (pace) => exclusively(() => spend(table, pace)),
    close: async () => {
      database.close();
    },
  };
}

type Connection = InstanceType<typeof Database>;

function opened(path: string, campaign: string): Connection {
  try {
    const database = new Database(path, { timeout: PATIENCE });
    database.exec(`pragma busy_timeout = ${PATIENCE}; pragma journal_mode = wal; pragma synchronous = full;`);
    database.transaction(() => claimFile(database, path, campaign)).immediate();
    return database;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`the ledger ${path} cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}

function claimFile(database: Connection, path: string, campaign: string): void {
  database.exec(TABLES);
  const about = database.prepare("select version, campaign from about").get() as
    | { readonly version: number; readonly campaign: string }
    | undefined;
  if (about === undefined) {
    database.prepare("insert into about values (?, ?)").run(VERSION, campaign);
    return;
  }
  if (about.version !== VERSION) {
    throw new UsageError(`the ledger ${path} is of version ${about.version}, and this is for version ${VERSION}`);
  }
  if (about.campaign !== campaign) {
    throw new UsageError(`the ledger ${path} is of the campaign ${about.campaign}, not of ${campaign}`);
  }
}

interface Row {
  readonly task: string;
  readonly token: string | null;
  readonly lease_until: number;
}

/** Who holds a task, and until when. */
interface Hold {
  readonly step: StepName;
  readonly token: string;
  readonly until: number;
}

/** The table of tasks, as one worker sees it. */
interface Table {
  readonly database: Connection;
  readonly now: () => number;
  readonly row: (name: string) => Row | undefined;
  /** Stores a task; without a hold nobody holds it from then on. */
  readonly store: (task: Task, hold?: Hold) => void;
  readonly isHeld: (row: Row) => boolean;
}

function tableIn(database: Connection, { now, worker }: LedgerOptions): Table {
  const update = database.prepare(
    "update tasks set state = ?, not_before = ?, task = ?, step = ?, token = ?, lease_until = ?, worker = ? where name = ?",
  );
  const find = database.prepare("select task, token, lease_until from tasks where name = ?");
  return {
    database,
    now,
    row: (name) => find.get(name) as Row | undefined,
    store: (task, hold) => {
      const { step = null, token = null, until = 0 } = hold ?? {};
      const { state, notBefore, repository } = task;
      update.run(state, notBefore, JSON.stringify(task), step, token, until, hold ? worker : null, repository.name);
    },
    isHeld: ({ token, lease_until }) => token !== null && lease_until > now(),
  };
}

function plan({ database, store, isHeld }: Table, repositories: readonly Repository[]): Planned {
  const rows = database.prepare("select task, token, lease_until from tasks").all() as readonly Row[];
  const known = new Map(rows.map((row) => [taskOf(row).repository.name, row]));
  const insert = database.prepare("insert into tasks (name, slot, state, not_before, task) values (?, ?, ?, ?, ?)");
  const leaving = new Map(known);
  for (const repository of repositories) {
    const row = known.get(repository.name);
    leaving.delete(repository.name);
    const fresh = freshTask(repository);
    if (row === undefined) insert.run(repository.name, slotOf(repository.name), fresh.state, 0, JSON.stringify(fresh));
    else if (!isHeld(row)) store(taskOf(row).state === "gone" ? fresh : { ...taskOf(row), repository });
  }
  const gone = [...leaving.values()].filter((row) => !isHeld(row) && mayLeave(taskOf(row)));
  for (const row of gone) store({ ...taskOf(row), state: "gone" });
  const kept = known.size - leaving.size;
  return { added: repositories.length - kept, kept, dropped: gone.length };
}

function mayLeave({ state, pullRequest }: Task): boolean {
  return pullRequest === null && leavable.includes(state);
}

function replan({ row, store, isHeld }: Table, names: readonly string[]): number {
  const tasks = names.flatMap((name) => {
    const found = row(name);
    return found === undefined || isHeld(found) ? [] : [taskOf(found)];
  });
  const ready = tasks.filter(({ state }) => replannable.includes(state));
  for (const task of ready) store({ ...task, state: "planned", attempts: 0, notBefore: 0, error: null });
  return ready.length;
}

function claimNext({ database, now, store }: Table, step: StepName, lease: number, shard?: Shard): Claim | null {
  const at = now();
  if (step === "publish" && isTaken(database, at)) return null;
  const row = nextDue(database, step, at, shard);
  if (row === undefined) return null;
  const claim = { step, task: taskOf(row), token: randomUUID() };
  store(claim.task, { ...claim, until: at + lease });
  return claim;
}

/** Whether a worker is publishing. */
function isTaken(database: Connection, at: number): boolean {
  const holder = database.prepare("select 1 from tasks where step = 'publish' and lease_until > ? limit 1").get(at);
  return holder !== undefined;
}

function nextDue(database: Connection, step: StepName, at: number, shard: Shard | undefined): Row | undefined {
  const states = inputsOf[step].map((state) => `'${state}'`).join(", ");
  const { index, of } = shard ?? { index: 1, of: 1 };
  return database
    .prepare(
      `select task, token, lease_until from tasks
       where state in (${states}) and not_before <= ? and lease_until <= ? and slot % ? = ? order by not_before, name limit 1`,
    )
    .get(at, at, of, index - 1) as Row | undefined;
}

function renew({ database, now }: Table, { task, token }: Claim, lease: number): boolean {
  const update = database.prepare("update tasks set lease_until = ? where name = ? and token = ?");
  return update.run(now() + lease, task.repository.name, token).changes === 1;
}

/** Changes what a claim holds, and lets go of it if that is the end; false when it was lost. */
function change({ row, store }: Table, claim: Claim, next: (task: Task) => Task, isEnd: boolean): boolean {
  const found = row(claim.task.repository.name);
  if (found?.token !== claim.token) return false;
  store(next(taskOf(found)), isEnd ? undefined : { ...claim, until: found.lease_until });
  return true;
}

function set({ row, store, isHeld }: Table, name: string, news: Partial<Outcome>): boolean {
  const found = row(name);
  if (found === undefined || isHeld(found)) return false;
  store(changed(taskOf(found), news));
  return true;
}

function tasksIn(database: Connection, states: readonly State[] | undefined): readonly Task[] {
  const rows = database.prepare("select task from tasks order by name").all() as readonly Row[];
  const tasks = rows.map(taskOf);
  return states ? tasks.filter(({ state }) => states.includes(state)) : tasks;
}

function spend({ database, now }: Table, pace: Pick<Pace, "perMinute" | "perHour">) {
  const at = now();
  database.prepare("delete from spends where at <= ?").run(at - HOUR);
  const rows = database.prepare("select at from spends order by at").all() as readonly { readonly at: number }[];
  const spent = rows.map((row) => row.at);
  const until = waitFor(spent, at, pace);
  if (until !== null) return { kind: "wait", until } as const;
  database.prepare("insert into spends values (?)").run(at);
  return { kind: "granted" } as const;
}

function taskOf({ task }: Pick<Row, "task">): Task {
  return JSON.parse(task);
}
