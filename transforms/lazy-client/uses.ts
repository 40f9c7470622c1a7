/** All uses of a module's name in the repository, and whether each can become a call. */
import type { Expression, ImportFrom, Statement } from "../../src/code";
import type { Source } from "../../src/edits/transform";
import { forEachStatement, namesIn, resolveName } from "../../src/facts/walk";
import type { Edit, Facts, Span } from "../../src/types";
import { registered } from "./per-process";
import { contains, expressionsIn, isCalled, type Standing } from "./syntax";

/** The edits that turn uses into calls, or null when one of them has to stay as it is. */
export type Rewriting = readonly Edit[] | null;

export interface Renaming {
  readonly path: string;
  readonly name: string;
  readonly getter: string;
}

/** Rewrites the uses in the file that binds the name; `skip` are the statements that the plan replaces. */
export function usesAtHome(facts: Facts, text: string, renaming: Renaming, skip: readonly Span[]): Rewriting {
  return rewriteLoads(facts, text, renaming.name, `${renaming.getter}()`, skip, 0);
}

/** Rewrites the uses in every file that imports the name, through re-exports. */
export function usesElsewhere(source: Source, renaming: Renaming, seen: Set<string> = new Set()): Rewriting {
  const key = `${renaming.path}:${renaming.name}`;
  if (seen.has(key)) return [];
  seen.add(key);
  const edits: Edit[] = [];
  for (const path of source.program.importersOf(renaming.path)) {
    const facts = source.facts(path);
    const text = source.text(path);
    if (!facts || text === null) return null;
    const here = usesInImporter(source, facts, text, renaming, seen);
    if (!here) return null;
    if (here.length > 0 && (facts.generated || facts.errors.length > 0)) return null;
    edits.push(...here);
  }
  return edits;
}

interface ImportedName {
  readonly alias: string;
  readonly span: Span;
  readonly scope: number;
  readonly aliased: boolean;
}

function usesInImporter(source: Source, facts: Facts, text: string, renaming: Renaming, seen: Set<string>): Rewriting {
  const edits: Edit[] = [];
  if (namesByString(facts, renaming.name)) return null;
  const imports = importsOf(source, facts, renaming);
  if (imports === null) return null;
  for (const item of imports) {
    const getter = item.aliased ? getterName(item.alias) : renaming.getter;
    if (isTaken(facts, getter)) return null;
    // Others may get it by its other name: `__all__`, a test that patches it.
    if (item.aliased && item.scope === 0 && namesByString(facts, item.alias)) return null;
    const loads = rewriteLoads(facts, text, item.alias, `${getter}()`, [], item.scope);
    if (!loads) return null;
    edits.push(
      { path: facts.path, span: item.span, text: item.aliased ? `${renaming.getter} as ${getter}` : renaming.getter },
      ...loads,
    );
    if (item.scope !== 0) continue;
    const onward = usesElsewhere(source, { path: facts.path, name: item.alias, getter }, seen);
    if (!onward) return null;
    edits.push(...onward);
  }
  const attributes = moduleAttributes(source, facts, renaming);
  return attributes ? [...edits, ...attributes] : null;
}

/** `from clients import stub [as s]`; null where a star import brings it in and it is used. */
function importsOf(source: Source, facts: Facts, renaming: Renaming): readonly ImportedName[] | null {
  const found: ImportedName[] = [];
  let starred = false;
  for (const scope of facts.scopes) {
    forEachImportFrom(scope.body, (statement) => {
      const to = source.program.resolve(facts.path, statement.module, statement.level);
      if (to.kind !== "file" || to.path !== renaming.path) return;
      if (statement.names === "*") {
        starred = true;
        return;
      }
      for (const { name, alias, span } of statement.names) {
        if (name === renaming.name)
          found.push({ alias: alias?.name ?? name, span, scope: scope.id, aliased: alias !== null });
      }
    });
  }
  // A star import may hand it on to anybody.
  return starred && !renaming.name.startsWith("_") ? null : found;
}

function forEachImportFrom(body: readonly Statement[], visit: (statement: ImportFrom) => void): void {
  forEachStatement(body, (statement) => {
    if (statement.kind === "import-from") visit(statement);
  });
}

/** `clients.stub` where `clients` is the module. */
function moduleAttributes(source: Source, facts: Facts, renaming: Renaming): Rewriting {
  const modules = modulesOf(source, facts, renaming.path);
  if (modules.size === 0) return [];
  const edits: Edit[] = [];
  let stays = false;
  expressionsIn(facts, (standing) => {
    const { expression } = standing;
    if (expression.kind !== "attribute" || expression.name !== renaming.name) return;
    const owner = dotted(expression.object);
    if (owner === null || !modules.has(owner)) return;
    if (isTarget(standing) || !isCallTime(facts, standing)) stays = true;
    edits.push({ path: facts.path, span: expression.nameSpan, text: `${renaming.getter}()` });
  });
  return stays ? null : edits;
}

