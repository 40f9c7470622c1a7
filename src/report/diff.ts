import { structuredPatch } from "diff";
import type { Change } from "../types";
import type { View } from "./report";

const contextLines = 3;

/** All changes as one patch, in the order of their paths. Empty when there is none. */
export function renderDiff(changes: readonly Change[], view: Pick<View, "display" | "hasByteOrderMark">): string {
  return changes.map((change) => diffOf(change, view)).join("");
}

/**
 * One file's unified diff, as `git apply` and `patch -p1` read it. It has no `diff --git` line on
 * purpose: with one, git takes paths as relative to the top of the work tree instead of to the
 * working directory.
 */
export function diffOf(change: Change, view: Pick<View, "display" | "hasByteOrderMark">): string {
  if (change.before === change.after) return "";
  const path = view.display(change.path);
  const mark = view.hasByteOrderMark(change.path) ? "\ufeff" : "";
  const patch = structuredPatch(path, path, mark + change.before, mark + change.after, "", "", {
    context: contextLines,
  });
  const hunks = patch.hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
  return [`--- ${headerName(`a/${path}`)}`, `+++ ${headerName(`b/${path}`)}`, ...hunks, ""].join("\n");
}

/** An empty range is counted from the line before it. */
function range(start: number, count: number): string {
  if (count === 1) return String(start);
  return `${count === 0 ? start - 1 : start},${count}`;
}

/** As git writes it: C-quoted where it must be; a tab marks the end of a name with spaces. */
function headerName(name: string): string {
  if (needsQuotes(name)) return `"${[...Buffer.from(name)].map(quotedByte).join("")}"`;
  return name.includes(" ") ? `${name}\t` : name;
}

function needsQuotes(name: string): boolean {
  return /[^\x20-\x7e]|["\\]/.test(name);
}

const named: Readonly<Record<number, string>> = {
  7: "\\a",
  8: "\\b",
  9: "\\t",
  10: "\\n",
  11: "\\v",
  12: "\\f",
  13: "\\r",
  34: '\\"',
  92: "\\\\",
};

function quotedByte(byte: number): string {
  const name = named[byte];
  if (name !== undefined) return name;
  if (byte >= 0x20 && byte <= 0x7e) return String.fromCharCode(byte);
  return `\\${byte.toString(8).padStart(3, "0")}`;
}
