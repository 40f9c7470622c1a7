import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Bundle } from "../../bundle/bundle";
import { bundleLimit, readBundle } from "../../bundle/read-bundle";
import { readText } from "../../host/json/read-json";
import { writeWhole } from "../../host/replace-file";
import type { Analysed } from "../analysis/analyse-repository";

/** What is kept of the analysis of a repository: files that a person may look at, too. */
export interface Kept {
  readonly bundle: Bundle;
  readonly markdown: string;
}

/** The folder of a repository. */
export function shelfOf(out: string, name: string): string {
  const below = name.replace(/^(?:[a-z]+:)?\/+/i, "");
  return join(out, ...below.split("/").map(folderName));
}

/** A name that is one step down on every file system. */
function folderName(part: string): string {
  const plain = part.replace(/[^\w.@+-]/g, "_");
  return /^\.*$/.test(plain) ? `_${plain}` : plain;
}

/** Stores an analysis, each file whole or not at all, and gives the SHA-256 of the bundle; null where there is none. */
export function keep(shelf: string, { report, markdown, bundle }: Analysed, patch: Buffer | null): string | null {
  mkdirSync(shelf, { recursive: true });
  writeWhole(join(shelf, "report.json"), report);
  writeWhole(join(shelf, "report.md"), markdown);
  // A patch of an earlier commit must not lie beside a new report.
  rmSync(join(shelf, "fixes.patch"), { force: true });
  if (patch) writeWhole(join(shelf, "fixes.patch"), patch);
  if (bundle === null) {
    rmSync(join(shelf, "bundle.json"), { force: true });
    return null;
  }
  writeWhole(join(shelf, "bundle.json"), bundle);
  return hashOf(bundle);
}

/**
 * What is kept, if it is what the ledger speaks of; null where it is gone or was replaced since.
 *
 * @throws UsageError for a bundle that is none.
 */
export function kept(shelf: string, hash: string): Kept | null {
  const file = join(shelf, "bundle.json");
  if (!existsSync(file)) return null;
  const text = readText(file, file, bundleLimit);
  if (hashOf(text) !== hash) return null;
  const markdown = existsSync(join(shelf, "report.md"))
    ? readText(join(shelf, "report.md"), "report.md", bundleLimit)
    : "";
  return { bundle: readBundle(text, file), markdown };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
