import type * as Diff from "diff";
import type { Change } from "../types";
import type { View } from "./report";

const contextLines = 3;
const byteOrderMark = "\ufeff";

type Patching = Pick<View, "display" | "bytesOf">;

/** The unified diff of each change, as text. */
export function diffsOf(changes: readonly Change[], view: Patching): readonly string[] {
  const nameOf = namesOf(changes, view);
  return changes.map((change) => {
    const mark = hasByteOrderMark(change, view) ? byteOrderMark : "";
    return unified(nameOf(change.path), mark + change.before, mark + change.after);
  });
}

/**
 * All changes as one patch, which `git apply` turns into what `--write` writes. It is made of bytes,
 * because each file is in its own encoding.
 */
export function patchOf(changes: readonly Change[], view: Patching): Buffer {
  const nameOf = namesOf(changes, view);
  const parts = changes.map((change) => {
    const [before = "", after = ""] = [change.before, change.after].map((text) => {
      const bytes = view.bytesOf(change.path, text) ?? Buffer.from(text);
      // One character for each byte, so that nothing is lost on the way through the diff.
      return bytes.toString("latin1");
    });
    return Buffer.from(unified(nameOf(change.path), before, after), "latin1");
  });
  return Buffer.concat(parts);
}

/**
 * Whether a file lies outside the working directory. The names in the patch are then relative to the
 * root of the project, and it must be applied there: git takes no `../`.
 */
export function leavesFolder(changes: readonly Change[], view: Pick<View, "display">): boolean {
  return changes.some(({ path }) => /^(?:\.\.)?\//.test(view.display(path)));
}

function namesOf(changes: readonly Change[], view: Patching): (path: string) => string {
  return leavesFolder(changes, view) ? (path) => path : view.display;
}

function hasByteOrderMark(change: Change, view: Patching): boolean {
  const bytes = view.bytesOf(change.path, "");
  return bytes !== null && bytes.length > 0;
}

/**
 * It has no `diff --git` line on purpose: with one, git takes names as relative to the top of the
 * work tree instead of to the working directory, and skips silently what it does not find.
 */
function unified(path: string, before: string, after: string): string {
  if (before === after) return "";
  const { hunks } = loadDiff().structuredPatch(path, path, before, after, "", "", { context: contextLines });
  return [
    `--- ${headerName(`a/${path}`)}`,
    `+++ ${headerName(`b/${path}`)}`,
    ...hunks.flatMap((hunk) => [
      `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
      ...hunk.lines,
    ]),
    "",
  ].join("\n");
}

/** An empty range is counted from the line before it. */
function range(start: number, count: number): string {
  if (count === 1) return String(start);
  return `${count === 0 ? start - 1 : start},${count}`;
}

/** As git writes it: C-quoted where it must be; a tab marks the end of a name with spaces. */
function headerName(name: string): string {
  const needsQuotes = /[^\x20-\x7e]|["\\]/.test(name);
  if (needsQuotes) return `"${[...Buffer.from(name)].map(quotedByte).join("")}"`;
  return name.includes(" ") ? `${name}\t` : name;
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

/** Twenty files, of which a run that shows no patch needs none. */
function loadDiff(): typeof Diff {
  return require("diff");
}
