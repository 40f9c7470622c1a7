/** Functions and classes of the program by the dotted name that an import would give them. */
import type { Scope } from "../code";
import type { Program } from "../types";
import type { NameIndex } from "./relevance-names";

export interface Definition {
  readonly path: string;
  readonly scope: Scope;
  /** The class of which it is a member. */
  readonly of: Scope | null;
}

/**
 * What a name may be: `shop.rpc.connect`, `shop.rpc.Client.open`, and `shop.connect` where `shop` takes it from elsewhere.
 * The package may lie in any folder, so there may be several.
 */
export function definitionsOf(name: string, names: NameIndex): readonly Definition[] {
  const parts = name.split(".");
  const cuts = parts.flatMap((_, index) => (index === 0 ? [] : [index])).toReversed();
  for (const cut of cuts) {
    const [first = "", ...below] = parts.slice(cut);
    const found = filesOf(parts.slice(0, cut).join("/"), names.program).flatMap(
      (path) => memberOf(globalOf(path, first, names), below, names.program) ?? [],
    );
    if (found.length > 0) return unique(found);
  }
  return [];
}

/** The nodes of a definition in the taint graph. */
export function nodesOf({ path, scope, of }: Definition): readonly string[] {
  if (of === null) return [`N:${path}:${scope.name}`];
  return [`C:${path}#${of.id}.${scope.name}`, `A:${scope.name}`];
}

/** The files of a module, given with slashes. */
function filesOf(module: string, { facts }: Program): readonly string[] {
  const ends = [`${module}.py`, `${module}/__init__.py`];
  return [...facts.keys()].filter((path) => ends.some((end) => path === end || path.endsWith(`/${end}`)));
}

function globalOf(path: string, name: string, names: NameIndex): Definition | null {
  const named = names.global(path, name);
  const scope = named?.kind === "node" ? names.definition(named.path, named.name) : null;
  return named?.kind === "node" && scope ? { path: named.path, scope, of: null } : null;
}

function memberOf(found: Definition | null, below: readonly string[], program: Program): Definition | null {
  const [name, ...rest] = below;
  if (found === null || name === undefined) return found;
  const { path, scope } = found;
  const inner = program.facts.get(path)?.scopes.find((one) => one.parent === scope.id && one.name === name);
  return inner && scope.kind === "class" ? memberOf({ path, scope: inner, of: scope }, rest, program) : null;
}

function unique(definitions: readonly Definition[]): readonly Definition[] {
  return [...new Map(definitions.map((one) => [`${one.path}#${one.scope.id}`, one])).values()];
}
