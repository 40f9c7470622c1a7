/** Whoever asks a deployed application for the level of items, and hears which process answered. */
import { type ChildProcess, spawn } from "node:child_process";
import { get } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { processEnvironment } from "./environment";
import { portsOf } from "./ports";

/** What was asked for, the item that the reply names, and the process that gave it. */
export interface Answer {
  readonly asked: string;
  readonly sku: string;
  readonly pid: number;
}

export interface Answers {
  readonly answers: readonly Answer[];
  readonly errors: readonly string[];
}

export interface Customer {
  /** Whether there is somebody to ask. */
  isServed(): boolean;
  /** Asks for each item at once, and resolves when each has its answer or error; never when the application hangs. */
  ask(skus: readonly string[]): Promise<Answers>;
  close(): void;
}

/** Asks over HTTP: `/level?sku=tea` must give `{"sku": "tea", "pid": 17}`. Each request has a connection of its own. */
export function webCustomer(port: number, session: number): Customer {
  async function request(asked: string): Promise<Answer | string> {
    try {
      const { status, body } = await fetched(`http://127.0.0.1:${port}/level?sku=${asked}`);
      return status === 200 ? { asked, ...JSON.parse(body) } : `HTTP ${status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return {
    isServed: () => portsOf(session).includes(port),
    ask: async (skus) => sorted(await Promise.all(skus.map(request))),
    close: () => undefined,
  };
}

function fetched(url: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (data: string) => {
        body += data;
      });
      response.once("error", reject);
      response.once("end", () => resolve({ status: response.statusCode ?? 0, body }));
    }).once("error", reject);
  });
}

/** Sends tasks `level` through a queue in a folder: see sender.py, which it runs. */
export function taskCustomer(python: string, proof: string, folder: string): Customer {
  const sender = spawn(python, ["-u", join(proof, "sender.py"), folder], {
    stdio: ["pipe", "pipe", "ignore"],
    env: processEnvironment(join(proof, "lib"), {}),
  });
  const lines = createInterface({ input: sender.stdout })[Symbol.asyncIterator]();
  return {
    // The queue keeps what is sent before the worker is up.
    isServed: () => true,
    async ask(skus) {
      sender.stdin.write(`${JSON.stringify(skus)}\n`);
      const { done, value } = await lines.next();
      if (done === true) throw new Error("the sender of tasks ended");
      return JSON.parse(value);
    },
    close: () => end(sender),
  };
}

function end(process: ChildProcess): void {
  process.stdin?.destroy();
  process.kill("SIGKILL");
}

function sorted(results: readonly (Answer | string)[]): Answers {
  return {
    answers: results.filter((result) => typeof result !== "string"),
    errors: results.filter((result) => typeof result === "string"),
  };
}
