#!/usr/bin/env node
/** `npm run proof [-- --report]`: the proof suite at full length. See docs/proof.md. */
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

const root = join(__dirname, "..");
const environment = { PROOF_RUNS: "10", PROOF_GRPCIO: "all", ...process.env };
if (process.argv.includes("--report")) environment.PROOF_REPORT = join(root, "docs", "proof.md");

/** Runs a script on this Node, and gives its exit status. */
function run(...args) {
  return spawnSync(process.execPath, args, { cwd: root, env: environment, stdio: "inherit" }).status ?? 1;
}

const jest = join(root, "node_modules", "jest", "bin", "jest.js");
process.exitCode = run(join(root, "scripts", "python-env.js")) || run(jest, "proof/proof.test.ts", "--verbose");
