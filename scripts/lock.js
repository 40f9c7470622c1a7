const { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const PAUSE = 200;
/** Milliseconds after which a lock without an owner counts as left behind. */
const GRACE = 5_000;

/** Names the lock that a process holds to those that it starts. */
const HELD = "GRPC_FORK_FIX_LOCK";

/**
 * Does `work` while no other process does; several terminals and CI steps may start the tool at once. What the holder
 * starts (npm, which runs `prepare`) may do its part.
 */
function withLock(root, work) {
  const lock = join(root, ".bootstrap-lock");
  if (process.env[HELD] === lock) return work();
  while (!take(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  // `work` ends the process when it fails.
  process.once("exit", release);
  process.env[HELD] = lock;
  work();
  delete process.env[HELD];
  process.removeListener("exit", release);
  release();
}

function take(lock) {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  writeFileSync(join(lock, "pid"), String(process.pid));
  return true;
}

function isAbandoned(lock) {
  try {
    process.kill(Number(readFileSync(join(lock, "pid"), "utf8")), 0);
    return false;
  } catch (error) {
    if (error.code === "EPERM") return false;
    if (error.code === "ESRCH") return true;
    const status = statSync(lock, { throwIfNoEntry: false });
    return status !== undefined && Date.now() - status.mtimeMs > GRACE;
  }
}

module.exports = { withLock };
