const { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { bundle } = require("./bundle");
const { run } = require("./run");

const INPUTS = ["src", "transforms", "tsconfig.json", "tsconfig.build.json", "package-lock.json"];

/** Whether a source was added, removed or changed since the last build that succeeded. */
function needsBuild(root) {
  try {
    return readFileSync(join(root, "dist", ".built-from"), "utf8") !== inputsOf(root);
  } catch {
    return true;
  }
}

/** Compiles into a fresh folder, so that what a deleted source once gave is gone and a failure changes nothing. */
function build(root) {
  process.stderr.write("Building...\n");
  const inputs = inputsOf(root);
  const fresh = join(root, "dist.new");
  rmSync(fresh, { recursive: true, force: true });
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  run(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", fresh], { cwd: root });
  bundle(fresh);
  writeFileSync(join(fresh, ".built-from"), inputs);
  rmSync(join(root, "dist"), { recursive: true, force: true });
  renameSync(fresh, join(root, "dist"));
}

/** One line per source with its size and time of change (milliseconds). Tests are not built. */
function inputsOf(root) {
  const lines = [];
  for (const input of INPUTS) list(root, input, lines);
  return lines.sort().join("\n");
}

function list(root, path, lines) {
  const status = statSync(join(root, path), { throwIfNoEntry: false });
  if (!status) return;
  if (status.isDirectory()) {
    for (const name of readdirSync(join(root, path))) list(root, `${path}/${name}`, lines);
  } else if (!path.endsWith(".test.ts")) {
    lines.push(`${path} ${status.size} ${status.mtimeMs}`);
  }
}

module.exports = { needsBuild, build };
