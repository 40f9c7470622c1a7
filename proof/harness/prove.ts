/** A program's whole proof: what the tool makes of it, and how both forms run on every runtime. */
import { type Bench, type Cell, type CellResult, runCell } from "./cell";
import { type Claim, claimedOn } from "./claim";
import type { Program } from "./program";
import type { Runtime } from "./runtimes";
import { type Repair, repair } from "./tool";

export interface RuntimeProof {
  readonly runtime: Runtime;
  /** Runs of the program as it is, where its head says that it fails. */
  readonly before: readonly CellResult[];
  /** Runs of the repaired copy, or of the untouched one of a program that is fine. */
  readonly after: readonly CellResult[];
}

export interface Proof {
  readonly program: Program;
  readonly repair: Promise<Repair>;
  /** In the order of the runtimes. */
  readonly runtimes: readonly Promise<RuntimeProof>[];
}

export interface Setup {
  readonly bench: Bench;
  /** Path of the command's script. */
  readonly tool: string;
  /** A folder for repaired copies. */
  readonly scratch: string;
  /** Runs of each repaired form in each environment. */
  readonly runs: number;
}

/** A form that fails does so in every run, so that a third of the runs is evidence enough; a hang costs seconds. */
const BEFORE_SHARE = 1 / 3;

/** Starts the proof; its parts come in as they are done. */
export function prove(setup: Setup, program: Program, runtimes: readonly Runtime[]): Proof {
  const repaired = repairInTurn(setup, program);
  const proofs = runtimes.map((runtime) => proveOn(setup, program, runtime, repaired));
  // A test looks at each of them; one that no test gets to must not end the process.
  for (const part of [repaired, ...proofs]) part.catch(() => undefined);
  return { program, repair: repaired, runtimes: proofs };
}

/** Unsafe repairs are asked for where one is expected. */
function flagsFor({ fix, expected }: Program): string[] {
  return [fix, ...expected.map((finding) => finding.fix)].includes("unsafe") ? ["--unsafe-fixes"] : [];
}

async function repairInTurn({ bench, tool, scratch }: Setup, program: Program): Promise<Repair> {
  const leave = await bench.cpu.take();
  return repair(tool, program.folder, scratch, flagsFor(program)).finally(leave);
}

async function proveOn(
  { bench, runs }: Setup,
  program: Program,
  runtime: Runtime,
  repaired: Promise<Repair>,
): Promise<RuntimeProof> {
  const cells = (claims: readonly Claim[], form: Pick<Cell, "folder" | "runs" | "fails">) =>
    Promise.all(
      claimedOn(runtime.name, claims).map((environment) => runCell(bench, { program, environment, runtime, ...form })),
    );
  const few = Math.max(1, Math.floor(runs * BEFORE_SHARE));
  const before = cells(program.before, { folder: program.folder, runs: few, fails: true });
  const { folder } = await repaired;
  const after = program.fix === "none" ? [] : cells(program.right, { folder, runs, fails: false });
  return { runtime, before: await before, after: await after };
}
