/** Runs grpc-fork-fix as a user would: on a copy of the program, from the command line. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pythonFiles } from "./program";

/** What the proof reads of a finding in the JSON report. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly fork: { readonly path: string; readonly line: number } | null;
  readonly fix: { readonly status: string; readonly transform: string | null; readonly reason: string | null };
}

export interface Repair {
  /** Where the repaired copy is. */
  readonly folder: string;
  readonly findings: readonly ReportedFinding[];
  /** The exit status of `--write`: 0 when no finding is left. */
  readonly status: number;
  readonly stderr: string;
  readonly changed: readonly string[];
  /** What a second `--write` changed. */
  readonly changedAgain: readonly string[];
}

/** Copies a program into a new folder under `scratch` and has the tool repair it there, twice. */
export async function repair(
  tool: string,
  program: string,
  scratch: string,
  flags: readonly string[],
): Promise<Repair> {
  const folder = mkdtempSync(join(scratch, "program-"));
  cpSync(program, folder, { recursive: true });
  const original = contents(folder);
  const report = await run(tool, ["--format", "json", "."], folder);
  if (report.status > 1) throw new Error(`grpc-fork-fix failed with ${report.status}: ${report.stderr}`);
  const findings: readonly ReportedFinding[] = JSON.parse(report.stdout).findings;
  const write = await run(tool, ["--write", "--force", ...flags, "."], folder);
  const repaired = contents(folder);
  await run(tool, ["--write", "--force", ...flags, "."], folder);
  return {
    folder,
    findings,
    status: write.status,
    stderr: write.stderr,
    changed: differences(original, repaired),
    changedAgain: differences(repaired, contents(folder)),
  };
}

function contents(folder: string): Map<string, string> {
  return new Map(pythonFiles(folder).map((path) => [path, readFileSync(join(folder, path), "latin1")]));
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** What a command wrote and how it ended. */
export interface Output {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(tool: string, flags: readonly string[], cwd: string): Promise<Output> {
  return command(process.execPath, [tool, ...flags], cwd);
}

/** Runs a command to its end. The status is -1 when a signal ended it. */
export function command(
  program: string,
  flags: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, flags, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (data: string) => {
      stdout += data;
    });
    child.stderr.setEncoding("utf8").on("data", (data: string) => {
      stderr += data;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ status: code ?? -1, stdout, stderr }));
  });
}
