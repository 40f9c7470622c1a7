import { randomUUID } from "node:crypto";
import Database from "libsql";
import { UsageError } from "../../host/usage-error";
import type { Repository, State, Task } from "../types";
import {
  type Claim,
  inputsOf,
  type Ledger,
  type LedgerOptions,
  leavable,
  type Outcome,
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
  const desk = deskOf(database, options);
  return {
    plan: (repositories) => exclusively(() => desk.plan(repositories)),
    replan: (names) => exclusively(() => desk.replan(names)),
    claim: (step, lease, shard) => exclusively(() => desk.claim(step, lease, shard)),
    renew: (claim, lease) => exclusively(() => desk.renew(claim, lease)),
    note: (claim, change) => exclusively(() => desk.change(claim, (task) => changed(task, change), false)),
    finish: (claim, outcome) =>
      exclusively(() => desk.change(claim, (task) => ({ ...changed(task, outcome), attempts: 0, notBefore: 0 }), true)),
    retry: (claim, error, notBefore, limit) =>
      exclusively(() => desk.change(claim, (task) => retried(task, claim.step, error, notBefore, limit), true)),
    release: (claim, notBefore) => exclusively(() => desk.change(claim, (task) => ({ ...task, notBefore }), true)),
    set: (name, change) => exclusively(() => desk.set(name, change)),
    tasks: async (states) => desk.tasks(states),
    spend: (pace) => exclusively(() => desk.spend(pace)),
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

/** What is done inside of a transaction. */
function deskOf(database: Connection, { now, worker }: LedgerOptions) {
  const write = database.prepare(
    "update tasks set state = ?, not_before = ?, task = ?, step = ?, token = ?, lease_until = ?, worker = ? where name = ?",
  );
  const find = database.prepare("select task, token, lease_until from tasks where name = ?");
  const rowOf = (name: string) => find.get(name) as Row | undefined;
  const free = (task: Task) =>
    write.run(task.state, task.notBefore, JSON.stringify(task), null, null, 0, null, task.repository.name);
  const isHeld = (row: Row) => row.token !== null && row.lease_until > now();

  return {
    plan: (repositories: readonly Repository[]) => plan(database, repositories, free, isHeld),
    replan: (names: readonly string[]) => {
      let count = 0;
      for (const name of names) {
        const row = rowOf(name);
        if (row === undefined || isHeld(row)) continue;
        const task: Task = JSON.parse(row.task);
        if (!replannable.includes(task.state)) continue;
        free({ ...task, state: "planned", attempts: 0, notBefore: 0, error: null });
        count++;
      }
      return count;
    },
    claim: (step: StepName, lease: number, shard?: Shard): Claim | null => {
      const at = now();
      if (step === "publish" && isTaken(database, at)) return null;
      const row = nextDue(database, step, at, shard);
      if (row === undefined) return null;
      const task: Task = JSON.parse(row.task);
      const token = randomUUID();
      write.run(task.state, task.notBefore, row.task, step, token, at + lease, worker, task.repository.name);
      return { step, task, token };
    },
    renew: ({ task, token }: Claim, lease: number): boolean =>
      database
        .prepare("update tasks set lease_until = ? where name = ? and token = ?")
        .run(now() + lease, task.repository.name, token).changes === 1,
    /** Changes what a claim holds, and lets go of it if that is the end; false when it was lost. */
    change: (claim: Claim, next: (task: Task) => Task, isEnd: boolean): boolean => {
      const { name } = claim.task.repository;
      const row = rowOf(name);
      if (row === undefined || row.token !== claim.token) return false;
      const task = next(JSON.parse(row.task));
      if (isEnd) free(task);
      else
        write.run(
          task.state,
          task.notBefore,
          JSON.stringify(task),
          claim.step,
          claim.token,
          row.lease_until,
          worker,
          name,
        );
      return true;
    },
    set: (name: string, change: Partial<Outcome>): boolean => {
      const row = rowOf(name);
      if (row === undefined || isHeld(row)) return false;
      free(changed(JSON.parse(row.task), change));
      return true;
    },
    tasks: (states?: readonly State[]): readonly Task[] => {
      const rows = database.prepare("select task from tasks order by name").all() as readonly Pick<Row, "task">[];
      const tasks = rows.map(({ task }) => JSON.parse(task) as Task);
      return states ? tasks.filter(({ state }) => states.includes(state)) : tasks;
    },
    spend: (pace: { readonly perMinute: number; readonly perHour: number }) => {
      const at = now();
      database.prepare("delete from spends where at <= ?").run(at - 3_600_000);
      const rows = database.prepare("select at from spends order by at").all() as readonly { readonly at: number }[];
      const until = waitFor(
        rows.map((row) => row.at),
        at,
        pace,
      );
      if (until !== null) return { kind: "wait", until } as const;
      database.prepare("insert into spends values (?)").run(at);
      return { kind: "granted" } as const;
    },
  };
}

function plan(
  database: Connection,
  repositories: readonly Repository[],
  free: (task: Task) => void,
  isHeld: (row: Row) => boolean,
) {
  const rows = database.prepare("select task, token, lease_until from tasks").all() as readonly Row[];
  const known = new Map(rows.map((row) => [(JSON.parse(row.task) as Task).repository.name, row]));
  const insert = database.prepare("insert into tasks (name, slot, state, not_before, task) values (?, ?, ?, ?, ?)");
  let added = 0;
  let kept = 0;
  let dropped = 0;
  for (const repository of repositories) {
    const row = known.get(repository.name);
    known.delete(repository.name);
    const fresh = freshTask(repository);
    if (row === undefined) {
      insert.run(repository.name, slotOf(repository.name), fresh.state, 0, JSON.stringify(fresh));
      added++;
      continue;
    }
    kept++;
    const task: Task = JSON.parse(row.task);
    if (isHeld(row)) continue;
    free(task.state === "gone" ? { ...fresh, pullRequest: task.pullRequest } : { ...task, repository });
  }
  for (const row of known.values()) {
    const task: Task = JSON.parse(row.task);
    if (isHeld(row) || task.pullRequest !== null || !leavable.includes(task.state)) continue;
    free({ ...task, state: "gone" });
    dropped++;
  }
  return { added, kept, dropped };
}

/** Whether a worker is publishing. */
function isTaken(database: Connection, at: number): boolean {
  return (
    database.prepare("select 1 from tasks where step = 'publish' and lease_until > ? limit 1").get(at) !== undefined
  );
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
