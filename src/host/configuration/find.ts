import { readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { workTreeOf } from "../git";
import { upwards } from "../upwards";
import { tomlDocument, valueAt } from "./toml-document";

/** The configuration file that needs no section. */
export const ownName = "grpc-fork-fix.toml";

/** Where our keys stand in a file of that name. */
export function sectionOf(path: string): readonly string[] {
  return basename(path) === "pyproject.toml" ? ["tool", "grpc-fork-fix"] : [];
}

/**
 * The nearest configuration file, from an absolute folder upwards, not above the top of its git work tree:
 * `grpc-fork-fix.toml`, or a `pyproject.toml` with our section. Null if there is none.
 */
export function findConfiguration(folder: string): string | null {
  for (const at of upwards(folder, workTreeOf(folder))) {
    const own = join(at, ownName);
    if (statSync(own, { throwIfNoEntry: false })?.isFile()) return own;
    const shared = join(at, "pyproject.toml");
    if (hasSection(shared)) return shared;
  }
  return null;
}

/** One that names us and does not parse counts, so that its error is told. */
function hasSection(path: string): boolean {
  const text = textOf(path);
  if (text === null || !text.includes("grpc-fork-fix")) return false;
  const document = tomlDocument(text);
  if (document.kind === "broken") return /^\s*\[tool\.grpc-fork-fix\b/m.test(text);
  return valueAt(document.table, sectionOf(path)) !== undefined;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
