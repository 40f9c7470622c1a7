/**
 * Questions to git that execute nothing of the repository they are about. Its own configuration may name
 * programs (fsmonitor, hooks, filters, transports); a repository that came as an archive brings such a file along.
 */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export type Answer =
  | { readonly kind: "ok"; readonly output: string }
  | { readonly kind: "failed"; readonly message: string };

const OUTPUT_LIMIT = 1 << 30;
/** Set by a git that started us (a hook, an alias): they speak of its repository, not of the one in question. */
const FOREIGN = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_COMMON_DIR",
  "GIT_NAMESPACE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_LITERAL_PATHSPECS",
];

/** Asks git in `folder`. The output is its stdout as UTF-8. */
export function askGit(folder: string, args: readonly string[]): Answer {
  return spawnGit(folder, args, FIXED);
}

/** As {@link askGit}, for commands that compare file contents: they would run the repository's clean filters. */
export function askGitUnfiltered(folder: string, args: readonly string[]): Answer {
  const filters = askGit(folder, ["config", "--null", "--show-scope", "--get-regexp", "^filter\\."]);
  // Exit status 1 without a message: there are none.
  if (filters.kind === "failed" && filters.message !== "") return filters;
  const output = filters.kind === "ok" ? filters.output : "";
  return spawnGit(folder, args, [...FIXED, ...localFiltersOff(output)]);
}

type Setting = readonly [key: string, value: string];

const FIXED: readonly Setting[] = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", "/dev/null"],
];

/** The output alternates a scope and `key\nvalue`. The user's own filters stay; an empty command switches one off. */
function localFiltersOff(output: string): readonly Setting[] {
  const fields = output.split("\0");
  const settings: Setting[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const key = fields[index + 1]?.split("\n", 1)[0] ?? "";
    const trusted = fields[index] === "system" || fields[index] === "global" || fields[index] === "command";
    if (trusted) continue;
    const filter = key.slice(0, key.lastIndexOf("."));
    settings.push([`${filter}.clean`, ""], [`${filter}.process`, ""], [`${filter}.required`, "false"]);
  }
  return settings;
}

function spawnGit(folder: string, args: readonly string[], settings: readonly Setting[]): Answer {
  const result = spawnSync("git", ["--literal-pathspecs", ...args], {
    cwd: folder,
    env: environment(settings),
    encoding: "utf8",
    maxBuffer: OUTPUT_LIMIT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (result.error) return { kind: "failed", message: `git cannot be run: ${result.error.message}` };
  if (result.status === 0) return { kind: "ok", output: result.stdout };
  return { kind: "failed", message: result.stderr.trim().split("\n", 1)[0] ?? "" };
}

function environment(settings: readonly Setting[]): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of FOREIGN) delete env[name];
  env.GIT_OPTIONAL_LOCKS = "0";
  env.GIT_TERMINAL_PROMPT = "0";
  // A partial clone would fetch what it lacks, with the transport program of its configuration.
  env.GIT_NO_LAZY_FETCH = "1";
  env.GIT_ALLOW_PROTOCOL = "none";
  env.LC_ALL = "C";
  const given = Number(env.GIT_CONFIG_COUNT ?? "0") || 0;
  for (const [index, [key, value]] of settings.entries()) {
    env[`GIT_CONFIG_KEY_${given + index}`] = key;
    env[`GIT_CONFIG_VALUE_${given + index}`] = value;
  }
  env.GIT_CONFIG_COUNT = String(given + settings.length);
  return env;
}

/** The top folder of the git work tree that holds an absolute folder, or null. Asks the file system alone. */
export function workTreeOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (gitFolderOf(at) !== null) return at;
    if (at === dirname(at)) return null;
  }
}

/** Where git keeps its data for the work tree with this top folder; null when it is not one. */
export function gitFolderOf(top: string): string | null {
  const path = join(top, ".git");
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status) return null;
  // A worktree and a submodule have a file that names the folder.
  const folder = status.isFile() ? resolve(top, /^gitdir: (.*)/.exec(readFileSync(path, "utf8"))?.[1] ?? ".git") : path;
  return existsSync(join(folder, "HEAD")) ? folder : null;
}
