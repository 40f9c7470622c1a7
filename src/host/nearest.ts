/** The candidate that a mistyped word was probably meant to be; null if none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | null = null;
  let least = limit + 1;
  for (const candidate of candidates) {
    const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** `; did you mean --fix?`, or nothing. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === null ? "" : `; did you mean ${near}?`;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words. */
function distanceOf(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cellOf(a, b, i, j, rows, row));
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

function cellOf(
  a: string,
  b: string,
  i: number,
  j: number,
  rows: readonly (readonly number[])[],
  row: readonly number[],
): number {
  const cost = a[i - 1] === b[j - 1] ? 0 : 1;
  const above = rows[i - 1] ?? [];
  const steps = [(above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost];
  const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  if (isSwap) steps.push((rows[i - 2]?.[j - 2] ?? 0) + 1);
  return Math.min(...steps);
}
