import type { Program } from "../types";

/** A program that something outside of Python starts, by the name of its module or its file. */
export interface Start {
  /** `shop.web`, or a path that ends in `.py`. */
  readonly module: string;
  /** Folders from which it may be seen, most likely first; `""` is the root of the project. */
  readonly folders: readonly string[];
}

/** The file of the project that is started; null when there is none. `paths` are sorted. */
export function fileOf(start: Start, paths: readonly string[], resolve: Program["resolve"]): string | null {
  const { module } = start;
  for (const folder of start.folders) {
    const inside = (name: string) => (folder === "" ? name : `${folder}/${name}`);
    const to = resolve(inside("__main__.py"), module, 0);
    if (to.kind === "file") return to.path;
    if (module.endsWith(".py") && holds(paths, inside(module))) return inside(module);
  }
  return null;
}

/** Asked for each of many files, of many paths. */
function holds(sorted: readonly string[], path: string): boolean {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < path) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === path;
}
