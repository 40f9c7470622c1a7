import type { QueuedWork } from "../model";

/** How functions become jobs of RQ (rq/queue.py, rq/decorators.py), and the names that its users give to the modules of them. */
export const rqJobs = {
  kind: "queued",
  packages: ["rq", "django_rq", "rq_scheduler"],
  to: ["enqueue", "enqueue_call", "enqueue_at", "enqueue_in", "prepare_data", "job"],
  of: { position: 0, keyword: "func" },
  modules: ["jobs", "tasks"],
} as const satisfies QueuedWork;
