import { type Dirent, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Excluded } from "./exclude";
import { type IgnoreRules, isIgnored, withIgnoreFiles } from "./ignore-files";

/** Folder entries that a walk looks at before it gives up: somebody named a whole disk. */
const LIMIT = 2_000_000;
const IGNORE_FILES = [".gitignore", ".ignore"];

/** Whether a file is listed, by its path below the top of the listing, with `/`. */
export type Wanted = (path: string) => boolean;

export interface Walked {
  /** Absolute paths of everything with a wanted name, symbolic links included. */
  readonly files: readonly string[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly string[];
  readonly complete: boolean;
}

/** What a walk honours; `top` bounds the ignore files above the folder that count. */
export interface WalkOptions {
  readonly wanted: Wanted;
  readonly excluded: Excluded;
  readonly ignoreFiles: "honoured" | "disregarded";
  readonly top: string;
}

/** Lists the wanted files below a folder without git. It follows no link, so it neither leaves nor circles. */
export function walk(folder: string, options: WalkOptions): Walked {
  const files: string[] = [];
  const unreadable: string[] = [];
  const pending = [{ folder, above: rulesAbove(folder, options) }];
  let seen = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const entries = entriesOf(next.folder);
    if (entries === null) unreadable.push(next.folder);
    const rules = rulesOf(next.above, next.folder, options);
    for (const entry of entries ?? []) {
      seen += 1;
      if (seen > LIMIT) return { files, unreadable, complete: false };
      const path = join(next.folder, entry.name);
      const type = entry.isDirectory() ? "folder" : "file";
      if (type === "file" && !isWanted(path, options)) continue;
      if (options.excluded(path, entry.name) || isIgnored(rules, path, type)) continue;
      if (type === "folder") pending.push({ folder: path, above: rules });
      else files.push(path);
    }
  }
  return { files, unreadable, complete: true };
}

function isWanted(path: string, { wanted, top }: WalkOptions): boolean {
  return wanted(relative(top, path).replaceAll(sep, "/"));
}

function rulesAbove(folder: string, options: WalkOptions): IgnoreRules | null {
  const folders: string[] = [];
  for (let at = folder; at !== options.top && at !== dirname(at); at = dirname(at)) folders.push(dirname(at));
  const rules = folders.reduceRight<IgnoreRules | null>((above, at) => rulesOf(above, at, options), null);
  // What is named itself is wanted, even if a rule above leaves it out with all that is in it.
  return isIgnored(rules, folder, "folder") ? null : rules;
}

function rulesOf(above: IgnoreRules | null, folder: string, options: WalkOptions): IgnoreRules | null {
  return options.ignoreFiles === "honoured" ? withIgnoreFiles(above, folder, IGNORE_FILES) : above;
}

function entriesOf(folder: string): readonly Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return null;
  }
}
