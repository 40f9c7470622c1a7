import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";

/** Lines of context around a change, as git's default. */
const CONTEXT = 3;

/**
 * The change of one file as a unified diff; `""` when there is none. Line ends stay as they are, odd names are quoted
 * git's way, and `git apply`, run in the folder that `path` is relative to, turns `before` into `after` to the byte.
 *
 * git compares bytes: for a file with a byte-order mark, give both texts with the mark.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: CONTEXT });
  // No `diff --git` line: with one, git takes the path from the top of the work tree, not from the working directory.
  const [old, next, ...hunks] = formatPatch(patch, FILE_HEADERS_ONLY).split("\n");
  return [endName(old as string), endName(next as string), ...hunks].join("\n");
}

/** GNU patch ends a name at a blank; git writes a tab after such a name to say where it ends. */
function endName(header: string): string {
  return header.includes(" ", "--- ".length) && !header.endsWith('"') ? `${header}\t` : header;
}
