/** Things that are one because they have something in common: sets that grow together (union-find). */
export interface Groups {
  /** Makes the groups of all these keys one. */
  readonly join: (first: string, ...others: readonly string[]) => void;
  /** The key that stands for the group of a key. */
  readonly find: (key: string) => string;
}

export function newGroups(): Groups {
  const above = new Map<string, string>();
  const find = (key: string): string => {
    let top = key;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    // Whoever asks again has a shorter way.
    for (let at = key; at !== top; ) {
      const next = above.get(at) ?? top;
      above.set(at, top);
      at = next;
    }
    return top;
  };
  return {
    find,
    join: (first, ...others) => {
      for (const other of others) {
        const [a, b] = [find(first), find(other)];
        if (a !== b) above.set(b, a);
      }
    },
  };
}
