import type { Resolution } from "../types";
import { firmnessOf } from "./outside";
import { folderOf, foldersFrom, inFolder, sharedDepth } from "./paths";

/** Leads imports to files by Python's rules, as far as they can be known without running anything. */
export interface ModuleIndex {
  /**
   * Where `import module` (level 0) or a relative import in the file `from` leads. `namesBelow` gives the
   * dotted names that the file takes from under `module`. A folder without `__init__.py` is taken for the
   * module only if one of them is found in it; without `namesBelow` the folder's existence is enough.
   */
  resolve(from: string, module: string, level: number, namesBelow?: () => readonly string[]): Resolution;
  /** The file of the module or package `name` directly in a package or namespace folder. */
  submodule(folder: string, name: string): string | null;
  /** The `__init__.py` of the packages that hold `path`, innermost first. Importing `path` runs them. */
  packagesAbove(path: string): readonly string[];
}

type Located = Exclude<Resolution, { kind: "outside" }>;
type Namespace = Extract<Resolution, { kind: "namespace" }>;

/** What the repository has: all is known from the paths. */
interface Layout {
  readonly files: ReadonlySet<string>;
  /** Folders with Python in them, at any depth. */
  readonly folders: ReadonlySet<string>;
  /** The folders that hold a module or a package of a name. */
  readonly modules: ReadonlyMap<string, ReadonlySet<string>>;
  /** The folders that hold a folder of a name without `__init__.py`. */
  readonly namespaces: ReadonlyMap<string, ReadonlySet<string>>;
}

/** An absolute import with all that decides where it leads. */
interface Query {
  readonly from: string;
  readonly folder: string;
  readonly parts: readonly string[];
  readonly namesBelow: (() => readonly string[]) | undefined;
}

/** Indexes a repository by the paths of its files. Stubs (`.pyi`) are never what an import leads to. */
export function moduleIndex(paths: readonly string[]): ModuleIndex {
  const layout = layoutOf(paths);
  const searchPath = remembered((folder) => searchPathOf(layout, folder));
  return {
    resolve(from, module, level, namesBelow) {
      if (level > 0) return resolveRelative(layout, from, module, level);
      const query = { from, folder: folderOf(from), parts: module.split("."), namesBelow };
      return resolveAbsolute(layout, query, searchPath) ?? { kind: "outside", name: module };
    },
    submodule: (folder, name) => fileOf(locate(layout, folder, [name])),
    packagesAbove: packagesAboveIn(layout),
  };
}

function remembered<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

function layoutOf(paths: readonly string[]): Layout {
  const files = new Set(paths.filter((path) => path.endsWith(".py")));
  const folders = new Set<string>();
  const modules = new Map<string, Set<string>>();
  const namespaces = new Map<string, Set<string>>();
  for (const path of files) {
    for (const folder of foldersFrom(folderOf(path))) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
    const name = path.slice(path.lastIndexOf("/") + 1, -".py".length);
    if (name !== "__init__") enter(modules, name, folderOf(path));
  }
  for (const folder of folders) {
    if (folder === "") continue;
    const kind = files.has(inFolder(folder, "__init__.py")) ? modules : namespaces;
    enter(kind, folder.slice(folder.lastIndexOf("/") + 1), folderOf(folder));
  }
  return { files, folders, modules, namespaces };
}

function enter(map: Map<string, Set<string>>, name: string, folder: string): void {
  const known = map.get(name);
  if (known === undefined) map.set(name, new Set([folder]));
  else known.add(folder);
}

function isPackage(layout: Layout, folder: string): boolean {
  return layout.files.has(inFolder(folder, "__init__.py"));
}

function packagesAboveIn(layout: Layout): ModuleIndex["packagesAbove"] {
  const above = remembered((start) => {
    const folders = foldersFrom(start);
    const end = folders.findIndex((folder) => !isPackage(layout, folder));
    return folders.slice(0, end < 0 ? folders.length : end).map((folder) => inFolder(folder, "__init__.py"));
  });
  return (path) => {
    if (path === "__init__.py") return [];
    const own = folderOf(path);
    return above(path.endsWith("/__init__.py") ? folderOf(own) : own);
  };
}

/** Folders in which projects keep their packages; build files put them on the path. */
const conventionalRoots = ["src", "lib", "python"];

/**
 * Where Python looks for a file in `folder`, likeliest first: beside a script, above the top-most
 * package, then every folder up to the root, for that is where people start programs from, and the
 * conventional roots of each. A package's own folder comes late: generated `*_pb2.py` import each other
 * so, with some line elsewhere that extends `sys.path`.
 */
function searchPathOf(layout: Layout, folder: string): readonly string[] {
  const above = foldersFrom(folder);
  const top = above.find((candidate) => !isPackage(layout, candidate)) ?? "";
  const roots = above.flatMap((candidate) => conventionalRoots.map((root) => inFolder(candidate, root)));
  return [...new Set([top, ...above, ...roots.filter((root) => layout.folders.has(root))])];
}

