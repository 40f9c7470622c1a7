import { structuredPatch } from "diff";
import type { Range, TextEdit } from "vscode-languageserver";
import type { Span } from "../code";
import { cutLines, type Lines, positionAt } from "../report/lines";
import type { Change } from "../types";

/** The edits of whole lines that make `after` of `before`, in order. A file that is edited where it changes keeps its cursor. */
export function textEditsOf({ before, after }: Pick<Change, "before" | "after">): readonly TextEdit[] {
  const { hunks } = structuredPatch("", "", before, after, "", "", { context: 0 });
  const lines = cutLines(before);
  const [old, fresh] = [lineStarts(before), lineStarts(after)];
  const offset = (starts: readonly number[], text: string, line: number) => starts[line] ?? text.length;
  return hunks.map(({ oldStart, oldLines, newStart, newLines }) => ({
    range: rangeOf(lines, {
      start: offset(old, before, oldStart - 1),
      end: offset(old, before, oldStart - 1 + oldLines),
    }),
    newText: after.slice(offset(fresh, after, newStart - 1), offset(fresh, after, newStart - 1 + newLines)),
  }));
}

/** A span as editors have it: lines and UTF-16 units, both from 0. */
export function rangeOf(lines: Lines, { start, end }: Span): Range {
  const [from, to] = [positionAt(lines, start), positionAt(lines, end)];
  return {
    start: { line: from.line - 1, character: from.column - 1 },
    end: { line: to.line - 1, character: to.column - 1 },
  };
}

/** A diff ends lines at LF alone. */
function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
