import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeBundle } from "../bundle/make-bundle";
import { askGit } from "../host/git";
import type { Project } from "../host/project";
import { writeWhole } from "../host/replace-file";
import { explain } from "../host/target";
import { UsageError } from "../host/usage-error";
import type { View } from "../report/report";
import type { Result } from "../types";

/** Writes the fixes of a result to a file, for `apply`. Throws a UsageError if that cannot be done. */
export function exportFixes(file: string, folder: string, result: Result, view: View, { root }: Project): void {
  const head = askGit(root, ["rev-parse", "--verify", "--quiet", "HEAD"]);
  const bundle = makeBundle(result, {
    version: view.version,
    rules: view.rules,
    bytesOf: view.bytesOf,
    base: head.kind === "ok" ? head.output.trim() : null,
    isExecutable: (path) => ((statSync(join(root, path), { throwIfNoEntry: false })?.mode ?? 0) & 0o100) !== 0,
  });
  try {
    writeWhole(resolve(folder, file), `${JSON.stringify(bundle, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`the fixes can't be written to ${file}: ${explain(error)}`);
  }
}
