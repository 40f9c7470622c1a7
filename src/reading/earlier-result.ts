/** Results of earlier runs: the same files and the same questions have the same answer. */
import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import type { CacheFolder } from "../host/cache/cache-folder";
import { type Identity, isSettled } from "../host/identity";
import type { Files, Result } from "../types";

export interface Question {
  readonly files: Files;
  readonly identityOf: (path: string) => Identity | null;
  /** When the files were listed; milliseconds since the epoch. */
  readonly at: number;
  /** All else that the result depends on. Survives JSON. */
  readonly asked: unknown;
}

/** Under which a result is kept; null where a file cannot be known again, or may change without a sign. */
export function keyOf({ files, identityOf, at, asked }: Question): string | null {
  const paths = [...files.paths, "", ...(files.deployment ?? [])];
  const identities = new Float64Array(paths.length * 4);
  for (const [index, path] of paths.entries()) {
    if (path === "") continue;
    const identity = identityOf(path);
    if (identity === null || !isSettled(identity, at)) return null;
    identities[index * 4] = identity.size;
    identities[index * 4 + 1] = identity.mtimeMs;
    identities[index * 4 + 2] = identity.ctimeMs;
    identities[index * 4 + 3] = identity.ino;
  }
  const hash = createHash("sha256").update(JSON.stringify(asked)).update("\0").update(paths.join("\0"));
  return `results/${hash.update(identities).digest("hex")}`;
}

/** The result that was kept under a key. It was not parsed anew. */
export function earlierResult(folder: CacheFolder, key: string): Result | null {
  const bytes = folder.get(key);
  if (bytes === null) return null;
  try {
    const result: Result = deserialize(bytes);
    return { ...result, stats: { ...result.stats, parsed: 0 } };
  } catch {
    return null;
  }
}

export function keepResult(folder: CacheFolder, key: string, result: Result): void {
  folder.put(key, serialize(result));
}
