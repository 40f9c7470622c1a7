import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import PgBoss from "pg-boss";
import type { Task } from "../types";
import { inputsOf, type StepName } from "./ledger";
import { QUEUE_SCHEMA, type Session } from "./postgres-database";

/** What can be done with a task next: a step, or nothing but a look by a person. */
export type Lane = StepName | "dead";

/** A job stands for one task in one lane. */
export interface Job {
  readonly id: string;
  readonly lane: Lane;
}

/**
 * The queue that hands out tasks (pg-boss, in the same database). It knows no more than which task is next: what a task
 * is, who holds it and until when is in the table of tasks, and changes in the same transaction.
 */
export interface Queue {
  /** Takes the job that is next; null when none is ready by the clock of the database. */
  readonly take: (session: Session, step: StepName) => Promise<{ readonly id: string; readonly name: string } | null>;
  /**
   * Puts tasks in the lanes where they belong, when they are due or before all others at once; gives their jobs, with null
   * for a task that has no lane.
   */
  readonly send: (session: Session, tasks: readonly Task[], when: "due" | "first") => Promise<readonly (Job | null)[]>;
  readonly drop: (session: Session, jobs: readonly Job[]) => Promise<void>;
}

/**
 * `stately`: of one repository at most one job waits and one is worked on. `singleton`: of all jobs without a key at most
 * one is worked on. Both are unique indexes of pg-boss, a second lock behind the table's own checks.
 */
const policies = { run: "stately", publish: "singleton", dead: "standard" } as const satisfies Record<Lane, string>;
const lanes: readonly Lane[] = ["run", "publish", "dead"];

/** Jobs are dropped with their task and at no other time: pg-boss would put them away after 14 days. */
const FOREVER = "9999-12-31T00:00:00Z";
/** Seconds; pg-boss 10 takes less than a day and cannot prolong it, so leases are kept in the table. */
const LONGEST = 23 * 3_600;

/** The queue of a campaign, with a function that makes what is not there of it. */
export function queueOf(campaign: string): { readonly queue: Queue; readonly install: (pool: Pool) => Promise<void> } {
  const nameOf = (lane: Lane) => `${campaign}_${lane}`;
  const boss = new PgBoss({ db: { executeSql: noSession }, schema: QUEUE_SCHEMA, supervise: false, schedule: false });
  return {
    install: (pool) => install(pool, nameOf),
    queue: {
      take: async (session, step) => {
        const jobs = await boss.fetch<{ readonly repository: string }>(nameOf(step), { db: session });
        return jobs[0] ? { id: jobs[0].id, name: jobs[0].data.repository } : null;
      },
      send: async (session, tasks, when) => {
        const jobs = tasks.map((task) => {
          const lane = laneOf(task);
          return lane && { id: randomUUID(), lane, task };
        });
        const inserts = jobs.flatMap((job) => (job ? [insertOf(job, nameOf(job.lane), when)] : []));
        if (inserts.length > 0) await boss.insert(inserts, { db: session });
        return jobs;
      },
      drop: async (session, jobs) => {
        for (const lane of lanes) {
          const ids = jobs.flatMap((job) => (job.lane === lane ? [job.id] : []));
          if (ids.length > 0) await boss.deleteJob(nameOf(lane), ids, { db: session });
        }
      },
    },
  };
}

function insertOf(
  { id, lane, task }: Job & { readonly task: Task },
  name: string,
  when: "due" | "first",
): PgBoss.JobInsert {
  const { repository, notBefore, error } = task;
  return {
    id,
    name,
    data: lane === "dead" ? { repository: repository.name, error: storable(error) } : { repository: repository.name },
    priority: when === "first" ? 1 : 0,
    startAfter: new Date(when === "first" ? 0 : notBefore).toISOString(),
    keepUntil: FOREVER,
    expireInSeconds: LONGEST,
    ...(lane === "run" ? { singletonKey: repository.name } : {}),
  };
}

function laneOf({ state }: Task): Lane | null {
  if (state === "failed") return "dead";
  return (["run", "publish"] as const).find((step) => inputsOf[step].some((input) => input === state)) ?? null;
}

/** What `jsonb` takes: no NUL, no half of a pair. */
function storable(text: string | null): string | null {
  return text && Buffer.from(text).toString().replaceAll("\0", "");
}

async function install(pool: Pool, nameOf: (lane: Lane) => string): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: QUEUE_SCHEMA,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  for (const lane of lanes) {
    if ((await boss.getQueue(nameOf(lane))) !== null) continue;
    await boss.createQueue(nameOf(lane), { name: nameOf(lane), policy: policies[lane] });
  }
}

/** Every job is changed together with its task. */
function noSession(): never {
  throw new Error("the queue is used inside of a transaction");
}
