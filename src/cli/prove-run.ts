/** Runs a command in a project as it is and as the tool repairs it. */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { copyProject } from "../evidence/copy";
import type { Event, Frame } from "../evidence/types";
import { renderTrials, type Trial, trialOf, verdictOf } from "../evidence/verdict";
import { isInside } from "../host/discover";
import { workTreeOf } from "../host/git";
import { UsageError } from "../host/usage-error";
import type { Stop } from "./signals";
import type { Terminal } from "./terminal";
import { packageFolder } from "./version";
import { watchEvidence } from "./watching";

export interface Prove {
  readonly command: readonly string[];
  readonly runs: number;
  /** The time of a run. */
  readonly seconds: number;
  readonly format: "text" | "json";
  /** Flags of the repair. */
  readonly toolFlags: readonly string[];
  readonly isQuiet: boolean;
  readonly stop: Stop;
}

/** The last bytes of a run's output are kept. */
const OUTPUT_BYTES = 2_000;

/** Gives the exit status: 0 when the repair is proved, 1 when not. */
export async function proveRepair(prove: Prove, terminal: Terminal): Promise<number> {
  const here = realpathSync(terminal.folder);
  const root = realpathSync(workTreeOf(here) ?? here);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "grpc-fork-fix-prove-")));
  const say = (text: string) => {
    if (!prove.isQuiet) terminal.err.write(text);
  };
  try {
    const folderOf = (form: Trial["form"]) => join(scratch, form, relative(root, here));
    for (const form of ["before", "after"] as const) copyProject(root, join(scratch, form), scratch);
    const repaired = repair(folderOf("after"), prove.toolFlags);
    say(`Repaired in the copy: ${repaired.join(", ")}\n`);
    const trials: Trial[] = [];
    for (const form of ["before", "after"] as const) {
      for (let run = 1; run <= prove.runs && prove.stop.signal() === null; run++) {
        trials.push(await trial(form, run, { prove, terminal, folder: folderOf(form), root, scratch }));
      }
    }
    if (prove.stop.signal() !== null) return 1;
    const verdict = verdictOf(trials);
    const report = { version: 1, command: prove.command, verdict, repaired, trials };
    terminal.out.write(
      prove.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : renderTrials(trials, verdict),
    );
    return verdict === "proved" ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Repairs a copy, and gives the files that this changed. Throws a UsageError where there is nothing to repair. */
function repair(folder: string, flags: readonly string[]): readonly string[] {
  const tool = join(packageFolder(), "bin", "grpc-fork-fix.js");
  const args = ["--write", "--force", "--format=json", "--no-cache", ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0 && status !== 1) throw new UsageError(`the project could not be repaired: ${stderr.trim()}`);
  const { findings, changes } = JSON.parse(stdout);
  if (changes.length > 0) return changes.map(({ path }: { path: string }) => path);
  throw new UsageError(
    findings.length === 0
      ? "there is no finding here, and so no repair to prove; `grpc-fork-fix trace` shows what the command does"
      : "no finding here has a fix that can be proved; see `grpc-fork-fix`, and --unsafe-fixes",
  );
}

interface Bench {
  readonly prove: Prove;
  readonly terminal: Terminal;
  readonly folder: string;
  readonly root: string;
  readonly scratch: string;
}

async function trial(
  form: Trial["form"],
  run: number,
  { prove, terminal, folder, root, scratch }: Bench,
): Promise<Trial> {
  const path = join(scratch, "output");
  const output = openSync(path, "w");
  try {
    const { outcome, evidence } = await watchEvidence({
      command: prove.command,
      terminal: { folder, environment: { ...terminal.environment, PWD: folder } },
      seconds: prove.seconds,
      interrupted: prove.stop.came.then(() => prove.stop.signal() ?? "SIGTERM"),
      streams: ["ignore", output, output],
    });
    if (evidence.processes.length === 0) throw new UsageError("the command ran no Python that can be watched");
    refuseInstalled(outcome.events, root, scratch);
    return trialOf(form, run, { outcome, evidence, output: readFileSync(path, "utf8").slice(-OUTPUT_BYTES) });
  } finally {
    closeSync(output);
  }
}

/** A project that is installed in place is run where it is, whichever copy the command was started in. */
function refuseInstalled(events: readonly Event[], root: string, scratch: string): void {
  const frames: readonly Frame[] = events.flatMap((event) => ("frames" in event ? event.frames : []));
  const own = frames.find(
    ({ path }) => isInside(root, path) && !isInside(scratch, path) && !/\/(?:site|dist)-packages\//.test(path),
  );
  if (own === undefined) return;
  throw new UsageError(
    `the command runs ${own.path} and not its copy: is the project installed in place (pip install -e), or on PYTHONPATH?`,
  );
}
