/** Dotted names in which `*` stands for any part of one component: `shop.rpc.*`, `shop.*.connect`, `shop.rpc.*Client`. */

export function hasWildcard(name: string): boolean {
  return name.includes("*");
}

/** Matches the whole of a name, or of one component. A `*` alone is never nothing, and none reaches beyond a dot. */
export function namePattern(name: string): RegExp {
  const parts = name
    .split(".")
    .map((part) => (part === "*" ? "[\\p{L}\\p{N}_]+" : part.replaceAll("*", "[\\p{L}\\p{N}_]*")));
  return new RegExp(`^${parts.join("\\.")}$`, "u");
}
