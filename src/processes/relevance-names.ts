/** What names stand for, well enough to follow taint: module-level names through imports, attributes by name. */
import type { Scope, Statement } from "../code";
import { forEachStatement } from "../facts/walk";
import type { Facts, Program, Resolution } from "../types";

/** What a bare name or a dotted one leads to. */
export type Named =
  | { readonly kind: "node"; readonly node: string; readonly path: string; readonly name: string }
  | { readonly kind: "module"; readonly path: string }
  | { readonly kind: "outside"; readonly name: string }
  | null;

export interface NameIndex {
  readonly program: Program;
  /** What a module-level name of a file is, imports followed. */
  readonly global: (path: string, name: string) => Named;
  /** What a name is that an import binds in this scope of a file; null when none does. */
  readonly imported: (path: string, scope: number, name: string) => Named;
  readonly member: (of: Named, name: string) => Named;
  /** The functions and classes that are called so, anywhere; empty for a common name. */
  readonly methods: (name: string) => readonly { readonly path: string; readonly scope: Scope }[];
  /** Whether so many things have an attribute of this name that it tells nothing. */
  readonly isCommon: (name: string) => boolean;
  readonly isMethod: (name: string) => boolean;
  /** Whether the node is that of a function or class, not of a variable. */
  readonly isDefinition: (node: string) => boolean;
  /** The scope that a module-level function or class name defines. */
  readonly definition: (path: string, name: string) => Scope | null;
}

/** An attribute that more classes than this define says nothing about which one is meant. */
const COMMON = 8;

/** Attributes of Python's own types, of loggers and of the os module: everything has them. */
const EVERYWHERE = new Set(
  `append add extend insert remove pop clear copy update get setdefault items keys values sort reverse index count format join split
  strip lstrip rstrip replace encode decode startswith endswith lower upper title find read write close open flush seek readline
  debug info warning error exception critical log name value environ path args kwargs message code type id key data text url
  headers status body result results exc_info stdout stderr returncode pid logger config settings version`.split(/\s+/),
);

interface FileNames {
  /** By name for those of the module, by `scope:name` for those of functions and classes. */
  readonly imports: ReadonlyMap<string, Imported>;
  readonly stars: readonly Resolution[];
  readonly definitions: ReadonlyMap<string, Scope>;
  readonly bound: ReadonlySet<string>;
}

type Imported =
  | { readonly kind: "module"; readonly to: Resolution }
  | { readonly kind: "name"; readonly from: Resolution; readonly name: string };

export function nameIndex(program: Program): NameIndex {
  const files = new Map<string, FileNames>();
  const methods = new Map<string, { path: string; scope: Scope }[]>();
  const attributes = new Map<string, number>();
  const defined = new Set<string>();
  for (const [path, facts] of program.facts) {
    files.set(path, namesOfFile(program, facts));
    for (const scope of facts.scopes) {
      if (scope.kind === "function" || scope.kind === "class") defined.add(definedNode(facts, scope));
      if (scope.kind !== "function" || facts.scopes[scope.parent ?? 0]?.kind !== "class") continue;
      const all = methods.get(scope.name) ?? [];
      all.push({ path, scope });
      methods.set(scope.name, all);
    }
    countAttributes(facts, attributes);
  }
  const global: Again = (path, name, depth = 0) => lookup(files, path, name, depth, global, program);
  const isCommon = (name: string) =>
    EVERYWHERE.has(name) ||
    name.startsWith("__") ||
    (methods.get(name)?.length ?? 0) + (attributes.get(name) ?? 0) > COMMON;
  return {
    program,
    global,
    imported: (path, scope, name) => {
      const imported = files.get(path)?.imports.get(`${scope}:${name}`);
      return imported ? followImport(imported, 0, global, program) : null;
    },
    member: (of, name) => memberOf(of, name, global, program),
    methods: (name) => (isCommon(name) ? [] : (methods.get(name) ?? [])),
    isCommon,
    isMethod: (name) => methods.has(name),
    isDefinition: (node) => defined.has(node),
    definition: (path, name) => files.get(path)?.definitions.get(name) ?? null,
  };
}

function definedNode(facts: Facts, scope: Scope): string {
  return scope.parent === 0 ? `N:${facts.path}:${scope.name}` : `L:${facts.path}#${scope.parent}:${scope.name}`;
}

