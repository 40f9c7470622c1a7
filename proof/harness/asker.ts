/** A client process that asks servers under proof who they are. See asker.py, which it runs. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { processEnvironment } from "./environment";
import type { Certificate } from "./shop";

/** Who replied, and with which status the calls that failed did. */
export interface Replies {
  readonly pids: readonly number[];
  readonly errors: readonly string[];
}

export interface Asker {
  /** Calls each port so many times, each time over a new connection; the first error of all ends it. */
  ask(ports: readonly number[], times: number, seconds: number): Promise<Replies>;
  /** Opens a stream. Resolves at its first message (or error); `end` does so at its last. */
  watch(port: number, seconds: number): Promise<{ readonly begin: Replies; readonly end: Promise<Replies> }>;
  close(): void;
}

/** Starts one. With a certificate it speaks TLS. It waits for requests, and is no part of what is under proof. */
export function openAsker(python: string, proof: string, tls: Certificate | null): Asker {
  const flags = tls === null ? [] : [tls.certificate];
  const client = spawn(python, ["-u", join(proof, "asker.py"), ...flags], {
    stdio: ["pipe", "pipe", "ignore"],
    env: processEnvironment(join(proof, "lib"), {}),
  });
  const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]();

  async function reply(): Promise<Replies> {
    const { done, value } = await lines.next();
    if (done === true) throw new Error("the asking client ended");
    return JSON.parse(value);
  }

  function request(what: object): Promise<Replies> {
    client.stdin.write(`${JSON.stringify(what)}\n`);
    return reply();
  }

  const address = (port: number) => `127.0.0.1:${port}`;
  return {
    ask: (ports, times, seconds) => request({ ask: ports.map(address), times, seconds }),
    async watch(port, seconds) {
      const begin = await request({ watch: address(port), seconds });
      const end = reply();
      end.catch(() => undefined);
      return { begin, end };
    },
    close() {
      client.stdin.destroy();
      client.kill("SIGKILL");
    },
  };
}
