import { accessSync, constants, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { isInside } from "./discover";

/** Where the bytes of a path really are, if they may be replaced. */
export type Target =
  | { readonly kind: "ok"; readonly file: string; readonly status: Stats }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Finds the file behind a path below `root` (absolute, without links) and holds it to what a write promises:
 * inside the root, writable, and still with the content that was analysed.
 */
export function targetOf(root: string, path: string, before: Buffer): Target {
  const place = placeOf(root, path);
  if (place.kind === "refused") return place;
  try {
    return readFileSync(place.file).equals(before) ? place : refused("it changed on disk while we worked");
  } catch (error) {
    return refused(explain(error));
  }
}

/** The same, whatever the file holds. */
export function placeOf(root: string, path: string): Target {
  try {
    const file = realpathSync(join(root, path));
    if (!isInside(root, file)) return refused("it is a link to a file outside the project");
    if (relative(root, file).split(sep).includes(".git")) return refused("it is a link into a .git folder");
    const status = statSync(file);
    if (!status.isFile()) return refused("it is not a regular file");
    // Asked of the mode, because root may write everything and would not be told.
    if ((status.mode & 0o222) === 0) return refused("it is read-only");
    accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return { kind: "ok", file, status };
  } catch (error) {
    return refused(explain(error));
  }
}

/** The error of a file operation in words, without the absolute path in its message. */
export function explain(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const words: Readonly<Record<string, string>> = {
    EACCES: "permission denied",
    EPERM: "permission denied",
    EROFS: "the file system is read-only",
    ENOENT: "it is gone",
    ENOSPC: "no space left on the disk",
    EDQUOT: "the disk quota is used up",
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}

function refused(reason: string): Target {
  return { kind: "refused", reason };
}
