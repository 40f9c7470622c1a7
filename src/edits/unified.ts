import { formatPatch, structuredPatch } from "diff";

/** Lines of context around a change, as git's default. */
const CONTEXT = 3;

/**
 * The change of one file as `git diff` would print it; `""` when there is none. Line ends stay as they are, odd
 * names are quoted git's way, and `git apply` turns `before` into `after` to the byte.
 *
 * git compares bytes: for a file with a byte-order mark, give both texts with the mark.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: CONTEXT });
  // Without the `diff --git` line, git takes a change of an empty file for the creation of one, and fails.
  return formatPatch({ ...patch, isGit: true });
}
