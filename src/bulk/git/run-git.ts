/** git as a program of its own, with a time limit, and without a word of the repository in question about what runs. */
import { spawn } from "node:child_process";

/** What git is asked for. */
export interface GitCall {
  readonly folder: string;
  readonly args: readonly string[];
  /** Milliseconds; the whole process group is killed then. */
  readonly limit: number;
  /** What stands in the environment besides. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Given stdout piece by piece, in place of an answer that holds it. What it throws ends git, and the call. */
  readonly onOutput?: (chunk: Buffer) => void;
  readonly access?: Access;
}

/** How a server knows us. It never stands on a command line, where other users of the machine could read it. */
export interface Access {
  /** The base of the addresses that may see it: `https://github.com`. */
  readonly base: string;
  /** The value of the header `Authorization`. */
  readonly authorization: string;
}

/** git did not do it; the message is its own, without secrets. */
export class GitError extends Error {
  override readonly name = "GitError";

  constructor(
    message: string,
    /** It ran out of time. */
    readonly isLate = false,
  ) {
    super(message);
  }
}

/** No answer of ours is longer than this, in bytes. */
const OUTPUT_LIMIT = 256 * 1024 * 1024;

/**
 * Runs git and gives its stdout.
 *
 * @throws GitError when it fails, or is not done in time.
 */
export function runGit(call: GitCall): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["--literal-pathspecs", ...call.args], {
      cwd: call.folder,
      env: environmentFor(call),
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    const output: Buffer[] = [];
    let bytes = 0;
    let complaint = "";
    let trouble: unknown = null;
    const stop = (error: unknown) => {
      trouble ??= error;
      killGroup(child.pid);
    };
    const timer = setTimeout(() => stop(new GitError(`git ${named(call)} took too long`, true)), call.limit);
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (trouble !== null) return;
      if (call.onOutput) attempt(() => call.onOutput?.(chunk), stop);
      else if (bytes > OUTPUT_LIMIT) stop(new GitError(`git ${named(call)} says too much`));
      else output.push(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      complaint = (complaint + chunk).slice(-4000);
    });
    // It may end before it has read everything; its status tells.
    child.stdin.on("error", () => undefined);
    child.stdin.end(call.input ?? "");
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(new GitError(`git cannot be run: ${error.message}`));
    });
    child.once("close", (status) => {
      clearTimeout(timer);
      if (trouble !== null) reject(trouble);
      else if (status === 0) resolve(Buffer.concat(output));
      else reject(new GitError(`git ${named(call)}: ${shortened(complaint, call) || `status ${status}`}`));
    });
  });
}

function attempt(act: () => void, failed: (error: unknown) => void): void {
  try {
    act();
  } catch (error) {
    failed(error);
  }
}

/** The subcommand alone: what follows may be long. */
function named({ args }: GitCall): string {
  return args[0] ?? "";
}

function shortened(complaint: string, { access }: GitCall): string {
  const lines = complaint.trim().split("\n");
  // What follows such a line is advice to a person who types.
  const said = lines.filter((line) => /^(?:fatal|error|remote): |^ ! /.test(line));
  const text = (said.length > 0 ? said : lines).slice(-3).join(" ").trim();
  return access ? text.replaceAll(access.authorization, "***") : text;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has just ended.
  }
}

/** Set by a git that started us: they speak of another repository. */
const FOREIGN =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|.*OBJECT_DIRECTORIES|OBJECT_DIRECTORY|CONFIG_.*)$/;

type Setting = readonly [key: string, value: string];

/** https://git-scm.com/docs/git-config: nothing that a repository brings along is run, fetched besides or asked for. */
const SETTINGS: readonly Setting[] = [
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["core.attributesFile", "/dev/null"],
  ["fetch.recurseSubmodules", "false"],
  ["transfer.fsckObjects", "true"],
  // Old repositories have trees that were written otherwise; what could harm stays refused.
  ["fetch.fsck.zeroPaddedFilemode", "ignore"],
  ["fetch.fsck.missingSpaceBeforeDate", "ignore"],
  ["fetch.fsck.badTimezone", "ignore"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
];

function environmentFor({ environment, access }: GitCall): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const settings = [...SETTINGS, ...accessSettings(access)];
  return {
    ...Object.fromEntries(own),
    ...proxyOf(process.env),
    GIT_TERMINAL_PROMPT: "0",
    GIT_ALLOW_PROTOCOL: "file:http:https:ssh",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
    ...environment,
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

/** git takes every variable of a proxy from its environment, but this one in small letters alone: https://curl.se/docs/manpage.html#httpproxy */
function proxyOf({ http_proxy: small, HTTP_PROXY: large }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return small === undefined && large !== undefined ? { http_proxy: large } : {};
}

/** No credential helper is asked: a token that does not work is an error, never a window. */
function accessSettings(access: Access | undefined): readonly Setting[] {
  if (!access) return [];
  return [
    [`http.${access.base}/.extraHeader`, `Authorization: ${access.authorization}`],
    ["credential.helper", ""],
  ];
}
