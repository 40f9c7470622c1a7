/** What the bot was told and has not done yet, and what it must remember: a file that outlives the process. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { UsageError } from "../../host/usage-error";
import { type Job, keyOf } from "./job";

export interface Delivery {
  /** The forge's id, or one of our own. */
  readonly id: string;
  /** SHA-256 of the body. Ids are not signed: a body that was recorded and sent again under another id is known by this. */
  readonly digest: string;
  /** Null is remembered and done. */
  readonly job: Job | null;
}

/** A job that is being done. One that is cut off by the end of the process is found again. */
export interface Taken {
  readonly job: Job;
  /** Times that it was begun, this one included. */
  readonly attempts: number;
  /** Of the deliveries that it stands for. */
  readonly ids: readonly string[];
}

export interface Inbox {
  /** Stores a delivery before it is answered; `full` stores nothing. */
  readonly accept: (delivery: Delivery) => "new" | "known" | "full";
  /** The oldest job that is due, together with all that do the same. */
  readonly take: () => Taken | null;
  readonly done: (taken: Taken) => void;
  /** Tried again at a time. */
  readonly later: (taken: Taken, notBefore: number) => void;
  /** Waiting for somebody: the beginning is not counted as a try. */
  readonly postpone: (taken: Taken, notBefore: number) => void;
  /** Given up, and forgotten: when the forge sends it again by hand, it counts. */
  readonly drop: (taken: Taken) => void;
  readonly waiting: () => number;
  /** When the next job is due; null when none is waiting. */
  readonly nextDue: () => number | null;
  readonly ignored: (repository: string) => readonly string[];
  readonly ignore: (repository: string, codes: readonly string[]) => void;
  readonly unignore: (repository: string, codes: readonly string[]) => void;
  /** Fingerprints of findings that were remarked on in a pull request. */
  readonly remarked: (repository: string, number: number) => ReadonlySet<string>;
  readonly remark: (repository: string, number: number, fingerprints: readonly string[]) => void;
  readonly close: () => void;
}

export interface InboxOptions {
  /** Jobs that may wait. */
  readonly room: number;
  readonly now: () => number;
}

/** Longer than forges send again what failed: https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const MEMORY = 14 * 24 * 3_600_000;
/** Deliveries that are remembered at most. */
const MOST = 100_000;

const TABLES = `
  create table if not exists deliveries (
    sequence integer primary key autoincrement,
    id text not null unique,
    digest text not null unique,
    at integer not null,
    key text,
    job text,
    not_before integer not null default 0,
    attempts integer not null default 0
  );
  create index if not exists waiting on deliveries (not_before, sequence) where job is not null;
  create table if not exists ignored (repository text, code text, primary key (repository, code)) without rowid;
  create table if not exists remarked (
    repository text, number integer, fingerprint text, primary key (repository, number, fingerprint)
  ) without rowid;
`;

type Connection = InstanceType<typeof Database>;

/**
 * @param path of the file, which is made; `:memory:` keeps it to this process.
 * @throws UsageError for a file that cannot be used.
 */
export function openInbox(path: string, options: InboxOptions): Inbox {
  const database = opened(path);
  return {
    ...queueIn(database, options),
    ...memoryIn(database),
    close: () => database.close(),
  };
}

function opened(path: string): Connection {
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    const database = new Database(path, { timeout: 30_000 });
    database.exec(`pragma busy_timeout = 30000; pragma journal_mode = wal; pragma synchronous = full; ${TABLES}`);
    return database;
  } catch (error) {
    throw new UsageError(`the inbox ${path} cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}

type Queue = Pick<Inbox, "accept" | "take" | "done" | "later" | "postpone" | "drop" | "waiting" | "nextDue">;

interface Row {
  readonly id: string;
  readonly key: string;
  readonly job: string;
  readonly attempts: number;
}

function queueIn(database: Connection, { room, now }: InboxOptions): Queue {
  const exclusively = <T>(act: () => T): T => database.transaction(act).immediate();
  const number = (sql: string) => (database.prepare(sql).get() as { readonly number: number | null }).number;
  const waiting = () => number("select count(*) as number from deliveries where job is not null") ?? 0;
  const each = (sql: string, ...values: readonly (string | number)[]) => {
    const statement = database.prepare(sql);
    return ({ ids }: Taken) => exclusively(() => ids.forEach((id) => void statement.run(...values, id)));
  };
  return {
    accept: (delivery) => exclusively(() => accept(database, delivery, now(), () => waiting() >= room)),
    take: () => exclusively(() => take(database, now())),
    done: each("update deliveries set job = null where id = ?"),
    later: (taken, notBefore) => each("update deliveries set not_before = ? where id = ?", notBefore)(taken),
    postpone: (taken, notBefore) =>
      each("update deliveries set not_before = ?, attempts = attempts - 1 where id = ?", notBefore)(taken),
    drop: each("delete from deliveries where id = ?"),
    waiting,
    nextDue: () => number("select min(not_before) as number from deliveries where job is not null"),
  };
}

function accept(database: Connection, { id, digest, job }: Delivery, at: number, isFull: () => boolean) {
  const known = database.prepare("select 1 from deliveries where id = ? or digest = ?").get(id, digest);
  if (known !== undefined) return "known";
  if (job !== null && isFull()) return "full";
  database
    .prepare("insert into deliveries (id, digest, at, key, job) values (?, ?, ?, ?, ?)")
    .run(id, digest, at, job && keyOf(job), job && JSON.stringify(job));
  database
    .prepare(
      `delete from deliveries where job is null
       and (at < ? or sequence <= (select max(sequence) from deliveries) - ?)`,
    )
    .run(at - MEMORY, MOST);
  return "new";
}

function take(database: Connection, at: number): Taken | null {
  const first = database
    .prepare("select key, job from deliveries where job is not null and not_before <= ? order by sequence limit 1")
    .get(at) as Row | undefined;
  if (first === undefined) return null;
  const rows = database
    .prepare("select id, attempts from deliveries where key = ? and job is not null")
    .all(first.key) as readonly Row[];
  const begin = database.prepare("update deliveries set attempts = attempts + 1 where id = ?");
  for (const { id } of rows) begin.run(id);
  return {
    job: JSON.parse(first.job),
    attempts: Math.max(...rows.map(({ attempts }) => attempts)) + 1,
    ids: rows.map(({ id }) => id),
  };
}

type Memory = Pick<Inbox, "ignored" | "ignore" | "unignore" | "remarked" | "remark">;

function memoryIn(database: Connection): Memory {
  const column = (sql: string, ...values: readonly (string | number)[]) =>
    (database.prepare(sql).all(...values) as readonly { readonly value: string }[]).map(({ value }) => value);
  const each = (sql: string, values: readonly (string | number)[], last: readonly string[]) => {
    const statement = database.prepare(sql);
    database.transaction(() => last.forEach((one) => void statement.run(...values, one))).immediate();
  };
  return {
    ignored: (repository) => column("select code as value from ignored where repository = ? order by code", repository),
    ignore: (repository, codes) => each("insert or ignore into ignored values (?, ?)", [repository], codes),
    unignore: (repository, codes) => each("delete from ignored where repository = ? and code = ?", [repository], codes),
    remarked: (repository, number) =>
      new Set(
        column("select fingerprint as value from remarked where repository = ? and number = ?", repository, number),
      ),
    remark: (repository, number, all) =>
      each("insert or ignore into remarked values (?, ?, ?)", [repository, number], all),
  };
}
