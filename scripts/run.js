const { spawnSync } = require("node:child_process");

/**
 * Runs a program, its stdout turned to stderr unless `stdout` says otherwise. Ends this process with exit
 * status 2 when the program fails, or returns its status when `mayFail` is set.
 */
function run(program, args, { cwd, stdout = process.stderr, mayFail = false, env = process.env }) {
  const result = spawnSync(program, args, { cwd, env, stdio: ["inherit", stdout, "inherit"] });
  if (result.error) {
    process.stderr.write(`cannot run ${program}: ${result.error.message}\n`);
    process.exit(2);
  }
  const status = result.status ?? 128 + require("node:os").constants.signals[result.signal];
  if (status === 0 || mayFail) return status;
  process.stderr.write(`failed with status ${status}: ${[program, ...args].join(" ")}\n`);
  process.exit(2);
}

module.exports = { run };
