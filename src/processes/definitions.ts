/** Functions and classes of the program by the dotted name that an import would give them. */
import type { Scope } from "../code";
import { hasWildcard, namePattern } from "../models/name-pattern";
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
function definitionsOf(name: string, names: NameIndex): readonly Definition[] {
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

/** The same for a name in which `*` stands for any part of a component; each with the name that it is found by. */
export function definitionsLike(
  pattern: string,
  names: NameIndex,
): readonly { readonly name: string; readonly at: Definition }[] {
  if (!hasWildcard(pattern)) return definitionsOf(pattern, names).map((at) => ({ name: pattern, at }));
  const length = pattern.split(".").length;
  const isLike = namePattern(pattern);
  const candidates = [...names.program.facts.keys()].flatMap((path) => [
    ...membersBelow(moduleEnd(path, length - 1), path, names),
    ...methodsBelow(moduleEnd(path, length - 2), path, names),
  ]);
  // What begins with an underscore is meant only where the pattern says so.
  const isMeant = (name: string) =>
    isLike.test(name) && (pattern.includes("._") || !name.split(".").some((part) => part.startsWith("_")));
  return candidates.filter(({ name }) => isMeant(name));
}

/** The last parts of a module's name, as many as are asked for; null where it has fewer. */
function moduleEnd(path: string, count: number): string | null {
  const parts = path.replace(/(\/__init__)?\.py$/, "").split("/");
  return count < 1 || parts.length < count ? null : parts.slice(-count).join(".");
}

interface Candidate {
  readonly name: string;
  readonly at: Definition;
}

function membersBelow(module: string | null, path: string, names: NameIndex): readonly Candidate[] {
  const bound = module === null ? [] : (names.program.facts.get(path)?.scopes[0]?.bound ?? []);
  return bound.flatMap((name) => {
    const at = globalOf(path, name, names);
    return at === null ? [] : [{ name: `${module}.${name}`, at }];
  });
}

function methodsBelow(module: string | null, path: string, names: NameIndex): readonly Candidate[] {
  return membersBelow(module, path, names).flatMap(({ name, at }) => {
    const inner = names.program.facts.get(at.path)?.scopes.filter(({ parent }) => parent === at.scope.id) ?? [];
    return inner.flatMap((scope) =>
      at.scope.kind === "class" ? [{ name: `${name}.${scope.name}`, at: { path: at.path, scope, of: at.scope } }] : [],
    );
  });
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
