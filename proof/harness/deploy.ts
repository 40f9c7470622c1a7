/** Runs an application once as its deployment says: waits for it, asks its processes, stops it, and sees what is left. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { Answer, Answers, Customer } from "./customer";
import type { Deployed } from "./deployed";
import type { Deployment } from "./deployment";
import { ENVIRONMENTS, type Environment, processEnvironment } from "./environment";
import { idleClock, RESTING_MILLISECONDS } from "./idle";
import { freePort } from "./ports";
import { killSession, session } from "./sessions";
import type { Shop } from "./shop";
import type { Release } from "./slots";
import { taskCustomer } from "./task-customer";
import { webCustomer } from "./web-customer";

/** An application that was asked and used no CPU for this long hangs: nothing in it sleeps, and the shop answers at once. */
const HUNG_MILLISECONDS = 2_500;
const LOOK_MILLISECONDS = 50;
const STRAGGLERS_MILLISECONDS = 1_500;
/** At least so many requests must be answered rightly, however soon each process has answered. */
const ANSWERS = 12;
/** What is asked for at once: more than there are processes, and each of another length, so that mixed replies are seen. */
const SKUS = ["tea", "salt", "cocoa", "coffee", "vinegar", "cinnamon"];

export interface DeployJob {
  readonly python: string;
  readonly folder: string;
  readonly deployment: Deployment;
  readonly environment: Environment;
  /** The folder of the proof suite. */
  readonly proof: string;
  readonly shop: Shop;
  /** An application of which not all processes have answered, or which has not stopped, after so many milliseconds never will. */
  readonly limit: number;
}

/** `release` is called at the end, or earlier when the application stands still. */
export async function deploy(job: DeployJob, release: Release): Promise<Deployed> {
  const scratch = mkdtempSync(join(tmpdir(), "proof-deploy-"));
  for (const name of ["queue", "results"]) mkdirSync(join(scratch, name));
  // Some write beside what they load.
  cpSync(job.folder, join(scratch, "project"), { recursive: true });
  const port = freePort();
  const child = start(job, scratch, port);
  const id = await started(child);
  const isWeb = job.deployment.kind === "web";
  const customer = isWeb ? webCustomer(port, id) : taskCustomer(join(scratch, "queue"), join(scratch, "results"));
  try {
    const asked = await askAll(job, child, customer, () => idleClock(id), release);
    // To stop takes some seconds and little work: Celery waits for its threads.
    release();
    const stopped = asked.hung || asked.endedEarly ? { status: 0, left: 0 } : await stop(job, child, id);
    return { ...asked, ...stopped, output: readFileSync(join(scratch, "output"), "utf8") };
  } finally {
    killSession(id);
    customer.close();
    release();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** By way of `env`, because the command may begin with variables, and the process must be the command's own. */
function start({ python, deployment, environment, proof, shop }: DeployJob, scratch: string, port: number) {
  const output = openSync(join(scratch, "output"), "w");
  const child = spawn("sh", ["-c", `exec env ${deployment.command}`], {
    cwd: join(scratch, "project"),
    detached: true,
    stdio: ["ignore", output, output],
    env: processEnvironment(join(proof, "lib"), {
      ...ENVIRONMENTS[environment],
      PATH: [dirname(python), process.env.PATH].join(delimiter),
      HOME: scratch,
      TMPDIR: scratch,
      PORT: String(port),
      QUEUE: join(scratch, "queue"),
      RESULTS: join(scratch, "results"),
      SHOP: shop.address,
    }),
  });
  closeSync(output);
  return child;
}

function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => resolve(child.pid ?? 0));
  });
}

type Asked = Omit<Deployed, "status" | "left" | "output">;

/** Asks until so many processes have answered as are declared, and often enough; the first error ends it. */
async function askAll(
  job: DeployJob,
  child: ChildProcess,
  customer: Customer,
  clock: () => () => number,
  release: Release,
): Promise<Asked> {
  const end = performance.now() + job.limit;
  const asked = { hung: false, endedEarly: false, answers: [] as readonly Answer[], errors: [] as readonly string[] };
  let round: Promise<Answers> | null = null;
  let idleFor = clock();
  while (asked.errors.length === 0 && !isEnough(asked.answers, job.deployment.processes)) {
    if (hasEnded(child)) return { ...asked, endedEarly: true };
    const idle = idleFor();
    if (idle > RESTING_MILLISECONDS) release();
    if (idle > HUNG_MILLISECONDS || performance.now() > end) return { ...asked, hung: true };
    if (round === null && customer.isServed()) round = customer.ask(SKUS);
    const come: Answers | null = await Promise.race([round ?? pause(LOOK_MILLISECONDS), pause(LOOK_MILLISECONDS)]);
    if (come === null) continue;
    round = null;
    // An answer takes less CPU than the clock can see.
    idleFor = clock();
    asked.answers = [...asked.answers, ...come.answers];
    asked.errors = come.errors;
  }
  return asked;
}

function isEnough(answers: readonly Answer[], processes: number): boolean {
  return answers.length >= ANSWERS && new Set(answers.map(({ pid }) => pid)).size >= processes;
}

/** By a SIGTERM to the main process, as every platform does. */
async function stop(job: DeployJob, child: ChildProcess, id: number): Promise<Pick<Deployed, "status" | "left">> {
  if (!hasEnded(child)) process.kill(id, "SIGTERM");
  await until(job.limit, () => hasEnded(child));
  if (!hasEnded(child)) return { status: null, left: 0 };
  await until(STRAGGLERS_MILLISECONDS, () => session(id).pids.length === 0);
  const signal = child.signalCode === null ? 1 : constants.signals[child.signalCode];
  return { status: child.exitCode ?? -signal, left: session(id).pids.length };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Looks often until something holds, or the time is over. */
async function until(milliseconds: number, holds: () => boolean): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!holds() && performance.now() < end) await pause(LOOK_MILLISECONDS);
}

function pause(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));
}
