/** Names: which are free, what they stand for, and whether they stand for the same elsewhere. */
import type { Scope, Statement } from "../../src/code";
import { isMainGuard } from "../../src/facts/main-guard";
import { namesIn, type Occurrence, type Resolved, resolveName } from "../../src/facts/walk";
import type { Facts, Span } from "../../src/types";
import { contains, isWithin } from "./syntax";

/** A name of a module or a function. */
export interface Variable {
  readonly name: string;
  readonly holder: Resolved;
}

export function variableOf(facts: Facts, scope: number, name: string): Variable {
  return { name, holder: resolveName(facts, scope, name) };
}

export function isSameHolder(a: Resolved, b: Resolved): boolean {
  return a.kind === "global" ? b.kind === "global" : b.kind === "local" && a.scope === b.scope;
}

/** Every place in the file that stands for the variable. */
export function occurrencesOf(facts: Facts, { name, holder }: Variable): readonly Occurrence[] {
  return namesIn(facts).filter((one) => one.name === name && isSameHolder(resolveName(facts, one.scope, name), holder));
}

/** The one place that binds the variable; null when there is none, or more. */
export function bindingOf(facts: Facts, variable: Variable): Occurrence | null {
  const binds = occurrencesOf(facts, variable).filter((one) => one.context !== "load");
  return binds.length === 1 && binds[0]?.context === "store" ? binds[0] : null;
}

/** It means one thing for as long as the program runs: bound once, by imports alone, or a builtin. */
export function isConstant(facts: Facts, variable: Variable): boolean {
  const binds = occurrencesOf(facts, variable).filter((one) => one.context !== "load");
  return binds.length <= 1 ? binds.every((one) => one.context === "store") : binds.every((one) => isImport(facts, one));
}

/** The name is bound by an import there. */
export function isImport(facts: Facts, { span, scope }: Occurrence): boolean {
  const visit = (block: readonly Statement[]): boolean =>
    block.some(
      (statement) =>
        contains(statement.span, span) &&
        (statement.kind === "import" ||
          statement.kind === "import-from" ||
          (statement.kind === "try" && [statement.body, ...statement.handlers.map((h) => h.body)].some(visit)) ||
          (statement.kind === "if" && [statement.body, statement.orelse].some(visit))),
    );
  return visit(facts.scopes[scope]?.body ?? []);
}

/** Whether the place is in the block of `if __name__ == "__main__":`. */
export function isInMainGuard(facts: Facts, span: Span): boolean {
  return (facts.scopes[0]?.body ?? []).some((statement) => isMainGuard(statement) && contains(statement.span, span));
}

/** The names that code reads, each once for the scope that it is looked up from; not those that it binds inside itself. */
export function readsIn(facts: Facts, span: Span): readonly Occurrence[] {
  return namesIn(facts).filter((one) => {
    if (one.context !== "load" || !contains(span, one.span)) return false;
    const holder = resolveName(facts, one.scope, one.name);
    if (holder.kind === "global") return true;
    const scope = facts.scopes[holder.scope];
    return scope === undefined || scope.kind === "module" || !contains(span, scope.span);
  });
}

/** The first of the names that no code in these scopes, or in functions inside them, knows. */
export function freshName(
  candidates: readonly string[],
  places: readonly { readonly facts: Facts; readonly scope: Scope }[],
): string | null {
  return candidates.find((name) => !places.some(({ facts, scope }) => isKnown(facts, scope, name))) ?? null;
}

function isKnown(facts: Facts, scope: Scope, name: string): boolean {
  if (scope.kind === "module") return occurrencesOf(facts, { name, holder: { kind: "global" } }).length > 0;
  return facts.scopes.some(
    (one) => isWithin(facts, one.id, scope.id) && (one.bound.includes(name) || one.mentions.includes(name)),
  );
}
