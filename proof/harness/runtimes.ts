/** The Pythons with a grpcio that the proof runs on. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Runtime {
  /** The version of grpcio. */
  readonly name: string;
  readonly python: string;
  /** The frameworks that fork applications, by the names of their modules. */
  readonly frameworks: readonly string[];
}

/** Not every Python has a wheel of them, so that nothing is wrong where they are missing. See scripts/python-env.js. */
const OPTIONAL = ["functions_framework", "opentelemetry", "pyuwsgi"];

/** Of these frameworks, the ones that a runtime lacks; `required` are those that a machine must be able to install. */
export function missingFrameworks(runtimes: readonly Runtime[], needed: readonly string[]) {
  const missing = needed.filter((module) => !runtimes.every(({ frameworks }) => frameworks.includes(module)));
  return { missing, required: missing.filter((module) => !OPTIONAL.includes(module)) };
}

/** Reads what `scripts/python-env.js` left, or the file that PROOF_RUNTIMES names. Empty when there is none. */
export function readRuntimes(root: string): Runtime[] {
  const path = process.env.PROOF_RUNTIMES ?? join(root, ".venv-proof", "runtimes.json");
  if (!existsSync(path)) return [];
  const listed: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(listed) || !listed.every(isRuntime)) throw new Error(`${path} is not a list of {name, python}`);
  return listed
    .filter((runtime) => existsSync(runtime.python))
    .map(({ name, python, frameworks }) => ({ name, python, frameworks: frameworks ?? [] }));
}

/** How many runtimes a run takes when nobody says which. */
const USUAL_COUNT = 2;

/** Those to run on: the first two listed, or what PROOF_GRPCIO asks for: "all", or versions joined with commas. */
export function chooseRuntimes(listed: readonly Runtime[], wanted: string | undefined): readonly Runtime[] {
  if (wanted === undefined) return listed.slice(0, USUAL_COUNT);
  if (wanted === "all") return listed;
  return wanted.split(",").map((name) => {
    const runtime = listed.find((candidate) => candidate.name === name);
    if (runtime === undefined) throw new Error(`PROOF_GRPCIO: no Python with grpcio ${name} is listed`);
    return runtime;
  });
}

/** A list that was written by hand may say nothing of frameworks. */
type Listed = Omit<Runtime, "frameworks"> & Partial<Pick<Runtime, "frameworks">>;

function isRuntime(value: unknown): value is Listed {
  if (typeof value !== "object" || value === null) return false;
  if ("frameworks" in value && !Array.isArray(value.frameworks)) return false;
  return "name" in value && typeof value.name === "string" && "python" in value && typeof value.python === "string";
}
