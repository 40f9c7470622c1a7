/**
 * Prepares the Chromium in which the HTML report is tried. Where there is none, the distribution's package is installed, which
 * takes root and apt-get; elsewhere the tests are skipped with a warning, and under CI=true that is a failure.
 * CHROMIUM_PATH names another one. Everything that it says goes to stderr.
 */

const { spawnSync } = require("node:child_process");
const { join } = require("node:path");
const { findChromium } = require("./browser");
const { withLock } = require("./lock");

const isCi = process.env.CI === "true" || process.env.CI === "1";

function say(text) {
  process.stderr.write(`browser-env: ${text}\n`);
}

function install() {
  // Another process may have done it while this one waited.
  if (findChromium() !== null || process.getuid?.() !== 0) return;
  say("installing the distribution's chromium...");
  const aptGet = (...args) => spawnSync("apt-get", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  aptGet("update", "-qq");
  const installed = aptGet("install", "-y", "-qq", "--no-install-recommends", "chromium");
  if (installed.status !== 0) say((installed.stderr ?? installed.error?.message ?? "").trim().split("\n").at(-1));
}

if (findChromium() === null) {
  withLock(join(__dirname, ".."), install);
  if (findChromium() === null) {
    say("NO CHROMIUM FOUND: the HTML report is not tried in a browser.");
    say("Needed: `apt-get install chromium`, or the path of one in CHROMIUM_PATH.");
    if (isCi) process.exitCode = 1;
  }
}