function resolveAbsolute(
  layout: Layout,
  query: Query,
  searchPath: (folder: string) => readonly string[],
): Located | null {
  const [top = ""] = query.parts;
  const modules = layout.modules.get(top);
  const namespaces = layout.namespaces.get(top);
  if (modules === undefined && namespaces === undefined) return null;
  const firmness = firmnessOf(query.parts.join("."));
  if (firmness === "always") return null;
  if (firmness === "unless-beside")
    return isPackage(layout, query.folder) ? null : moduleIn(layout, query, query.folder);

  const path = searchPath(query.folder);
  const regular =
    firstOf(path, modules, (root) => moduleIn(layout, query, root)) ??
    (firmness === null ? firstOf(path, namespaces, (root) => evidentIn(layout, query, root)) : null) ??
    onlyOf(query, modules, (root) => strangerIn(layout, query, root));
  if (regular !== null || firmness !== null) return regular;
  return (
    onlyOf(query, namespaces, (root) => evidentIn(layout, query, root)) ??
    (query.namesBelow === undefined ? firstOf(path, namespaces, (root) => locate(layout, root, query.parts)) : null)
  );
}

function firstOf(
  roots: readonly string[],
  holders: ReadonlySet<string> | undefined,
  find: (root: string) => Located | null,
): Located | null {
  if (holders === undefined) return null;
  for (const root of roots) {
    const found = holders.has(root) ? find(root) : null;
    if (found !== null) return found;
  }
  return null;
}

/** What is found in one folder alone, or in one alone of those that share most of their path with the file. */
function onlyOf(
  query: Query,
  holders: ReadonlySet<string> | undefined,
  find: (root: string) => Located | null,
): Located | null {
  let best: Located | null = null;
  let depth = -1;
  for (const root of holders ?? []) {
    const shared = sharedDepth(root, query.folder);
    const found = shared < depth ? null : find(root);
    if (found === null) continue;
    best = shared === depth ? null : found;
    depth = shared;
  }
  return best;
}

/** The regular module or package in a folder of the search path. */
function moduleIn(layout: Layout, query: Query, root: string): Located | null {
  if (layout.modules.get(query.parts[0] ?? "")?.has(root) !== true) return null;
  const found = locate(layout, root, query.parts);
  if (found?.kind === "namespace")
    return query.namesBelow === undefined || isEvident(layout, query, found) ? found : null;
  return found === null || isOwnName(layout, query, root, found.path) ? null : found;
}

/**
 * `import redis` in `redis.py`, or inside a package `app/redis/`, means the library: no working
 * program imports the file itself under its bare name, or its own package by half its name.
 */
function isOwnName(layout: Layout, query: Query, root: string, path: string): boolean {
  if (query.parts.length > 1) return false;
  if (!path.endsWith("__init__.py")) return path === query.from;
  return isPackage(layout, root) && query.from.startsWith(`${folderOf(path)}/`);
}

/** A module in a folder that is not on the search path: top-level ones only, but generated code lies anywhere. */
function strangerIn(layout: Layout, query: Query, root: string): Located | null {
  const generated = /_pb2(_grpc)?$/.test(query.parts[0] ?? "");
  return isPackage(layout, root) && !generated ? null : moduleIn(layout, query, root);
}

/** What a namespace folder leads to, if a file is found in it under the names that are asked for. */
function evidentIn(layout: Layout, query: Query, root: string): Located | null {
  const found = locate(layout, root, query.parts);
  return found?.kind !== "namespace" || isEvident(layout, query, found) ? found : null;
}

function isEvident(layout: Layout, query: Query, namespace: Namespace): boolean {
  const names = query.namesBelow?.() ?? [];
  return names.some((name) => fileOf(locate(layout, namespace.folder, name.split("."))) !== null);
}

function resolveRelative(layout: Layout, from: string, module: string, level: number): Resolution {
  const base = folderAbove(folderOf(from), level - 1);
  const parts = module === "" ? [] : module.split(".");
  const found = base === undefined ? null : locate(layout, base, parts);
  return found ?? { kind: "outside", name: unresolvedName(layout, base, module, level) };
}

function folderAbove(folder: string, times: number): string | undefined {
  let at = folder;
  for (let done = 0; done < times; done++) {
    if (at === "") return undefined;
    at = folderOf(at);
  }
  return at;
}

/** The absolute name, unless it would pass for a library's: a missing `.grpc` is not gRPC, and keeps its dots. */
function unresolvedName(layout: Layout, base: string | undefined, module: string, level: number): string {
  const inPackage = base === undefined ? [] : packageName(layout, base);
  const name = [...inPackage, module].join(".");
  return inPackage.length === 0 || firmnessOf(name) !== null ? `${".".repeat(level)}${module}` : name;
}

/** The dotted name of a package; of a folder that is none, all of its path. */
function packageName(layout: Layout, folder: string): readonly string[] {
  const top = foldersFrom(folder).find((candidate) => !isPackage(layout, candidate)) ?? "";
  const name = top === folder || top === "" ? folder : folder.slice(top.length + 1);
  return name === "" ? [] : name.split("/");
}

/** Walks down from a folder. A package wins over a module, and both over a folder without `__init__.py`. */
function locate(layout: Layout, folder: string, parts: readonly string[]): Located | null {
  let at = folder;
  for (const [index, part] of parts.entries()) {
    at = inFolder(at, part);
    if (layout.folders.has(at) && isPackage(layout, at)) continue;
    if (layout.files.has(`${at}.py`)) return index === parts.length - 1 ? { kind: "file", path: `${at}.py` } : null;
    if (!layout.folders.has(at)) return null;
  }
  const init = inFolder(at, "__init__.py");
  return layout.files.has(init) ? { kind: "file", path: init } : { kind: "namespace", folder: at };
}

function fileOf(resolution: Located | null): string | null {
  return resolution?.kind === "file" ? resolution.path : null;
}
