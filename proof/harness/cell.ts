/** Runs one form of a program in one environment on one runtime, several times, and counts the outcomes. */
import { join } from "node:path";
import type { Environment } from "./environment";
import { execute } from "./execute";
import { outcome } from "./outcome";
import type { Program } from "./program";
import type { Runtime } from "./runtimes";
import { type Certificate, openShop } from "./shop";
import type { Slots } from "./slots";

/** What all cells share. */
export interface Bench {
  /** The folder of the proof suite. */
  readonly proof: string;
  readonly tls: Certificate | null;
  /** Places on the CPU. A hung run gives its place back. */
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
  const start = await bench.cpu.take();
  const shop = await openShop(cell.runtime.python, bench.proof, bench.tls).finally(start);
  const job = {
    python: cell.runtime.python,
    folder: cell.folder,
    main: cell.program.main,
    environment: cell.environment,
    pythonPath: join(bench.proof, "lib"),
    shop,
  };
  try {
    // All at once: the CPU slots order them, and hung runs wait side by side.
    const runs = await Promise.all(Array.from({ length: cell.runs }, async () => execute(job, await bench.cpu.take())));
    const outcomes = runs.map((run) => outcome(run, cell.program.steps));
    const first = outcomes.findIndex((word) => word !== "ok");
    return { environment: cell.environment, outcomes, trouble: runs[first]?.stderr.slice(-2_000) ?? "" };
  } finally {
    shop.close();
  }
}
