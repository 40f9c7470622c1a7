/** Runs a command with every Python in it watched, and sees to it that nothing of it is left. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { readJournal } from "./journal";
import type { Event } from "./types";

export interface Watched {
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the command is given as stdin, stdout and stderr: descriptors of this process, or "ignore". */
  readonly streams: readonly ("ignore" | "inherit" | number)[];
  /** After so many seconds it gets a SIGTERM; null for never. */
  readonly seconds: number | null;
  /** Resolves when it is to be ended before; with which signal. */
  readonly interrupted: Promise<NodeJS.Signals>;
}

export interface Outcome {
  /** The exit status of the command, as a shell counts it: 128 and the number of the signal that ended it. */
  readonly status: number;
  /** How it came to its end: by itself, because its time was over, or because somebody stopped us. */
  readonly end: "own" | "time" | "interrupt";
  /** It did not end when it was asked to, and was killed. */
  readonly isKilled: boolean;
  readonly events: readonly Event[];
}

/** Who does not end in this time when asked to is killed. */
const GRACE_MILLISECONDS = 5_000;
/** Processes that outlive the main one may write down what they just did. */
const LAST_WORDS_MILLISECONDS = 200;

/** Python source, which the build leaves where it is. */
const agent = [join(__dirname, "agent"), join(__dirname, "../../../src/evidence/agent")].find(existsSync) ?? "";

/** @throws the error of `spawn` where there is no such command. */
export async function watchCommand(watched: Watched): Promise<Outcome> {
  const journal = mkdtempSync(join(tmpdir(), "grpc-fork-fix-trace-"));
  try {
    const [program = "", ...words] = watched.command;
    const { environment } = watched;
    const child = spawn(program, words, {
      cwd: watched.folder,
      // A group of its own, so that all of it can be ended.
      detached: true,
      stdio: [...watched.streams],
      env: {
        ...environment,
        PYTHONPATH: [agent, environment.PYTHONPATH].filter(Boolean).join(delimiter),
        GRPC_FORK_FIX_JOURNAL: journal,
      },
    });
    // Whoever stops us a second time ends this process at once.
    const leaveNothing = () => signalTo(-(child.pid ?? 0), "SIGKILL");
    process.once("exit", leaveNothing);
    const outcome = await outcomeOf(child, watched).finally(() => process.off("exit", leaveNothing));
    return { ...outcome, events: readJournal(journal) };
  } finally {
    rmSync(journal, { recursive: true, force: true });
  }
}

async function outcomeOf(child: ChildProcess, { seconds, interrupted }: Watched): Promise<Omit<Outcome, "events">> {
  const ended = endOf(child);
  const timer = alarm(seconds);
  const first = await Promise.race([
    ended.then(() => ({ end: "own" as const, signal: null })),
    timer.rings.then(() => ({ end: "time" as const, signal: "SIGTERM" as const })),
    interrupted.then((signal) => ({ end: "interrupt" as const, signal })),
  ]).finally(timer.stop);
  let isKilled = false;
  if (first.signal !== null) {
    signalTo(child.pid ?? 0, first.signal);
    const grace = alarm(GRACE_MILLISECONDS / 1_000);
    isKilled = await Promise.race([ended.then(() => false), grace.rings.then(() => true)]).finally(grace.stop);
  }
  if (isKilled) signalTo(-(child.pid ?? 0), "SIGKILL");
  const status = await ended;
  const rest = alarm(LAST_WORDS_MILLISECONDS / 1_000);
  if (isAlive(-(child.pid ?? 0))) await rest.rings;
  rest.stop();
  signalTo(-(child.pid ?? 0), "SIGKILL");
  return { status, end: first.end, isKilled };
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

function alarm(seconds: number | null): { readonly rings: Promise<void>; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const rings = new Promise<void>((resolve) => {
    if (seconds !== null) timer = setTimeout(resolve, seconds * 1_000);
  });
  return { rings, stop: () => clearTimeout(timer) };
}

/** @param id of a process, or with a minus of a group; 0 is nobody. */
function signalTo(id: number, signal: NodeJS.Signals): void {
  try {
    if (id !== 0) process.kill(id, signal);
  } catch {
    // It is gone.
  }
}

function isAlive(id: number): boolean {
  try {
    return id !== 0 && process.kill(id, 0);
  } catch {
    return false;
  }
}
