/**
 * Work trees of the repositories of a corpus, made from mirrors whose largest files may be absent: only what the
 * analysis or its configuration can read is taken out.
 */
const { spawnSync } = require("node:child_process");
const { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

const wanted = /\.(py|pyi|toml|cfg|ini|lock|ya?ml)$|(^|\/)(requirements[^/]*\.txt|Procfile|Dockerfile|\.gitignore)$/;

/** The folder with `entry` checked out at its commit, made if missing, or `{ missing }` with the reason. */
function checkOut(entry, { mirror, trees }) {
  const name = entry.repo.replace("/", "+");
  const tree = join(trees, `${name}@${entry.commit.slice(0, 8)}`);
  if (existsSync(join(tree, ".complete"))) return { tree };
  const gitDir = [join(mirror, name, "repo", ".git"), join(mirror, name, "repo")].find(existsSync);
  if (gitDir === undefined) return { missing: `no mirror; fetch github:${entry.repo}` };
  if (git(gitDir, ["cat-file", "-e", `${entry.commit}^{commit}`]) === null) {
    return { missing: `the mirror has no commit ${entry.commit.slice(0, 8)}` };
  }
  const entries = listTree(gitDir, entry.commit);
  const contents = readBlobs(gitDir, entries);
  for (const { mode, hash, path } of entries) write(mode, contents.get(hash), join(tree, path));
  mkdirSync(tree, { recursive: true });
  writeFileSync(join(tree, ".complete"), "");
  return { tree };
}

function listTree(gitDir, commit) {
  const records = git(gitDir, ["ls-tree", "-r", "-z", commit]).toString("utf8").split("\0");
  return records
    .map((record) => /^(\d+) blob (\w+)\t(.+)$/s.exec(record))
    .filter((match) => match !== null && wanted.test(match[3]))
    .map(([, mode, hash, path]) => ({ mode, hash, path }));
}

/** The content of every blob that the mirror has, by hash, through one `git cat-file`. */
function readBlobs(gitDir, entries) {
  const output = git(gitDir, ["cat-file", "--batch"], entries.map(({ hash }) => `${hash}\n`).join(""));
  const contents = new Map();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const [hash, type, size] = output.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (type !== "blob") continue;
    contents.set(hash, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}

function write(mode, content, file) {
  if (content === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  if (mode === "120000") symlinkSync(content.toString("utf8"), file);
  else writeFileSync(file, content);
}

/** The output of a git command, or null if it failed. */
function git(gitDir, words, input = "") {
  const options = { input, maxBuffer: 1 << 30 };
  const { status, stdout } = spawnSync("git", [`--git-dir=${gitDir}`, ...words], options);
  return status === 0 ? stdout : null;
}

module.exports = { checkOut };
