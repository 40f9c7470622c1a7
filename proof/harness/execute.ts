/** Runs a program once, in a session of its own, and sees to it that nothing of it is left. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { ENVIRONMENTS, type Environment, processEnvironment } from "./environment";
import { idleClock, RESTING_MILLISECONDS } from "./idle";
import type { JournalRecord, Run } from "./outcome";
import { killSession, session } from "./sessions";
import type { Shop } from "./shop";
import type { Release } from "./slots";

/** A run that used no CPU for this long is hung: no program under proof sleeps, and the shop answers at once. */
const IDLE_MILLISECONDS = 5_000;

export interface Job {
  readonly python: string;
  readonly folder: string;
  readonly main: string;
  readonly environment: Environment;
  readonly pythonPath: string;
  readonly shop: Shop;
  /** After so many milliseconds it is hung, whatever it does. */
  readonly limit: number;
}

/** `release` is called at the end, or earlier, when the run is idle and so needs no CPU slot. */
export async function execute(job: Job, release: Release): Promise<Run> {
  const scratch = mkdtempSync(join(tmpdir(), "proof-run-"));
  const stderr = openSync(join(scratch, "stderr"), "w");
  const journal = join(scratch, "journal");
  const child = spawn(job.python, ["-u", join(job.folder, job.main)], {
    cwd: scratch,
    detached: true,
    stdio: ["ignore", "ignore", stderr],
    env: processEnvironment(job.pythonPath, {
      ...ENVIRONMENTS[job.environment],
      JOURNAL: journal,
      SHOP: job.shop.address,
      SHOP_TLS: job.shop.tlsAddress,
      SHOP_CERTIFICATE: job.shop.certificate,
    }),
  });
  closeSync(stderr);
  try {
    const status = await ended(child, job.limit, release);
    const orphans = status === null || child.pid === undefined ? 0 : await stragglers(child.pid);
    if (child.pid !== undefined) killSession(child.pid);
    return { status, orphans, records: readJournal(journal), stderr: readFileSync(join(scratch, "stderr"), "utf8") };
  } finally {
    release();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The exit status, negative for a signal, or null when it hung; then it is dead all the same. */
function ended(child: ChildProcess, limit: number, release: Release): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const id = child.pid;
    const started = performance.now();
    const idleFor = id === undefined ? () => 0 : idleClock(id);
    let hung = false;
    const watch = setInterval(() => {
      if (id === undefined) return;
      const idle = idleFor();
      if (idle > RESTING_MILLISECONDS) release();
      if (idle < IDLE_MILLISECONDS && performance.now() - started < limit) return;
      hung = true;
      killSession(id);
    }, 150);
    child.once("error", (error) => {
      clearInterval(watch);
      reject(error);
    });
    child.once("exit", (code, signal) => {
      clearInterval(watch);
      resolve(hung ? null : (code ?? -(signal === null ? 1 : constants.signals[signal])));
    });
  });
}

/** How many processes are still there a moment after the main one ended. */
async function stragglers(id: number): Promise<number> {
  const until = performance.now() + 1_500;
  while (session(id).pids.length > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return session(id).pids.length;
}

function readJournal(path: string): JournalRecord[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): JournalRecord => JSON.parse(line));
}
