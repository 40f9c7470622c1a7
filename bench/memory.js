/** The peak of memory of a program with all its children: on Linux, from /proc. */
const { spawn } = require("node:child_process");
const { readdirSync, readFileSync } = require("node:fs");

/** Often enough to see the high-water mark of every process that lives a while; the kernel keeps the mark itself. */
const LOOK_EVERY_MS = 25;

/** The sum of the high-water marks (VmHWM) of its processes in megabytes (2^20 bytes); null where there is no /proc. */
function peakOf({ command, args, cwd, statuses = [0] }) {
  if (process.platform !== "linux") return Promise.resolve(null);
  return new Promise((done, failed) => {
    const marks = new Map();
    const child = spawn(command, args, { cwd, stdio: "ignore" });
    const look = () => {
      for (const pid of familyOf(child.pid)) marks.set(pid, Math.max(markOf(pid), marks.get(pid) ?? 0));
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    look();
    child.on("error", failed);
    child.on("exit", (status) => {
      clearInterval(timer);
      if (!statuses.includes(status)) return failed(new Error(`${command} gave status ${status}`));
      done([...marks.values()].reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024);
    });
  });
}

/** A process and all that came from it, as far as they are alive. */
function familyOf(pid) {
  return [pid, ...childrenOf(pid).flatMap(familyOf)];
}

function childrenOf(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8"));
    return lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
  } catch {
    // It is gone.
    return [];
  }
}

/** In kilobytes; 0 for a process that is gone, or has ended and waits for its parent to ask how. */
function markOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

module.exports = { peakOf };
