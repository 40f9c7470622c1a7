/** One run of a program, with what it cost. */
const { spawn } = require("node:child_process");
const { existsSync, mkdtempSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** GNU time tells what a program and its children took of the processors; elsewhere that is not known. */
const GNU_TIME = "/usr/bin/time";
const hasGnuTime = process.platform === "linux" && existsSync(GNU_TIME);

/**
 * Runs a program to its end and gives `{ seconds, cpuSeconds, lines, output }`: wall time, processor time (null where it
 * cannot be known), and what it printed.
 *
 * @throws Error if it does not start, exits with another status than those in `statuses`, or takes longer than `limit` seconds.
 */
async function runOnce({ command, args, cwd, input = "", statuses = [0], limit = 900 }) {
  const folder = mkdtempSync(join(tmpdir(), "bench-run-"));
  const times = join(folder, "times");
  const [program, all] = hasGnuTime
    ? [GNU_TIME, ["--quiet", "--format=%U %S", `--output=${times}`, command, ...args]]
    : [command, args];
  try {
    const start = process.hrtime.bigint();
    const { output } = await finished(program, all, { cwd, input, statuses, limit, name: command });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const cpuSeconds = hasGnuTime ? sumOf(readFileSync(times, "utf8")) : null;
    return { seconds, cpuSeconds, output, lines: output.split("\n").length - 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sumOf(text) {
  const [user, system] = text.trim().split("\n").at(-1).split(" ").map(Number);
  return user + system;
}

/** Ends the whole group when time is up: GNU time would leave its child behind. */
function finished(program, args, { cwd, input, statuses, limit, name }) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    const [out, err] = [collect(child.stdout), collect(child.stderr)];
    const timer = setTimeout(() => process.kill(-child.pid, "SIGKILL"), limit * 1000);
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", (error) => {
      clearTimeout(timer);
      failed(new Error(`${name} cannot be run: ${error.message}`));
    });
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      if (signal !== null) failed(new Error(`${name} was ended after ${limit} s`));
      else if (!statuses.includes(status))
        failed(new Error(`${name} gave status ${status}: ${err.join("").slice(-400)}`));
      else done({ output: out.join("") });
    });
  });
}

function collect(stream) {
  const chunks = [];
  stream.setEncoding("utf8").on("data", (chunk) => chunks.push(chunk));
  return chunks;
}

module.exports = { hasGnuTime, runOnce };
