/**
 * Prepares the PostgreSQL on which the ledger of many machines is tried. Where there is none, the distribution's package is
 * installed, which takes root and apt-get; elsewhere the tests are skipped with a warning, and under CI=true that is a
 * failure. Tests start a server of their own in a scratch folder. Everything that it says goes to stderr.
 */

const { spawnSync } = require("node:child_process");
const { mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { withLock } = require("./lock");
const { findPostgres } = require("./postgres");

const isCi = process.env.CI === "true" || process.env.CI === "1";
/** Debian's package makes a database and starts a server for it, unless a file here says otherwise. */
const SETTINGS = "/etc/postgresql-common/createcluster.d";

function say(text) {
  process.stderr.write(`postgres-env: ${text}\n`);
}

function install() {
  // Another process may have done it while this one waited.
  if (findPostgres() !== null || process.getuid?.() !== 0) return;
  say("installing the distribution's postgresql...");
  mkdirSync(SETTINGS, { recursive: true });
  writeFileSync(join(SETTINGS, "grpc-fork-fix.conf"), "create_main_cluster = false\n");
  const aptGet = (...args) => spawnSync("apt-get", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  aptGet("update", "-qq");
  const installed = aptGet("install", "-y", "-qq", "--no-install-recommends", "postgresql");
  if (installed.status !== 0) say((installed.stderr ?? installed.error?.message ?? "").trim().split("\n").at(-1));
}

if (findPostgres() === null) {
  withLock(join(__dirname, ".."), install);
  if (findPostgres() === null) {
    say("NO POSTGRESQL FOUND: the ledger of many machines is not tried.");
    say("Needed: `apt-get install postgresql`, or `initdb` and `postgres` on the PATH.");
    if (isCi) process.exitCode = 1;
  }
}