/** Counts the functions of a file that set an attribute, by its name. */
function countAttributes(facts: Facts, into: Map<string, number>): void {
  for (const scope of facts.scopes) {
    const here = new Set<string>();
    forEachStatement(scope.body, (s) => {
      if (s.kind === "assign") for (const target of s.targets) if (target.kind === "attribute") here.add(target.name);
    });
    for (const name of here) into.set(name, (into.get(name) ?? 0) + 1);
  }
}

function namesOfFile(program: Program, facts: Facts): FileNames {
  const imports = new Map<string, Imported>();
  const stars: Resolution[] = [];
  const definitions = new Map<string, Scope>();
  for (const scope of facts.scopes) {
    forEachStatement(scope.body, (statement) => readImports(program, facts.path, scope, statement, imports, stars));
    if ((scope.kind === "function" || scope.kind === "class") && scope.parent === 0) definitions.set(scope.name, scope);
  }
  return { imports, stars, definitions, bound: new Set(facts.scopes[0]?.bound ?? []) };
}

function readImports(
  program: Program,
  path: string,
  scope: Scope,
  s: Statement,
  imports: Map<string, Imported>,
  stars: Resolution[],
): void {
  const bind = (name: string, imported: Imported) => {
    const isGlobal = scope.kind === "module" || scope.globals.includes(name);
    imports.set(isGlobal ? name : `${scope.id}:${name}`, imported);
  };
  if (s.kind === "import") {
    for (const { name, alias } of s.names) {
      const top = name.split(".")[0] as string;
      bind(alias?.name ?? top, { kind: "module", to: program.resolve(path, alias ? name : top, 0) });
    }
  }
  if (s.kind !== "import-from") return;
  const from = program.resolve(path, s.module, s.level);
  if (s.names === "*") stars.push(from);
  else for (const { name, alias } of s.names) bind(alias?.name ?? name, { kind: "name", from, name });
}

function nodeOf(path: string, name: string): Named {
  return { kind: "node", node: `N:${path}:${name}`, path, name };
}

type Again = (path: string, name: string, depth?: number) => Named;

function lookup(
  files: ReadonlyMap<string, FileNames>,
  path: string,
  name: string,
  depth: number,
  again: Again,
  program: Program,
): Named {
  const file = files.get(path);
  // A file that nobody had to read, such as an empty `__init__.py`: what is taken from it may be a module below it.
  if (!file) return null;
  if (depth > 8) return nodeOf(path, name);
  const imported = file.imports.get(name);
  if (imported) return followImport(imported, depth, again, program);
  if (file.bound.has(name)) return nodeOf(path, name);
  for (const star of file.stars) {
    if (star.kind !== "file" || !files.get(star.path)) continue;
    const found = again(star.path, name, depth + 1);
    if (found && (found.kind !== "node" || files.get(found.path)?.bound.has(found.name))) return found;
  }
  return null;
}

function followImport(imported: Imported, depth: number, again: Again, program: Program): Named {
  if (imported.kind === "module") return moduleNamed(imported.to);
  const { from, name } = imported;
  if (from.kind === "file") {
    const found = again(from.path, name, depth + 1);
    return found ?? memberOf(moduleNamed(from), name, again, program);
  }
  return memberOf(moduleNamed(from), name, again, program);
}

function moduleNamed(to: Resolution): Named {
  if (to.kind === "file") return { kind: "module", path: to.path };
  if (to.kind === "outside") return { kind: "outside", name: to.name };
  return { kind: "module", path: to.folder };
}

function memberOf(of: Named, name: string, global: Again, program: Program): Named {
  if (!of) return null;
  if (of.kind === "outside") return { kind: "outside", name: `${of.name}.${name}` };
  if (of.kind === "node") return null;
  const found = program.facts.has(of.path) ? global(of.path, name) : null;
  if (found) return found;
  // A submodule, of a package or of a namespace folder.
  const folder = of.path.replace(/(^|\/)__init__\.py$/, "").replace(/\.py$/, "");
  for (const path of [`${folder}/${name}.py`, `${folder}/${name}/__init__.py`]) {
    if (program.facts.has(path)) return { kind: "module", path };
  }
  return nodeOf(of.path, name);
}
