/** Which module outside the program an expression names. */
import type { Expression, Name, Statement } from "../../src/code";
import { forEachStatement, namesIn, resolveName } from "../../src/facts/walk";
import type { Facts } from "../../src/types";

/** A dotted name as it is written, and what it means. */
export interface Dotted {
  /** The name that it begins with. */
  readonly base: Name;
  /** What the base was imported as: `multiprocessing`, `multiprocessing.Process`; several where a `try` decides. */
  readonly origins: readonly string[];
  /** The expressions from the base on, each the object of the next. */
  readonly chain: readonly Expression[];
}

/** Null for what is no dotted name of an import. */
export function dottedFrom(facts: Facts, scope: number, e: Expression): Dotted | null {
  const chain: Expression[] = [e];
  let inner = e;
  while (inner.kind === "attribute") {
    inner = inner.object;
    chain.unshift(inner);
  }
  if (inner.kind !== "name") return null;
  const origins = originsOf(facts, scope, inner.name);
  return origins.length === 0 ? null : { base: inner, origins, chain };
}

/** The absolute dotted names that an expression may mean; none when it is not from an import. */
export function meaningsOf(facts: Facts, scope: number, e: Expression): readonly string[] {
  const dotted = dottedFrom(facts, scope, e);
  if (dotted === null) return [];
  const rest = dotted.chain.slice(1).flatMap((one) => (one.kind === "attribute" ? [one.name] : []));
  return dotted.origins.map((origin) => [origin, ...rest].join("."));
}

/** What imports bind a name to; none when something else binds it, too. */
function originsOf(facts: Facts, from: number, name: string): readonly string[] {
  const resolved = resolveName(facts, from, name);
  const holder = resolved.kind === "global" ? 0 : resolved.scope;
  const stores = namesIn(facts).filter((one) => {
    if (one.name !== name || one.context === "load") return false;
    const other = resolveName(facts, one.scope, name);
    return other.kind === resolved.kind && (other.kind === "global" || other.scope === holder);
  });
  const origins: string[] = [];
  forEachStatement(facts.scopes[holder]?.body ?? [], (statement) => {
    origins.push(...importedAs(statement, name));
  });
  return stores.length === origins.length ? [...new Set(origins)] : [];
}

function importedAs(statement: Statement, name: string): readonly string[] {
  if (statement.kind === "import") {
    return statement.names.flatMap(({ name: module, alias }) => {
      if (alias !== null) return alias.name === name ? [module] : [];
      const [top = ""] = module.split(".");
      return top === name ? [top] : [];
    });
  }
  if (statement.kind !== "import-from" || statement.names === "*") return [];
  const prefix = ".".repeat(statement.level) + statement.module;
  return statement.names.flatMap((one) => ((one.alias?.name ?? one.name) === name ? [`${prefix}.${one.name}`] : []));
}
