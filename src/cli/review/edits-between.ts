import { structuredPatch } from "diff";
import type { Edit } from "../../types";

/** The edits, of whole lines, that make one text of another: what a person did in an editor. */
export function editsBetween(path: string, before: string, after: string): readonly Edit[] {
  const offsets = lineOffsets(before);
  const { hunks } = structuredPatch(path, path, before, after, "", "", { context: 0 });
  return hunks.map(({ oldStart, oldLines, lines }) => {
    // An empty range starts where its text goes in: the library counts lines from 1 there, too.
    const start = offsets[oldStart - 1] ?? before.length;
    const end = offsets[oldStart - 1 + oldLines] ?? before.length;
    return { path, span: { start, end }, text: addedText(lines) };
  });
}

/** A line that ends without a line end is followed by a remark of the patch format. */
function addedText(lines: readonly string[]): string {
  return lines
    .flatMap((line, index) => {
      if (!line.startsWith("+")) return [];
      return [line.slice(1) + (lines[index + 1]?.startsWith("\\") ? "" : "\n")];
    })
    .join("");
}

function lineOffsets(text: string): readonly number[] {
  const offsets = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) offsets.push(at + 1);
  return offsets;
}
