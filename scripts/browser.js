const { spawnSync } = require("node:child_process");

/** By name and by path; the first that answers is taken. */
const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium that runs, or null. */
function findChromium() {
  const works = (path) => path && spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;
  return CANDIDATES.find(works) ?? null;
}

module.exports = { findChromium };
