import { realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** A folder and those around it, innermost first, up to and with `top`. */
export function upwards(folder: string, top: string | null): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== top && dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}

/** The folder that a path is or lies in, without links; of what does not exist, the nearest folder that does. */
export function folderAround(path: string, cwd: string): string {
  for (let at = resolve(cwd, path); ; at = dirname(at)) {
    if (statSync(at, { throwIfNoEntry: false })?.isDirectory() || dirname(at) === at) return realpathSync(at);
  }
}
