/** The Pythons with a grpcio that the proof runs on. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Runtime {
  /** The version of grpcio. */
  readonly name: string;
  readonly python: string;
}

/** Reads what `scripts/python-env.js` left, or the file that PROOF_RUNTIMES names. Empty when there is none. */
export function readRuntimes(root: string): Runtime[] {
  const path = process.env.PROOF_RUNTIMES ?? join(root, ".venv-proof", "runtimes.json");
  if (!existsSync(path)) return [];
  const listed: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(listed) || !listed.every(isRuntime)) throw new Error(`${path} is not a list of {name, python}`);
  return listed.filter((runtime) => existsSync(runtime.python)).map(({ name, python }) => ({ name, python }));
}

function isRuntime(value: unknown): value is Runtime {
  if (typeof value !== "object" || value === null) return false;
  return "name" in value && typeof value.name === "string" && "python" in value && typeof value.python === "string";
}
