import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Access, GitError, runGit } from "./run-git";

/** A bare repository of ours that holds single commits of somebody's. It has no work tree, so nothing is ever checked out. */
export interface Mirror {
  /** Absolute. */
  readonly folder: string;
  readonly url: string;
  readonly access: Access | undefined;
  /** Milliseconds that one call of git may take. */
  readonly limit: number;
}

/** A commit on the server. */
export interface Head {
  readonly branch: string;
  readonly commit: string;
}

/** Opens the mirror of a repository below `cache`, and makes it when it is not there. */
export async function openMirror(cache: string, url: string, limit: number, access?: Access): Promise<Mirror> {
  const name = createHash("sha256").update(url).digest("hex").slice(0, 32);
  const folder = join(cache, `${name}.git`);
  mkdirSync(cache, { recursive: true });
  // Without a template there are no hooks and no configuration but git's own.
  if (!existsSync(join(folder, "HEAD"))) {
    await runGit({ folder: cache, args: ["init", "--quiet", "--bare", "--template=", folder], limit });
  }
  return { folder, url, access, limit };
}

/** The head of a branch, or of the branch that the server calls its own; null when there is none. */
export async function headOf({ folder, url, access, limit }: Mirror, branch: string | null): Promise<Head | null> {
  const wanted = branch === null ? "HEAD" : `refs/heads/${branch}`;
  const args = ["ls-remote", "--symref", "--", url, wanted];
  const output = (await runGit({ folder, args, limit, ...given(access) })).toString("utf8");
  const rows = output.split("\n").map((line) => line.split("\t"));
  const commit = rows.find(([value, name]) => name === wanted && /^[0-9a-f]{40,64}$/.test(value ?? ""))?.[0];
  const symbolic = rows.find(([value, name]) => name === wanted && value?.startsWith("ref: refs/heads/"))?.[0];
  const name = branch ?? symbolic?.slice("ref: refs/heads/".length);
  return commit === undefined || name === undefined ? null : { branch: name, commit };
}

/**
 * Makes sure that a commit is in the mirror, without its history.
 *
 * @throws GitError when the branch has gone on and the server gives no older commits.
 */
export async function fetchCommit(mirror: Mirror, { branch, commit }: Head): Promise<void> {
  if (await holds(mirror, commit)) return;
  const { folder, url, access, limit } = mirror;
  const fetch = (what: string) =>
    runGit({
      folder,
      args: ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--", url, what],
      limit,
      ...given(access),
    });
  try {
    await fetch(commit);
  } catch (error) {
    if (error instanceof GitError && error.isLate) throw error;
    // Not every server gives a commit that is asked for by its id.
    await fetch(`refs/heads/${branch}`);
    if (!(await holds(mirror, commit))) throw new GitError(`the branch ${branch} has moved on from ${commit}`);
  }
}

/** The address of who made a commit that is in the mirror. */
export async function committerOf({ folder, limit }: Mirror, commit: string): Promise<string> {
  const args = ["show", "-s", "--no-show-signature", "--format=%ce", commit];
  return (await runGit({ folder, args, limit })).toString("utf8").trim();
}

/** Whether a commit and all that belongs to it is there. */
async function holds({ folder, limit }: Mirror, commit: string): Promise<boolean> {
  try {
    const args = ["rev-list", "--objects", "--quiet", "--max-count=1", commit, "--"];
    await runGit({ folder, args, limit });
    return true;
  } catch (error) {
    if (error instanceof GitError && error.isLate) throw error;
    return false;
  }
}

/**
 * Makes a commit the head of a branch on the server, if the branch still is at `expected` (null: is not there yet).
 *
 * @throws GitError when it is elsewhere, or the server refuses.
 */
export async function push(
  { folder, url, access, limit }: Mirror,
  commit: string,
  branch: string,
  expected: string | null,
): Promise<void> {
  const target = `refs/heads/${branch}`;
  const lease = `--force-with-lease=${target}:${expected ?? ""}`;
  const args = ["push", "--quiet", "--no-verify", lease, "--", url, `${commit}:${target}`];
  await runGit({ folder, args, limit, ...given(access) });
}

function given(access: Access | undefined): { readonly access?: Access } {
  return access ? { access } : {};
}
