/** A function in a text that biome has formatted: what it is called, its first line (1-based) and how many it has. */
export interface Measured {
  readonly head: string;
  readonly line: number;
  readonly length: number;
}

/**
 * The functions whose body is a block, from the first line of the signature to the closing brace. Biome gives both
 * the same indentation, which is all that this looks at.
 */
export function functionsOf(text: string): readonly Measured[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    if (!line.endsWith("{")) return [];
    const first = /^\s*\)/.test(line) ? headOf(lines, index) : index;
    const head = lines[first] ?? "";
    if (!/\bfunction\b/.test(head) && !/=> \{$/.test(line)) return [];
    const end = lines.findIndex(
      (other, at) => at > index && indentOf(other) === indentOf(line) && /^\s*\}/.test(other),
    );
    return [{ head: head.trim(), line: first + 1, length: end - first + 1 }];
  });
}

/** Where a signature starts that ends on its own line: `): T {`. */
function headOf(lines: readonly string[], end: number): number {
  const indent = indentOf(lines[end] ?? "");
  return lines.findLastIndex((line, index) => index < end && line.trim() !== "" && indentOf(line) === indent);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
