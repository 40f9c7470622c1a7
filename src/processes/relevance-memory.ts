/**
 * What an analysis keeps of the taint graph for the next one, in which most files are still the same: a file whose facts are, and
 * for which all names still stand for what they stood for, has the arrows that it had.
 */
import type { Facts, Program } from "../types";
import type { NameIndex } from "./relevance-names";
import type { Nodes, TaintGraph } from "./taint-graph";

/** The taint graph of a program, file by file. */
export interface TaintMemory {
  readonly program: Program;
  readonly names: NameIndex;
  readonly nodes: Nodes;
  /** By path. */
  readonly graphs: ReadonlyMap<string, TaintGraph>;
}

/** The graphs of the files whose arrows are what they were; errs on the side of leaving one out. */
export function stillTrue(
  program: Program,
  names: NameIndex,
  before: TaintMemory | undefined,
): ReadonlyMap<string, TaintGraph> {
  if (before === undefined || !hasSamePaths(program, before.program)) return new Map();
  const changed = [...program.facts.values()].filter((facts) => facts !== before.program.facts.get(facts.path));
  const old = changed.flatMap(({ path }) => before.program.facts.get(path) ?? []);
  const words = new Set([...wordsOf(changed), ...wordsOf(old)].filter((word) => isOther(word)));
  const dependent = leadingTo(
    changed.map(({ path }) => path),
    program,
    before.program,
  );
  return new Map(
    [...before.graphs].filter(([path]) => {
      const facts = program.facts.get(path);
      return facts !== undefined && !dependent.has(path) && !mentionsOne(facts, words);
    }),
  );

  /** Whether an attribute of this name may stand for something else than before. */
  function isOther(word: string): boolean {
    const was = before?.names;
    if (was?.isCommon(word) !== names.isCommon(word) || was?.isMethod(word) !== names.isMethod(word)) return true;
    return [...names.methods(word), ...was.methods(word)].some(({ path }) => changed.some((one) => one.path === path));
  }
}

function hasSamePaths({ facts }: Program, before: Program): boolean {
  return facts.size === before.facts.size && [...facts.keys()].every((path) => before.facts.has(path));
}

/** All names by which files may define methods or set attributes. */
function wordsOf(files: readonly Facts[]): readonly string[] {
  return files.flatMap(({ scopes }) => scopes.flatMap(({ name, mentions }) => [name, ...mentions]));
}

/**
 * The files in which a name may lead into one of these: those that import one, or import such a file, and those that say the
 * name of its module, because `shop.clients` may be had by an import of `shop`.
 */
function leadingTo(changed: readonly string[], program: Program, before: Program): ReadonlySet<string> {
  const sayers = sayersOf(program);
  const found = new Set(changed);
  const queue = [...changed];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const saying = sayers.get(moduleWord(path)) ?? [];
    for (const next of [...program.importersOf(path), ...before.importersOf(path), ...saying]) {
      if (found.has(next)) continue;
      found.add(next);
      queue.push(next);
    }
  }
  return found;
}

/** For the last word of each module's name the files that have it among their identifiers. */
function sayersOf({ facts }: Program): ReadonlyMap<string, readonly string[]> {
  const sayers = new Map<string, string[]>();
  for (const path of facts.keys()) sayers.set(moduleWord(path), []);
  for (const { path, scopes } of facts.values()) {
    for (const { mentions } of scopes) for (const word of mentions) sayers.get(word)?.push(path);
  }
  return sayers;
}

/** `clients` for `shop/clients.py`, `shop` for `shop/__init__.py` */
function moduleWord(path: string): string {
  return (
    path
      .replace(/(\/__init__)?\.py$/, "")
      .split("/")
      .at(-1) ?? ""
  );
}

function mentionsOne({ scopes }: Facts, words: ReadonlySet<string>): boolean {
  if (words.size === 0) return false;
  return scopes.some(({ name, mentions }) => words.has(name) || mentions.some((word) => words.has(word)));
}
