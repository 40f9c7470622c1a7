/** What runs in the sessions of the machine, read from /proc: how the harness sees children that it did not start. */
import { closeSync, openSync, readdirSync, readSync } from "node:fs";

/** The live processes of one session, and the CPU time that they used so far, in clock ticks of 10 ms. */
export interface Session {
  readonly pids: readonly number[];
  readonly ticks: number;
}

const NOBODY: Session = { pids: [], ticks: 0 };

/** Looks at one session now. */
export function session(id: number): Session {
  return sessions().get(id) ?? NOBODY;
}

/** Looks at all sessions, at most a few times a second however many ask. */
export function recentSession(id: number): Session {
  const now = performance.now();
  if (now - recent.at > 140) recent = { at: now, sessions: sessions() };
  return recent.sessions.get(id) ?? NOBODY;
}

let recent: { at: number; sessions: ReadonlyMap<number, Session> } = {
  at: Number.NEGATIVE_INFINITY,
  sessions: new Map(),
};

function sessions(): Map<number, Session> {
  const found = new Map<number, Session>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const seen = readStat(entry);
    if (seen === null) continue;
    const known = found.get(seen.session) ?? NOBODY;
    found.set(seen.session, { pids: [...known.pids, Number(entry)], ticks: known.ticks + seen.ticks });
  }
  return found;
}

/** The session and CPU time of a live process; null for one that is gone or a zombie. See proc_pid_stat(5). */
function readStat(pid: string): { session: number; ticks: number } | null {
  const [state, , , sessionId, ...rest] = statFields(pid);
  if (state === undefined || state === "Z" || state === "X") return null;
  return { session: Number(sessionId), ticks: Number(rest[7]) + Number(rest[8]) };
}

/** Thousands are read in a second, and `readFileSync` takes 64 KB for each file whose size it cannot know. */
const stat = Buffer.allocUnsafe(1024);

/** What stands behind the name of a process (`PID`) or thread (`PID/task/TID`), its state first; nothing for one that is gone. */
function statFields(path: string): string[] {
  let file: number | undefined;
  try {
    file = openSync(`/proc/${path}/stat`, "r");
    const text = stat.toString("latin1", 0, readSync(file, stat));
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/**
 * Whether a thread of a session has work to do: it runs, waits for a CPU or for the disk. On a busy machine such a
 * session may use no time for seconds and yet is not hung.
 */
export function isRunnable(id: number): boolean {
  return recentSession(id).pids.some((pid) =>
    threads(pid).some((thread) => /^[RD]$/.test(statFields(`${pid}/task/${thread}`)[0] ?? "")),
  );
}

function threads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Kills every process of a session, by id. */
export function killSession(id: number): void {
  for (const pid of session(id).pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended between the look and the signal.
    }
  }
}
