import type { ScannedImport } from "../scan";
import type { Resolution } from "../types";
import type { ModuleIndex } from "./modules";
import { folderOf } from "./paths";

/** Imports between files. A node is an index into the paths that the graph was made of. */
export interface ImportGraph {
  /** Files that an import statement names: its module, the submodules that it takes, the packages of `import a.b`. */
  readonly named: readonly (readonly number[])[];
  /** Files whose code runs because of an import: the named ones, and every package above them. */
  readonly run: readonly (readonly number[])[];
}

/** Draws the graph from the imports of each file, given in the order of `paths`, of which `numbers` has the places. */
export function importGraph(
  paths: readonly string[],
  imports: readonly (readonly ScannedImport[])[],
  index: ModuleIndex,
  numbers: ReadonlyMap<string, number>,
): ImportGraph {
  const drawn = paths.map((path, number) => edgesOf(path, number, imports[number] ?? none, index, numbers));
  return { named: drawn.map(({ named }) => named), run: drawn.map(({ run }) => run) };
}

/** The same graph but for the edges of some files, whose imports are given. */
export function redrawn(
  graph: ImportGraph,
  paths: readonly string[],
  imports: ReadonlyMap<number, readonly ScannedImport[]>,
  index: ModuleIndex,
  numbers: ReadonlyMap<string, number>,
): ImportGraph {
  if (imports.size === 0) return graph;
  const named = [...graph.named];
  const run = [...graph.run];
  for (const [number, own] of imports) {
    const edges = edgesOf(paths[number] ?? "", number, own, index, numbers);
    named[number] = edges.named;
    run[number] = edges.run;
  }
  return { named, run };
}

/** Shared by the many files that import nothing of the repository. */
const none: readonly never[] = [];
const noEdges = { named: none, run: none };

function edgesOf(
  path: string,
  own: number,
  imports: readonly ScannedImport[],
  index: ModuleIndex,
  numbers: ReadonlyMap<string, number>,
): { readonly named: readonly number[]; readonly run: readonly number[] } {
  if (imports.length === 0) return noEdges;
  const targets = targetsOf(path, imports, index);
  if (targets.size === 0) return noEdges;
  const named: number[] = [];
  const run = new Set<number>();
  const add = (target: string, to: { add(number: number): unknown }) => {
    const number = numbers.get(target);
    if (number !== undefined && number !== own) to.add(number);
  };
  for (const target of targets) {
    add(target, { add: (number) => named.push(number) });
    add(target, run);
    for (const above of index.packagesAbove(target)) add(above, run);
  }
  return { named, run: [...run] };
}

/** What a file takes from under `module`, dotted, as {@link ModuleIndex.resolve} wants it. */
export function namesBelow(imports: readonly ScannedImport[], module: string): readonly string[] {
  return imports.flatMap((one) => {
    if (one.level > 0 || !`${one.module}.`.startsWith(`${module}.`)) return [];
    const below = one.module.slice(module.length + 1);
    const names = one.names === "*" ? [] : one.names;
    return below === "" ? names : [below, ...names.map((name) => `${below}.${name}`)];
  });
}

function targetsOf(path: string, imports: readonly ScannedImport[], index: ModuleIndex): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const one of imports) {
    const found = index.resolve(path, one.module, one.level, () => namesBelow(imports, one.module));
    if (found.kind === "outside") continue;
    if (found.kind === "file") targets.add(found.path);
    for (const target of submodulesOf(found, one, index)) targets.add(target);
    for (const target of packagesNamed(found, one, index)) targets.add(target);
  }
  return targets;
}

/** `from package import name`, where `name` is a file of that package. */
function submodulesOf(found: Resolution, one: ScannedImport, index: ModuleIndex): readonly string[] {
  const folder = packageFolder(found);
  if (folder === null || one.names === "*") return [];
  return one.names.flatMap((name) => index.submodule(folder, name) ?? []);
}

function packageFolder(found: Resolution): string | null {
  if (found.kind === "namespace") return found.folder;
  return found.kind === "file" && /(^|\/)__init__\.py$/.test(found.path) ? folderOf(found.path) : null;
}

/** `import a.b.c` binds `a`, and with it gives access to `a` and `a.b`. */
function packagesNamed(found: Resolution, one: ScannedImport, index: ModuleIndex): readonly string[] {
  if (found.kind !== "file" || one.level > 0 || one.names.length > 0) return [];
  return index.packagesAbove(found.path).slice(0, one.module.split(".").length - 1);
}
