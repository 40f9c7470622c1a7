/**
 * Where a line of the new side was before, by a diff without the header of its file: its number there, null where it was
 * added, undefined where the diff does not show it. Lines are 1-based.
 */
export function lineBefore(diff: string, line: number): number | null | undefined {
  let [before, after] = [0, 0];
  for (const text of diff.split("\n")) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (hunk) {
      [before, after] = [Number(hunk[1]), Number(hunk[2])];
      continue;
    }
    const isNew = text.startsWith("+");
    if (isNew || text.startsWith(" ")) {
      if (after === line) return isNew ? null : before;
      after++;
    }
    if (!isNew && /^[- ]/.test(text)) before++;
  }
  return undefined;
}
