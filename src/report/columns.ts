import type { Lines, Position } from "./lines";
import { lineText } from "./source";

/** What a format counts columns in: characters are Unicode code points, bytes are those of UTF-8. */
export type ColumnUnit = "character" | "byte";

/** The 1-based column of a position, whose own counts UTF-16 units, in another unit. */
export function columnIn(unit: ColumnUnit, lines: Lines, { line, column }: Position): number {
  const before = lineText(lines, line).slice(0, column - 1);
  return 1 + (unit === "byte" ? Buffer.byteLength(before) : [...before].length);
}
