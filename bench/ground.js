/** The trees that are measured on: `{ name, kind, path, paths, bytes }`, `paths` being the Python files below `path`. */
const { spawnSync } = require("node:child_process");
const { existsSync, mkdirSync, readdirSync, rmSync, statSync } = require("node:fs");
const { basename, join } = require("node:path");
const { standingTree, writeTree } = require("./trees/write-tree");

/** A tree from a seed, in the scratch folder; made if it is not there yet, or not whole. */
function madeTree({ files, seed, isDense, scratch }) {
  const name = `${isDense ? "dense" : "sparse"}-${files}`;
  const path = join(scratch, "trees", `${name}-${seed}`);
  const wanted = { files, seed, isDense, out: path };
  if (standingTree(wanted) === null) {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
    writeTree(wanted);
  }
  return treeAt(path, { name, kind: isDense ? "dense" : "sparse" });
}

/** A tree of the user. */
function ownTree(path) {
  if (!existsSync(path)) throw new Error(`there is no ${path}`);
  return treeAt(path, { name: basename(path), kind: "own" });
}

function treeAt(path, { name, kind }) {
  const paths = pythonFiles(path).sort();
  if (paths.length === 0) throw new Error(`there are no Python files in ${path}`);
  return { name, kind, path, paths, bytes: paths.reduce((sum, file) => sum + statSync(join(path, file)).size, 0) };
}

/** By git where it lists them, else all that there are. */
function pythonFiles(path) {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { status, stdout } = spawnSync("git", args, { cwd: path, encoding: "utf8", maxBuffer: 2 ** 30 });
  const all = status === 0 ? stdout.split("\0") : readdirSync(path, { recursive: true, encoding: "utf8" });
  const isFile = (file) => statSync(join(path, file), { throwIfNoEntry: false })?.isFile() === true;
  return all.filter((file) => file.endsWith(".py") && isFile(file));
}

module.exports = { madeTree, ownTree };
