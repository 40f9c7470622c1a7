/** A git work tree whose index lists files that are in no commit: enough for `git ls-files`, without copying any of them. */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");

/** The line of a file for {@link writeIndex}; `content` is a buffer. */
function indexLine(path, content) {
  const hash = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
  return `100644 ${hash}\t${path}\n`;
}

/** Makes `folder` a work tree with these lines as its index. */
function writeIndex(folder, lines) {
  git(folder, ["init", "--quiet"]);
  git(folder, ["update-index", "--index-info"], lines.join(""));
}

function git(folder, args, input = "") {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (name.startsWith("GIT_")) delete env[name];
  const result = spawnSync("git", args, { cwd: folder, env, input, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`git ${args[0]} failed in ${folder}: ${result.stderr ?? result.error}`);
}

module.exports = { indexLine, writeIndex };
