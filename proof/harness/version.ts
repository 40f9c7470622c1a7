/** Whether a dotted version comes before another one; missing parts count as 0. */
export function isBelow(version: string, bound: string): boolean {
  const left = version.split(".").map(Number);
  const right = bound.split(".").map(Number);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
