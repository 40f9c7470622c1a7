/** Runs one form of a program in one environment on one runtime, several times, and counts the outcomes. */
import { join } from "node:path";
import { openAsker } from "./asker";
import { deploy } from "./deploy";
import { type Deployed, deployedOutcome } from "./deployed";
import type { Deployment } from "./deployment";
import type { Environment } from "./environment";
import { execute } from "./execute";
import { outcome } from "./outcome";
import type { Program } from "./program";
import type { Runtime } from "./runtimes";
import { serve } from "./serve";
import { type Service, serviceOutcome } from "./service";
import type { Serving } from "./serving";
import type { Certificate, Shops } from "./shop";
import type { Slots } from "./slots";

const LIMIT_MILLISECONDS = 60_000;
/** A hung parent with busy threads does not stand still, so that nothing else ends it. */
const FAILING_LIMIT_MILLISECONDS = 15_000;
const SERVER_LIMIT_MILLISECONDS = 30_000;
const FAILING_SERVER_LIMIT_MILLISECONDS = 8_000;

/** What all cells share. */
export interface Bench {
  /** The folder of the proof suite. */
  readonly proof: string;
  readonly tls: Certificate | null;
  readonly shops: Shops;
  /** Places on the CPU, one more than there are: programs also wait for each other. A hung run gives its place back. */
  readonly cpu: Slots;
  /** Places in memory. */
  readonly memory: Slots;
}

export interface Cell {
  readonly program: Program;
  /** The folder of the form to run: the program's own, or that of its repaired copy. */
  readonly folder: string;
  readonly environment: Environment;
  readonly runtime: Runtime;
  readonly runs: number;
  /**
   * A program that is there to fail: a client is given up sooner, and a server is stopped in the first of the declared
   * ways alone.
   */
  readonly fails: boolean;
}

export interface CellResult {
  readonly environment: Environment;
  /** One for each run. */
  readonly outcomes: readonly string[];
  /** The end of what the first run that was not ok wrote to its standard error. */
  readonly trouble: string;
}

export async function runCell(bench: Bench, cell: Cell): Promise<CellResult> {
  const leave = await bench.memory.take();
  try {
    return await runInPlace(bench, cell);
  } finally {
    leave();
  }
}

async function runInPlace(bench: Bench, cell: Cell): Promise<CellResult> {
  const runs = await runsOf(bench, cell);
  const first = runs.findIndex(({ word }) => word !== "ok");
  const outcomes = runs.map(({ word }) => word);
  return { environment: cell.environment, outcomes, trouble: runs[first]?.stderr.slice(-2_000) ?? "" };
}

function runsOf(bench: Bench, cell: Cell): Promise<CellRun[]> {
  const { serving, deployment } = cell.program;
  if (deployment !== null) return runApplication(bench, cell, deployment);
  return serving === null ? runClient(bench, cell) : runServer(bench, cell, serving);
}

interface CellRun {
  readonly word: string;
  readonly stderr: string;
}

async function runClient(bench: Bench, cell: Cell): Promise<CellRun[]> {
  const shop = await bench.shops.of(cell.runtime.python);
  const limit = cell.fails ? FAILING_LIMIT_MILLISECONDS : LIMIT_MILLISECONDS;
  const job = { ...common(bench, cell), shop, limit };
  // All at once: the CPU slots order them, and hung runs wait side by side.
  return Promise.all(
    Array.from({ length: cell.runs }, async () => {
      const run = await execute(job, await bench.cpu.take());
      return { word: outcome(run, cell.program.steps), stderr: run.stderr };
    }),
  );
}

async function runServer(bench: Bench, cell: Cell, serving: Serving): Promise<CellRun[]> {
  const asker = openAsker(cell.runtime.python, bench.proof, cell.program.tls ? bench.tls : null);
  const limit = cell.fails ? FAILING_SERVER_LIMIT_MILLISECONDS : SERVER_LIMIT_MILLISECONDS;
  const runs: CellRun[] = [];
  try {
    // One after the other: they share the client that asks them.
    while (runs.length < cell.runs) {
      const stop = serving.stops[cell.fails ? 0 : runs.length % serving.stops.length] ?? serving.stops[0];
      const job = { ...common(bench, cell), serving, stop, tls: bench.tls, asker, limit };
      const service = await serve(job, await bench.cpu.take());
      runs.push({ word: serviceOutcome(service, serving), stderr: told(service) });
    }
    return runs;
  } finally {
    asker.close();
  }
}

async function runApplication(bench: Bench, cell: Cell, deployment: Deployment): Promise<CellRun[]> {
  const shop = await bench.shops.of(cell.runtime.python);
  const limit = cell.fails ? FAILING_SERVER_LIMIT_MILLISECONDS : SERVER_LIMIT_MILLISECONDS;
  const job = { ...common(bench, cell), deployment, proof: bench.proof, shop, limit };
  const runs: CellRun[] = [];
  while (runs.length < cell.runs) {
    const deployed = await deploy(job, await bench.cpu.take());
    runs.push({ word: deployedOutcome(deployed, deployment.processes), stderr: toldOf(deployed) });
  }
  return runs;
}

function toldOf({ output, answers, ...seen }: Deployed): string {
  return `${output.slice(-1_500)}\n${JSON.stringify({ ...seen, answers: answers.length })}`;
}

/** What a reader needs to know of a run that was not ok. */
function told({ stderr, ...seen }: Service): string {
  return `${stderr.slice(-1_500)}\n${JSON.stringify(seen)}`;
}

function common(bench: Bench, cell: Cell) {
  return {
    python: cell.runtime.python,
    folder: cell.folder,
    main: cell.program.main,
    environment: cell.environment,
    pythonPath: join(bench.proof, "lib"),
  };
}
