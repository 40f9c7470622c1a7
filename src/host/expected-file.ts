import { readFileSync } from "node:fs";
import { decode, type Format } from "./decode";
import { hashOf } from "./journal";
import { SIZE_LIMIT } from "./reader";
import { explain, placeOf } from "./target";

/** A file that somebody else knows by its path and its hash, if it is there and may be replaced. */
export type ExpectedFile =
  | {
      readonly kind: "ok";
      /** Absolute, links followed. */
      readonly file: string;
      readonly bytes: Buffer;
      readonly text: string;
      readonly format: Format;
    }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Looks for a file of Python by a path that is not to be trusted, below `root` (absolute, without links). `before` is the
 * SHA-256 of what it has to hold.
 */
export function expectedFile(root: string, path: string, before: string): ExpectedFile {
  const problem = pathProblem(path);
  if (problem !== null) return refused(problem);
  const place = placeOf(root, path);
  if (place.kind === "refused") return place;
  if (place.status.size > SIZE_LIMIT) return refused("it is too large");
  try {
    const bytes = readFileSync(place.file);
    if (hashOf(bytes) !== before) return refused("it is not as it was when the fixes were made");
    if (!isPython(path, bytes)) return refused("it is not Python");
    const decoded = decode(bytes);
    if (decoded.kind === "unreadable") return refused(decoded.message);
    return { kind: "ok", file: place.file, bytes, text: decoded.text, format: decoded.format };
  } catch (error) {
    return refused(explain(error));
  }
}

/** Why a path of a stranger is not followed; null for a plain one below the root. */
export function pathProblem(path: string): string | null {
  // Either separator, on every system: the path may be used on another one.
  const parts = path.split(/[/\\]/);
  if (/^(?:[/\\]|[a-z]:)/i.test(path)) return "it is an absolute path";
  if (parts.includes("..")) return "it leads out of the project with `..`";
  if (path.includes("\\") || parts.includes("") || parts.includes(".")) return "it is not a plain path";
  if (/\p{Cc}/u.test(path)) return "its name has control characters";
  // macOS and Windows take other spellings for the same folder.
  if (parts.some((part) => /^(?:\.git|git~\d+)[. ]*$/i.test(part.replace(/\p{Cf}/gu, ""))))
    return "it is in a .git folder";
  return null;
}

/** What this tool edits: modules, and scripts that name Python in their first line. */
function isPython(path: string, bytes: Buffer): boolean {
  return path.endsWith(".py") || /^#!.*python/.test(bytes.toString("latin1", 0, 200));
}

function refused(reason: string): ExpectedFile {
  return { kind: "refused", reason };
}
