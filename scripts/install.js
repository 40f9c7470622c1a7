const { readFileSync, statSync } = require("node:fs");
const { join } = require("node:path");
const { run } = require("./run");

const LOCK = "package-lock.json";
const INSTALLED = join("node_modules", ".package-lock.json");

/** Whether `node_modules` is missing or older than the lock file and different from it. */
function needsInstall(root) {
  const wanted = statSync(join(root, LOCK));
  const installed = statSync(join(root, INSTALLED), { throwIfNoEntry: false });
  if (!installed) return true;
  return wanted.mtimeMs > installed.mtimeMs && !holdsEverything(root);
}

/** npm keeps what it installed beside it. Optional packages are those of other platforms. */
function holdsEverything(root) {
  const wanted = JSON.parse(readFileSync(join(root, LOCK), "utf8")).packages;
  const installed = JSON.parse(readFileSync(join(root, INSTALLED), "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || installed[path]?.version === entry.version,
  );
}

/**
 * Installs what the lock file names and leaves that file as it is. Not `npm ci`: it refuses a lock file without
 * the optional packages of every platform, and a registry mirror need not have those.
 */
function install(root) {
  process.stderr.write("Installing the packages that package-lock.json names...\n");
  const args = ["install", "--no-save", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  // What an npm that started this was asked for is not asked of this one: a global install has no place here.
  const { npm_config_global: _global, npm_config_location: _location, ...env } = process.env;
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) return run(process.execPath, [npm, ...args], { cwd: root, env });
  return run("npm", args, { cwd: root, env });
}

module.exports = { needsInstall, install };
