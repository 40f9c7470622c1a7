import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answersOf, type Customer, type Reply } from "./customer";

const LOOK_MILLISECONDS = 30;
const TASK = "shop.tasks.level";

/**
 * Sends tasks to a Celery worker whose queue and results are folders, and reads the results. It speaks Celery's protocol
 * (https://docs.celeryq.dev/en/stable/internals/protocol.html) itself: a Python that imports Celery would take as long
 * as the worker under proof.
 */
export function taskCustomer(queue: string, results: string): Customer {
  let closed = false;

  async function resultOf(asked: string, id: string): Promise<Reply> {
    while (!closed) {
      const result = readResult(join(results, `celery-task-meta-${id}`));
      if (result?.status === "SUCCESS") return { asked, ...result.result };
      if (result?.status === "FAILURE") return "FAILURE";
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    }
    return "closed";
  }

  return {
    // The queue keeps what is sent before the worker is up.
    isServed: () => true,
    ask: async (skus) => answersOf(await Promise.all(skus.map((sku) => resultOf(sku, send(queue, sku))))),
    close() {
      closed = true;
    },
  };
}

/** Puts a task into the queue, whole at once, as the worker may look at any time. */
function send(queue: string, sku: string): string {
  const id = randomUUID();
  const body = [[sku], {}, { callbacks: null, errbacks: null, chain: null, chord: null }];
  const message = {
    body: Buffer.from(JSON.stringify(body)).toString("base64"),
    "content-encoding": "utf-8",
    "content-type": "application/json",
    headers: { lang: "py", task: TASK, id, root_id: id, parent_id: null, group: null, retries: 0 },
    properties: {
      correlation_id: id,
      delivery_mode: 2,
      delivery_info: { exchange: "", routing_key: "celery" },
      delivery_tag: id,
      body_encoding: "base64",
      priority: 0,
    },
  };
  const path = join(queue, `0_${id}.celery.msg`);
  writeFileSync(`${path}.new`, JSON.stringify(message));
  renameSync(`${path}.new`, path);
  return id;
}

interface Result {
  readonly status: string;
  readonly result: { readonly sku: string; readonly pid: number };
}

/** Null where there is none yet, or it is only begun. */
function readResult(path: string): Result | null {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
