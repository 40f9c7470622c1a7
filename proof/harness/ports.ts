/** TCP ports: which are free for a server under proof, and on which one it listens, read from /proc. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { session } from "./sessions";

/** Below the ports that Linux gives to clients, so that nobody gets one of them by chance. */
const FIRST = 20_000;
const COUNT = 12_000;
/** A program may take the next ports as well. */
const STRIDE = 8;

let next = STRIDE * Math.floor((Math.random() * COUNT) / STRIDE);

/** A port on which nobody listens; never the same twice in a row. */
export function freePort(): number {
  const taken = new Set(listening().values());
  for (;;) {
    next = (next + STRIDE) % COUNT;
    if (!taken.has(FIRST + next)) return FIRST + next;
  }
}

/** The ports on which the processes of a session listen, sorted. */
export function portsOf(sessionId: number): number[] {
  const all = listening();
  const inodes = session(sessionId).pids.flatMap(socketsOf);
  const ports = inodes.map((inode) => all.get(inode)).filter((port) => port !== undefined);
  return [...new Set(ports)].sort((a, b) => a - b);
}

/** Every listening socket: its inode and port. See proc(5), /proc/net/tcp. */
function listening(): Map<string, number> {
  const lines = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((path) => {
    try {
      return readFileSync(path, "latin1").split("\n").slice(1);
    } catch {
      return []; // Without IPv6 there is no such file.
    }
  });
  const rows = lines.map((line) => line.trim().split(/\s+/)).filter((row) => row[3] === "0A");
  return new Map(rows.map((row) => [row[9] ?? "", Number.parseInt(row[1]?.split(":").at(-1) ?? "", 16)]));
}

function socketsOf(pid: number): string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(link(`${folder}/${fd}`))?.[1] ?? []);
  } catch {
    return []; // It ended between the look and this one.
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
