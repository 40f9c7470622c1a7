/** Whether importing a module brings in gRPC. */
import type { Statement } from "../../src/code";
import type { Source } from "../../src/edits/transform";
import { blocksOf } from "../../src/facts/walk";
import type { Resolution } from "../../src/types";
import { isForTypes } from "./setting-place";

/** Outside modules that import grpc when they are imported, and all below them. */
const importers = [
  "grpc",
  "google.cloud",
  "opentelemetry.exporter.otlp.proto.grpc",
  "pymilvus",
  "qdrant_client",
  "tritonclient.grpc",
  "ray",
  "pulumi",
];

/** The `__init__.py` of the packages around a file, innermost first; not the file itself. They run before it. */
export function packagesAround(path: string, source: Source): readonly string[] {
  const files = new Set(source.program.files);
  const found: string[] = [];
  for (let folder = parentOf(path); folder !== ""; folder = parentOf(folder)) {
    const init = `${folder}/__init__.py`;
    if (!files.has(init)) break;
    if (init !== path) found.push(init);
  }
  return found;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Follows the imports that run with the module; what only a type checker or a called function imports does not. */
export function leadsToGrpc(path: string, source: Source, seen: Set<string> = new Set()): boolean {
  if (seen.has(path)) return false;
  seen.add(path);
  const facts = source.facts(path);
  return facts?.scopes[0]?.body.some((statement) => importsGrpc(statement, path, source, seen)) ?? false;
}

function importsGrpc(statement: Statement, path: string, source: Source, seen: Set<string>): boolean {
  if (isForTypes(statement)) return false;
  const leads = ({ module, level }: Wanted) => isGrpc(source.program.resolve(path, module, level), source, seen);
  return (
    wantedBy(statement).some(leads) ||
    blocksOf(statement).some((block) => block.some((inner) => importsGrpc(inner, path, source, seen)))
  );
}

interface Wanted {
  readonly module: string;
  readonly level: number;
}

/** The modules that an import statement loads; a name that it takes out of a module may be one, too. */
function wantedBy(statement: Statement): readonly Wanted[] {
  if (statement.kind === "import") return statement.names.map(({ name }) => ({ module: name, level: 0 }));
  if (statement.kind !== "import-from") return [];
  const { module, level, names } = statement;
  const below = names === "*" ? [] : names.map(({ name }) => (module === "" ? name : `${module}.${name}`));
  return [module, ...below].map((name) => ({ module: name, level }));
}

function isGrpc(resolution: Resolution, source: Source, seen: Set<string>): boolean {
  if (resolution.kind === "outside") return isImporter(resolution.name);
  if (resolution.kind === "namespace") return false;
  const { path } = resolution;
  return [...packagesAround(path, source), path].some((file) => leadsToGrpc(file, source, seen));
}

function isImporter(name: string): boolean {
  return /_pb2_grpc$/.test(name) || importers.some((module) => name === module || name.startsWith(`${module}.`));
}
