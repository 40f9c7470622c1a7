/** ` (about 4 min left)` after `done` of `total` in so many milliseconds; empty while nothing can be said, and at the end. */
export function etaText(elapsed: number, done: number, total: number): string {
  if (done < 3 || done >= total) return "";
  const seconds = Math.round(((elapsed / done) * (total - done)) / 1_000);
  if (seconds < 60) return " (less than a minute left)";
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? ` (about ${minutes} min left)` : ` (about ${Math.round(minutes / 60)} h left)`;
}
