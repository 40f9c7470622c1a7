import type { Task } from "../types";
import type { LedgerOptions, StepName } from "./ledger";
import { SCHEMA, type Session } from "./postgres-database";
import type { Job, Lane, Queue } from "./postgres-queue";

/** Who holds a task, and until when: milliseconds since the epoch. */
export interface Hold {
  readonly step: StepName;
  readonly token: string;
  readonly until: number;
}

/** What the table keeps of one task. */
export interface Row {
  readonly task: Task;
  readonly token: string | null;
  readonly leaseUntil: number;
  readonly job: Job | null;
}

/** What is written of one task. */
export interface Stored {
  readonly task: Task;
  /** Null is held by nobody. */
  readonly hold: Hold | null;
  readonly job: Job | null;
}

/** The campaign's part of the tables, in one transaction. */
export interface Table {
  readonly session: Session;
  readonly queue: Queue;
  readonly campaign: string;
  readonly now: () => number;
  /** Rows where a condition holds. `$1` is the campaign. */
  readonly rows: (condition: string, ...values: readonly unknown[]) => Promise<readonly Row[]>;
  readonly row: (name: string) => Promise<Row | undefined>;
  readonly isHeld: (row: Row) => boolean;
  /** Says which job stands for a task; nothing else of it changes. */
  readonly assign: (name: string, job: Job | null) => Promise<void>;
  /** Makes or replaces rows. */
  readonly store: (all: readonly Stored[]) => Promise<void>;
}

interface RawRow {
  readonly task: string;
  readonly token: string | null;
  readonly lease_until: number;
  readonly queue: Lane | null;
  readonly job: string | null;
}

/** The table as one worker sees it. */
export function tableIn(session: Session, queue: Queue, { campaign, now, worker }: LedgerOptions): Table {
  const rows = async (condition: string, ...values: readonly unknown[]) => {
    const raw = await session.query<RawRow>(
      `select task, token, lease_until::float8, queue, job from ${SCHEMA}.tasks where campaign = $1 and ${condition}`,
      [campaign, ...values],
    );
    return raw.map(rowOf);
  };
  return {
    session,
    queue,
    campaign,
    now,
    rows,
    row: async (name) => (await rows("name = $2", name))[0],
    isHeld: ({ token, leaseUntil }) => token !== null && leaseUntil > now(),
    assign: async (name, job) => {
      const values = [campaign, name, job?.lane ?? null, job?.id ?? null];
      await session.query(`update ${SCHEMA}.tasks set queue = $3, job = $4 where campaign = $1 and name = $2`, values);
    },
    store: (all) => store(session, campaign, worker, all),
  };
}

function rowOf({ task, token, lease_until, queue, job }: RawRow): Row {
  return {
    task: JSON.parse(task),
    token,
    leaseUntil: lease_until,
    job: queue === null || job === null ? null : { id: job, lane: queue },
  };
}

/** One statement for any number of rows: a campaign has thousands. */
async function store(session: Session, campaign: string, worker: string, all: readonly Stored[]): Promise<void> {
  if (all.length === 0) return;
  const columns = {
    name: { type: "text", values: all.map(({ task }) => task.repository.name) },
    state: { type: "text", values: all.map(({ task }) => task.state) },
    not_before: { type: "bigint", values: all.map(({ task }) => task.notBefore) },
    task: { type: "text", values: all.map(({ task }) => JSON.stringify(task)) },
    step: { type: "text", values: all.map(({ hold }) => hold?.step ?? null) },
    token: { type: "text", values: all.map(({ hold }) => hold?.token ?? null) },
    lease_until: { type: "bigint", values: all.map(({ hold }) => hold?.until ?? 0) },
    worker: { type: "text", values: all.map(({ hold }) => (hold ? worker : null)) },
    queue: { type: "text", values: all.map(({ job }) => job?.lane ?? null) },
    job: { type: "uuid", values: all.map(({ job }) => job?.id ?? null) },
  };
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map(({ type }, index) => `$${index + 2}::${type}[]`);
  await session.query(
    `insert into ${SCHEMA}.tasks (campaign, ${names.join(", ")}) select $1, * from unnest(${arrays.join(", ")})
     on conflict (campaign, name) do update set ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`,
    [campaign, ...Object.values(columns).map(({ values }) => values)],
  );
}
