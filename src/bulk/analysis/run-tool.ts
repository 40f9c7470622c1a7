/** The tool as a child process: it sees the code and no secret, and is ended when it takes too much. */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";

export interface ToolCall {
  /** Of `bin/grpc-fork-fix.js`, absolute. */
  readonly tool: string;
  readonly args: readonly string[];
  /** The code. */
  readonly folder: string;
  /** A folder of its own, for what a program may want to write. */
  readonly scratch: string;
  /** Milliseconds. */
  readonly limit: number;
  /** Of the heap. */
  readonly megabytes: number;
}

export interface ToolEnd {
  /** Null when it was killed. */
  readonly status: number | null;
  readonly isLate: boolean;
  /** The end of what it said on stderr. */
  readonly said: string;
}

const SAID = 4_000;

/** Runs the tool to its end, or to the end of its time. Stdout is dropped. */
export function runTool({ tool, args, folder, scratch, limit, megabytes }: ToolCall): Promise<ToolEnd> {
  const home = join(scratch, "home");
  mkdirSync(home, { recursive: true });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${megabytes}`, tool, ...args], {
      cwd: folder,
      // Nothing of ours: the tokens of the campaign are in our environment.
      env: { PATH: pathOnly(), HOME: home, TMPDIR: home, LC_ALL: "C.UTF-8", NO_COLOR: "1", CI: "true" },
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
    });
    let said = "";
    let isLate = false;
    const kill = () => killGroup(child.pid);
    if (running.size === 0) process.on("exit", killAll);
    running.add(kill);
    const timer = setTimeout(() => {
      isLate = true;
      kill();
    }, limit);
    const ended = () => {
      clearTimeout(timer);
      running.delete(kill);
      if (running.size === 0) process.off("exit", killAll);
    };
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      said = (said + chunk).slice(-SAID);
    });
    child.once("error", (error) => {
      ended();
      reject(error);
    });
    child.once("close", (status) => {
      ended();
      resolve({ status, isLate, said });
    });
  });
}

/** Ends of what runs: a tool has a group of its own, and would outlive us. */
const running = new Set<() => void>();

function killAll(): void {
  for (const kill of running) kill();
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has just ended.
  }
}

/** git is asked for nothing here, but a `PATH` with nothing in it finds not even `node`. */
function pathOnly(): string {
  return process.env.PATH ?? ["/usr/local/bin", "/usr/bin", "/bin"].join(delimiter);
}
