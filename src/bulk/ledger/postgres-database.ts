import { Pool, type PoolClient } from "pg";
import { UsageError } from "../../host/usage-error";

/** Statements of one transaction. */
export interface Session {
  readonly query: <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** The same for the queue, which wants its rows so. */
  readonly executeSql: (text: string, values?: unknown[]) => Promise<{ readonly rows: unknown[] }>;
}

/** A database in which one writer of a campaign is inside at a time. */
export interface Database {
  /** Outside of a transaction, for setting up. */
  readonly pool: Pool;
  readonly transaction: <T>(act: (session: Session) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Counts up when the tables change. */
const VERSION = 1;
/** Milliseconds to wait for another writer, for an answer, and for a writer whose machine is gone. */
const PATIENCE = 30_000;

/** Where the ledger's own tables are, and where the queue's. */
export const SCHEMA = "grpc_fork_fix";
export const QUEUE_SCHEMA = "grpc_fork_fix_jobs";

/** `task` is text, as JSON.stringify wrote it: `jsonb` takes no NUL, which an error message may quote. */
const TABLES = `
  create schema ${SCHEMA};
  create table ${SCHEMA}.about (version integer not null);
  create table ${SCHEMA}.tasks (
    campaign text not null,
    name text not null,
    state text not null,
    not_before bigint not null,
    task text not null,
    step text,
    token text,
    lease_until bigint not null default 0,
    worker text,
    queue text,
    job uuid,
    primary key (campaign, name)
  );
  create index due on ${SCHEMA}.tasks (campaign, state, not_before);
  create index held on ${SCHEMA}.tasks (campaign, step) where token is not null;
  create table ${SCHEMA}.spends (campaign text not null, at bigint not null);
  create index spent on ${SCHEMA}.spends (campaign, at);
  insert into ${SCHEMA}.about values (${VERSION});
`;

/**
 * Connects, and makes the tables that are not there. `install` is called meanwhile, by one process at a time.
 *
 * @throws UsageError for a database that cannot be reached or used, or is a newer version's.
 */
export async function openDatabase(
  url: string,
  campaign: string,
  install: (pool: Pool) => Promise<void>,
): Promise<Database> {
  const pool = poolOf(url);
  try {
    await setUp(pool, () => install(pool));
  } catch (error) {
    await pool.end();
    if (error instanceof UsageError) throw error;
    throw new UsageError(`the ledger ${withoutPassword(url)} cannot be used: ${reasonOf(error)}`);
  }
  return { pool, transaction: (act) => transaction(pool, campaign, act), close: () => pool.end() };
}

function poolOf(url: string): Pool {
  try {
    const pool = new Pool({
      connectionString: url,
      application_name: "grpc-fork-fix",
      max: 4,
      connectionTimeoutMillis: PATIENCE,
      lock_timeout: PATIENCE,
      statement_timeout: 2 * PATIENCE,
      idle_in_transaction_session_timeout: PATIENCE,
      keepAlive: true,
    });
    // A connection that breaks while nobody uses it is replaced.
    pool.on("error", () => undefined);
    return pool;
  } catch (error) {
    throw new UsageError(`the ledger ${withoutPassword(url)} cannot be used: ${reasonOf(error)}`);
  }
}

/**
 * Of all processes that open the database one at a time is inside. The queue would be made by each of them otherwise, and
 * pg-boss 10 leaves the connection of the one that comes too late inside a broken transaction.
 */
async function setUp(pool: Pool, install: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  client.on("error", ignore);
  try {
    await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [SCHEMA]);
    // `create … if not exists` takes the right to create, which a worker need not have.
    const { rows } = await client.query("select to_regclass($1) as found", [`${SCHEMA}.about`]);
    if (rows[0].found === null) await client.query(TABLES);
    const about = await client.query(`select version from ${SCHEMA}.about`);
    if (about.rows[0].version !== VERSION) {
      throw new UsageError(`the ledger is of version ${about.rows[0].version}, and this is for version ${VERSION}`);
    }
    await install();
  } finally {
    // Closed, not given back: the lock ends with it.
    client.release(true);
  }
}

async function transaction<T>(pool: Pool, campaign: string, act: (session: Session) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  client.on("error", ignore);
  const { session, failure } = sessionOn(client);
  try {
    await session.query("begin");
    await session.query("select pg_advisory_xact_lock(hashtextextended($1, 1))", [campaign]);
    const result = await act(session);
    // PostgreSQL answers the commit of a broken transaction with a rollback, and no error.
    if (failure() !== null) throw failure();
    await session.query("commit");
    client.off("error", ignore);
    client.release();
    return result;
  } catch (error) {
    // Whatever state the connection is in, closing it takes everything back.
    client.release(true);
    throw error;
  }
}

/** Remembers the first error: the queue keeps those of some statements to itself. */
function sessionOn(client: PoolClient) {
  let first: unknown = null;
  const executeSql = async (text: string, values?: unknown[]) => {
    try {
      return await client.query(text, values);
    } catch (error) {
      first ??= error;
      throw error;
    }
  };
  const session: Session = {
    query: async <Row>(text: string, values?: readonly unknown[]) => {
      const { rows } = await executeSql(text, values && [...values]);
      return rows as readonly Row[];
    },
    executeSql,
  };
  return { session, failure: () => first };
}

/** A broken connection is noticed by the statement that needs it. */
function ignore(): void {}

function withoutPassword(url: string): string {
  return url.replace(/(\/\/[^:@/]*):.*@/, "$1@").replace(/([?&]password=)[^&]*/g, "$1…");
}

/** Node reports that none of a host's addresses answers as an error without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