function dotted(e: Expression): string | null {
  if (e.kind === "name") return e.name;
  if (e.kind !== "attribute") return null;
  const owner = dotted(e.object);
  return owner === null ? null : `${owner}.${e.name}`;
}

/** The expressions by which a file speaks of a module: `clients`, `shop.clients`. */
function modulesOf(source: Source, facts: Facts, path: string): ReadonlySet<string> {
  const found = new Set<string>();
  const isIt = (module: string, level: number) => {
    const to = source.program.resolve(facts.path, module, level);
    return to.kind === "file" && to.path === path;
  };
  for (const scope of facts.scopes) {
    forEachStatement(scope.body, (statement) => {
      if (statement.kind === "import") {
        for (const { name, alias } of statement.names) if (isIt(name, 0)) found.add(alias?.name ?? name);
      }
      if (statement.kind !== "import-from" || statement.names === "*") return;
      for (const { name, alias } of statement.names) {
        const module = statement.module === "" ? name : `${statement.module}.${name}`;
        if (isIt(module, statement.level)) found.add(alias?.name ?? name);
      }
    });
  }
  return found;
}

/** Replaces every load of a name that stands for the binding in `scope` (0 is the module). */
function rewriteLoads(
  facts: Facts,
  text: string,
  name: string,
  call: string,
  skip: readonly Span[],
  scope: number,
): Rewriting {
  const edits: Edit[] = [];
  const closers = registered(facts);
  let stays = false;
  const spans = new Map<number, string>();
  for (const one of namesIn(facts)) {
    if (one.name !== name || skip.some((span) => contains(span, one.span))) continue;
    const resolved = resolveName(facts, one.scope, name);
    if (scope === 0 ? resolved.kind !== "global" : resolved.kind !== "local" || resolved.scope !== scope) continue;
    if (one.context === "load") spans.set(one.span.start, name);
    else if (scope === 0 && one.context !== "store") stays = true;
  }
  expressionsIn(facts, (standing) => {
    const { expression } = standing;
    if (expression.kind !== "name" || expression.name !== name || !spans.has(expression.span.start)) return;
    const closer = closers.find(({ value }) => value.kind === "attribute" && value.object === expression);
    if (closer) {
      const rest = text.slice(expression.span.end, closer.value.span.end);
      edits.push({ path: facts.path, span: closer.value.span, text: `lambda: ${call}${rest}()` });
    } else {
      if (isTarget(standing) || !isCallTime(facts, standing)) stays = true;
      edits.push({ path: facts.path, span: expression.span, text: call });
    }
    spans.delete(expression.span.start);
  });
  return stays || spans.size > 0 ? null : edits;
}

function isTarget({ expression, around, statements }: Standing): boolean {
  const statement = statements.at(-1);
  const outer = around[0] ?? expression;
  if (statement?.kind === "assign") return statement.targets.includes(outer) && around.length === 0;
  return statement?.kind === "delete" || (statement?.kind === "augment" && statement.target === outer);
}

/**
 * Whether the use is evaluated anew each time: in a function's body, or called at once in the module's own code. A
 * default argument, a class attribute, another name: these would keep the object of one process.
 */
function isCallTime(facts: Facts, standing: Standing): boolean {
  const { scope, statements } = standing;
  const statement = statements.at(-1);
  let at: typeof scope | undefined = scope;
  while (at?.kind === "comprehension") at = at.parent === null ? undefined : facts.scopes[at.parent];
  const header = statement?.kind === "function" || statement?.kind === "class";
  if ((at?.kind === "function" || at?.kind === "lambda") && !header) return true;
  if (header || at?.kind === "class") return false;
  return isCalled(standing);
}

/** `get_stub` for `stub`, `_get_stub` for `_stub`, `get_ping_stub` for `PING_STUB`. */
export function getterName(name: string): string {
  const bare = name.replace(/^_+/, "");
  const words = /^[A-Z0-9_]+$/.test(bare)
    ? bare.toLowerCase()
    : bare.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return `${name.startsWith("_") ? "_" : ""}get_${words}`;
}

/** Whether any scope of the file binds the name. */
export function isTaken(facts: Facts, name: string): boolean {
  return facts.scopes.some((scope) => scope.bound.includes(name) || scope.mentions.includes(name));
}

/** A string that is the name, or ends in it: `mock.patch("shop.clients.stub")`, `__all__ = ["stub"]`. */
export function namesByString(facts: Facts, name: string): boolean {
  let found = false;
  expressionsIn(facts, ({ expression }) => {
    if (expression.kind !== "constant" || typeof expression.value !== "string") return;
    if (expression.value === name || expression.value.endsWith(`.${name}`)) found = true;
  });
  return found;
}
