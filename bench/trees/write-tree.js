/** Writes a tree of Python files to disk. */
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { indexLine, writeIndex } = require("./git-index");
const { packages } = require("./packages");

/** Says what a tree was made from; in `.git`, where no tool looks for code. */
const STAMP = join(".git", "bench-tree.json");
/** A tree that other texts made is made again. */
const VERSION = 1;

const gitignore = "build/\n.venv/\n*.egg-info/\n__pycache__/\n*.pyc\n";
const pyproject = `[project]
name = "shop"
version = "1"
requires-python = ">=3.10"
dependencies = ["grpcio>=1.60", "protobuf", "requests"]
`;

/**
 * Fills the empty folder `out` with `files` Python files, and what lies beside them. One file in a hundred is once more in
 * `build/`, which git ignores. Gives `{ files, bytes, median, digest }`: of the Python files that git lists; bytes; the
 * digest is over the paths and bytes of all.
 */
function writeTree({ files, seed, isDense, out }) {
  const made = { folders: new Set(), lines: [], sizes: [], digest: createHash("sha256") };
  put(made, out, { path: ".gitignore", text: gitignore });
  put(made, out, { path: "pyproject.toml", text: pyproject });
  put(made, out, { path: "requirements.txt", text: "grpcio>=1.60\nprotobuf\nrequests\n" });
  for (const { files: all } of packages({ seed, isDense })) {
    for (const file of all) {
      const isPython = file.path.endsWith(".py");
      if (isPython && made.sizes.length === files) continue;
      put(made, out, file);
      if (isPython && made.sizes.length % 100 === 0) put(made, out, { ...file, path: `build/lib/${file.path}` });
    }
    if (made.sizes.length === files) break;
  }
  writeIndex(out, made.lines);
  const sizes = made.sizes.sort((left, right) => left - right);
  const summary = {
    files: sizes.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    median: sizes[sizes.length >> 1],
    digest: made.digest.digest("hex"),
  };
  writeFileSync(join(out, STAMP), JSON.stringify({ version: VERSION, files, seed, isDense, summary }));
  return summary;
}

function put({ folders, lines, sizes, digest }, out, { path, text }) {
  const content = Buffer.from(text);
  const file = join(out, path);
  const folder = dirname(file);
  if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
  folders.add(folder);
  writeFileSync(file, content);
  digest.update(path).update("\0").update(content).update("\0");
  if (path.startsWith("build/")) return;
  lines.push(indexLine(path, content));
  if (path.endsWith(".py")) sizes.push(content.length);
}

/** The summary of the tree that stands in `out` already, if it is this one and whole; else null. */
function standingTree({ files, seed, isDense, out }) {
  const stamp = join(out, STAMP);
  if (!existsSync(stamp)) return null;
  const made = JSON.parse(readFileSync(stamp, "utf8"));
  const isSame = made.version === VERSION && made.files === files && made.seed === seed && made.isDense === isDense;
  return isSame ? made.summary : null;
}

module.exports = { standingTree, writeTree };
