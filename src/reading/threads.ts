import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { UserModels } from "../types";
import type { Answer, Ask, Asks } from "./thread";

/** A few threads that share the work. */
export interface Threads {
  /**
   * Has each of the asks answered by the next thread that is free. An answer is taken as it comes, so that no more of them
   * wait than there are threads; what was taken is given in the order of the asks.
   */
  readonly ask: <Kind extends keyof Asks, Taken>(
    kind: Kind,
    asks: readonly Asks[Kind]["args"][],
    take: (answer: Asks[Kind]["answer"], index: number) => Taken,
  ) => Promise<readonly Taken[]>;
  readonly close: () => void;
}

/** What loads the code of a thread as it was built; that is not there when the sources are run by a test. */
const code = join(__dirname, "../../../bin/thread.js");

export const canStartThreads: boolean = existsSync(join(__dirname, "thread.js"));

/** What a thread makes is short-lived: with V8's default of 48 MB each takes 10 more at its peak, and is no faster. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/** Starts threads that work below one root. They keep no process alive that has nothing else to do. */
export function startThreads(count: number, root: string, models: UserModels | undefined): Threads {
  const options = { workerData: { root, models }, resourceLimits };
  const workers = Array.from({ length: count }, () => new Worker(code, options));
  for (const worker of workers) worker.unref();
  return {
    async ask(kind, asks, take) {
      const taken = new Array<ReturnType<typeof take>>(asks.length);
      let next = 0;
      const work = async (worker: Worker): Promise<void> => {
        for (let index = next++; index < asks.length; index = next++) {
          const answer = await answered(worker, { kind, args: asks[index] } as Ask);
          taken[index] = take(answer as Asks[typeof kind]["answer"], index);
        }
      };
      await Promise.all(workers.map(work));
      return taken;
    },
    close: () => {
      for (const worker of workers) void worker.terminate();
    },
  };
}

/** What one thread says to one ask. While it works, it keeps the process alive. */
function answered(worker: Worker, ask: Ask): Promise<Asks[keyof Asks]["answer"]> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
      worker.unref();
      done();
    };
    const onMessage = (answer: Answer) =>
      settle(() => (answer.kind === "done" ? resolve(answer.answer) : reject(answer.error)));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = () => settle(() => reject(new Error("a thread ended before it answered")));
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.on("exit", onExit);
    worker.ref();
    worker.postMessage(ask);
  });
}
