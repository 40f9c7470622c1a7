/** Runs a server program once: waits until it serves, asks who answers, stops it, and sees what is left. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import type { Asker, Replies } from "./asker";
import { ENVIRONMENTS, type Environment, processEnvironment } from "./environment";
import { freePort, portsOf } from "./ports";
import type { Service } from "./service";
import type { Serving, Stop } from "./serving";
import { killSession, session } from "./sessions";
import type { Certificate } from "./shop";
import type { Release } from "./slots";

/** A server that is not complete after this time does not need its place on the CPU: it hangs, or others delay it. */
const RELEASE_MILLISECONDS = 2_500;
const STRAGGLERS_MILLISECONDS = 1_500;
/** Calls to each port in a round of waiting, at most. */
const WAITING_CALLS = 4;
/** The slowest call starts a Python that imports grpc. */
const CALL_SECONDS = 5;

export interface ServiceJob {
  readonly python: string;
  readonly folder: string;
  readonly main: string;
  readonly environment: Environment;
  readonly pythonPath: string;
  readonly serving: Serving;
  readonly stop: Stop;
  readonly tls: Certificate | null;
  readonly asker: Asker;
  /** A server that is not complete, or not stopped, after so many milliseconds never will be. */
  readonly limit: number;
}

/** `release` is called at the end, or earlier when the program stands still. */
export async function serve(job: ServiceJob, release: Release): Promise<Service> {
  const scratch = mkdtempSync(join(tmpdir(), "proof-serve-"));
  const output = openSync(join(scratch, "stderr"), "w");
  const child = spawn(job.python, ["-u", join(job.folder, job.main)], {
    cwd: scratch,
    detached: true,
    stdio: ["ignore", "ignore", output],
    env: processEnvironment(job.pythonPath, {
      ...ENVIRONMENTS[job.environment],
      PORT: String(freePort()),
      SHOP_CERTIFICATE: job.tls?.certificate ?? "",
      SHOP_KEY: job.tls?.key ?? "",
    }),
  });
  closeSync(output);
  const id = await started(child);
  try {
    const seen = await observe(job, child, id, release);
    return { ...seen, stop: job.stop, stderr: readFileSync(join(scratch, "stderr"), "utf8") };
  } finally {
    killSession(id);
    release();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => resolve(child.pid ?? 0));
  });
}

type Observed = Omit<Service, "stop" | "stderr">;

const NOTHING: Observed = {
  endedEarly: false,
  answering: [],
  ports: [],
  errors: [],
  errorsAfterKill: [],
  callCut: false,
  status: 0,
  left: 0,
};

async function observe(job: ServiceJob, child: ChildProcess, id: number, release: Release): Promise<Observed> {
  const answering = await gather(job, child, id, release);
  if (hasEnded(child)) return { ...NOTHING, endedEarly: true, answering, status: status(child) };
  const ports = portsOf(id);
  if (answering.length < job.serving.workers) return { ...NOTHING, answering, ports };
  const { errors } = await job.asker.ask(ports, job.serving.calls, CALL_SECONDS);
  const errorsAfterKill = job.serving.oneKilled ? await askAfterKill(job, id, answering, ports) : [];
  const ended = await stop(job, child, id, ports);
  return { ...NOTHING, answering, ports, errors, errorsAfterKill, ...ended };
}

/** Asks until so many processes have answered as are declared. */
async function gather(job: ServiceJob, child: ChildProcess, id: number, release: Release): Promise<number[]> {
  const begin = performance.now();
  const pids = new Set<number>();
  const calls = Math.min(WAITING_CALLS, job.serving.calls);
  while (pids.size < job.serving.workers && !hasEnded(child)) {
    const elapsed = performance.now() - begin;
    if (elapsed > job.limit) break;
    if (elapsed > RELEASE_MILLISECONDS) release();
    const ports = portsOf(id);
    const replies: Replies =
      ports.length === 0 ? { pids: [], errors: [] } : await job.asker.ask(ports, calls, CALL_SECONDS);
    for (const pid of replies.pids) pids.add(pid);
    if (replies.pids.length === 0) await pause(25);
  }
  return [...pids];
}

async function askAfterKill(
  job: ServiceJob,
  main: number,
  answering: readonly number[],
  ports: readonly number[],
): Promise<readonly string[]> {
  const victim = answering.find((pid) => pid !== main);
  if (victim === undefined) return ["no worker to kill"];
  process.kill(victim, "SIGKILL");
  await until(STRAGGLERS_MILLISECONDS, () => isGone(main, victim));
  return (await job.asker.ask(ports, job.serving.calls, CALL_SECONDS)).errors;
}

async function stop(
  job: ServiceJob,
  child: ChildProcess,
  id: number,
  ports: readonly number[],
): Promise<Pick<Observed, "callCut" | "status" | "left">> {
  const watched = job.serving.finishesCalls && job.stop !== "sigint" ? await job.asker.watch(ports[0] ?? 0, 10) : null;
  process.kill(job.stop === "sigterm" ? id : -id, job.stop === "sigint" ? "SIGINT" : "SIGTERM");
  const end = await watched?.end;
  await until(job.limit, () => hasEnded(child));
  const ended = hasEnded(child);
  if (ended) await until(STRAGGLERS_MILLISECONDS, () => session(id).pids.length === 0);
  return {
    callCut: end !== undefined && end.errors.length > 0,
    status: ended ? status(child) : null,
    left: ended ? session(id).pids.length : 0,
  };
}

/** Whether no thread of a process is left: its main one may be dead while another still holds the sockets. */
function isGone(sessionId: number, pid: number): boolean {
  if (session(sessionId).pids.includes(pid)) return false;
  try {
    return readdirSync(`/proc/${pid}/task`).length < 2;
  } catch {
    return true;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function status(child: ChildProcess): number {
  return child.exitCode ?? -(child.signalCode === null ? 1 : constants.signals[child.signalCode]);
}

/** Looks often until something holds, or the time is over. */
async function until(milliseconds: number, holds: () => boolean): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!holds() && performance.now() < end) await pause(20);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
