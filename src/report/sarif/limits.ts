/**
 * What GitHub's code scanning takes in one file; it rejects a file with more: docs.github.com, "SARIF results exceed
 * one or more limits". Of what it takes, it keeps 5,000 results, 1,000 steps of a flow and 10 tags by itself.
 */
export const limits = {
  results: 25_000,
  /** Steps of one result. */
  steps: 10_000,
  /**
   * Of the texts of all fixes, in UTF-16 units. It takes 10 MB after gzip; each finding has the whole of its fix, so that
   * fixes are what may grow without measure.
   */
  fixes: 10_000_000,
} as const;

/** The first and the last of a long list, `most` in all: a path is told by where it begins and where it ends. */
export function firstAndLast<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const head = Math.ceil(most / 2);
  return [...items.slice(0, head), ...items.slice(items.length - (most - head))];
}
