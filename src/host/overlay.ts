import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type DiscoverOptions, isInside } from "./discover";
import { upwards } from "./upwards";

/** Texts that stand in for files on disk, or are not there yet: unsaved buffers. By absolute path, free of links but for the name. */
export type Overlay = ReadonlyMap<string, string>;

/** Makes an overlay of texts by path, absolute or relative to `cwd`. */
export function overlayOf(texts: ReadonlyMap<string, string>, cwd: string): Overlay {
  return new Map([...texts].map(([path, text]) => [withoutLinks(resolve(cwd, path)), text]));
}

/** Of the files of an overlay that no disk has, those that a listing of `root` would show if one had. */
export function unsavedFiles(overlay: Overlay, root: string, { wanted, excluded }: DiscoverOptions): readonly string[] {
  return [...overlay.keys()].filter((path) => {
    if (!isInside(root, path) || !wanted(relative(root, path))) return false;
    if (statSync(path, { throwIfNoEntry: false })) return false;
    return !upwards(path, root).some((at) => at !== root && excluded(at, basename(at)));
  });
}

/** An absolute path without links but for its own name. Its folder may be as new as the file. */
export function withoutLinks(path: string): string {
  return join(realFolder(dirname(path)), basename(path));
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return dirname(folder) === folder ? folder : withoutLinks(folder);
  }
}
