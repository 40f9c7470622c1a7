/** What runs in a thread: asks come in, one at a time, and answers go out. */
import { parentPort, workerData } from "node:worker_threads";
import type { Columns } from "./columns";
import { packed } from "./columns";
import { type Jobs, jobsIn } from "./jobs";

/** What a thread is asked for, and what it answers. */
export interface Asks {
  readonly scan: { readonly args: Parameters<Jobs["scan"]>; readonly answer: Columns };
  /** As JSON: to parse it is half the work of cloning it. */
  readonly parse: { readonly args: Parameters<Jobs["parse"]>; readonly answer: string };
  readonly search: { readonly args: Parameters<Jobs["search"]>; readonly answer: ReturnType<Jobs["search"]> };
}

export type Ask = { [Kind in keyof Asks]: { readonly kind: Kind; readonly args: Asks[Kind]["args"] } }[keyof Asks];

/** The answer, or the error that took its place. */
export type Answer =
  | { readonly kind: "done"; readonly answer: Asks[keyof Asks]["answer"] }
  | { readonly kind: "failed"; readonly error: Error };

async function answerTo(ask: Ask, jobs: Jobs): Promise<Asks[keyof Asks]["answer"]> {
  switch (ask.kind) {
    case "scan":
      return packed(jobs.scan(...ask.args));
    case "parse":
      return JSON.stringify(await jobs.parse(...ask.args));
    case "search":
      return jobs.search(...ask.args);
  }
}

if (parentPort !== null) {
  const port = parentPort;
  const jobs = jobsIn(workerData.root, workerData.models);
  port.on("message", (ask: Ask) => {
    answerTo(ask, jobs).then(
      (answer) => port.postMessage({ kind: "done", answer } satisfies Answer),
      (error) => port.postMessage({ kind: "failed", error } satisfies Answer),
    );
  });
}
