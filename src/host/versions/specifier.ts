/** Major, minor and so on. */
export type Version = readonly number[];

/** The lowest version that a specifier lets in: PEP 440 (`>=3.8,<4`), or Poetry's (`^3.8 || ^3.11`); null when it has no lower end. */
export function lowestOf(specifier: string): Version | null {
  const lowest = specifier.split(/\|\|?/).map(lowerBound);
  const known = lowest.filter((version) => version !== null);
  return known.length === lowest.length ? known.reduce((a, b) => (isBelow(b, a) ? b : a)) : null;
}

/** The highest of the lower bounds that hold together. `3.8`, `3.8.*` and `==3.8` are bounds too. */
function lowerBound(specifier: string): Version | null {
  const bounds = specifier
    .replace(/([<>=!~^])\s+/g, "$1")
    .split(/[\s,]+(?=[<>=!~^*\d])|,/)
    .map((part) => /^\s*(?:>=?|={2,3}|=|~=?|\^)?\s*v?(\d+(?:\.\d+)*)/.exec(part)?.[1])
    .filter((found) => found !== undefined)
    .map(versionOf);
  return bounds.length === 0 ? null : bounds.reduce((a, b) => (isBelow(a, b) ? b : a));
}

/** Whether a specifier lets in one version and no other. */
export function isExact(specifier: string): boolean {
  return /^\s*={2,3}\s*\d+(?:\.\d+)*\s*$/.test(specifier);
}

/** The numbers of `1.71.0`. */
export function versionOf(text: string): Version {
  return text.split(".").map(Number);
}

/** What is left out is 0. */
export function isBelow(a: Version, b: Version): boolean {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
