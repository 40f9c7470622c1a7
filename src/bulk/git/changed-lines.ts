import type { Head, Mirror } from "./mirror";
import { GitError, runGit } from "./run-git";

/** Commits of history that are fetched to find where a branch began. */
const DEPTH = 200;

/** The commit where two branches parted; null when that is longer ago than the history that is looked at. */
export async function forkPoint(mirror: Mirror, a: Head, b: Head): Promise<string | null> {
  const { folder, url, access, limit } = mirror;
  const fetch = ["fetch", "--quiet", `--depth=${DEPTH}`, "--no-tags", "--no-write-fetch-head", "--", url];
  await runGit({ folder, args: [...fetch, a.commit, b.commit], limit, ...(access && { access }) });
  try {
    const found = await runGit({ folder, args: ["merge-base", a.commit, b.commit], limit });
    return found.toString("utf8").trim() || null;
  } catch (error) {
    if (error instanceof GitError && error.isLate) throw error;
    return null;
  }
}

/** 1-based, both inclusive. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The lines of each file as `head` has it that a reviewer sees in the diff, with three lines around each change. */
export async function shownLines(
  { folder, limit }: Mirror,
  base: string,
  head: string,
): Promise<ReadonlyMap<string, readonly Lines[]>> {
  const flags = ["--unified=3", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-prefix"];
  const args = ["-c", "core.quotePath=false", "diff", ...flags, base, head, "--"];
  const lines = (await runGit({ folder, args, limit })).toString("utf8").split("\n");
  const shown = new Map<string, Lines[]>();
  let path: string | null = null;
  let isHead = true;
  for (const line of lines) {
    if (line.startsWith("diff --git ")) isHead = true;
    // A line that begins like this below a hunk's head is one that was added.
    if (isHead && line.startsWith("+++ ")) path = line === "+++ /dev/null" ? null : line.slice(4).replace(/\t$/, "");
    const [, start, count = "1"] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (start === undefined) continue;
    isHead = false;
    if (path === null || count === "0") continue;
    const hunk = { first: Number(start), last: Number(start) + Number(count) - 1 };
    shown.set(path, [...(shown.get(path) ?? []), hunk]);
  }
  return shown;
}
