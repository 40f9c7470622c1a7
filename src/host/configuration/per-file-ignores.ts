import { join } from "node:path";
import type { PerFileIgnore } from "../../types";
import { globMatcher } from "../exclude";
import type { Configuration } from "./configuration";

/** The key `per-file-ignores`, held against paths that are relative to `root` (absolute). Codes are as written. */
export function perFileIgnoresOf({ values, origins }: Configuration, root: string): readonly PerFileIgnore[] {
  const origin = origins.get("per-file-ignores");
  if (origin === undefined) return [];
  return [...(values["per-file-ignores"] ?? [])].map(([glob, codes]) => {
    const isInverse = glob.startsWith("!");
    const matches = globMatcher(isInverse ? glob.slice(1) : glob, [origin.folder]);
    return { match: (path) => matches(join(root, path)) !== isInverse, codes };
  });
}
