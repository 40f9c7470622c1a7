/** Who runs a child's function beside the launches of the workers. */

import type { Source } from "../../src/edits/transform";
import { forEachStatement, namesIn } from "../../src/facts/walk";
import type { Facts, Span } from "../../src/types";
import { type Child, type LaunchCall, targetOf } from "./launch-call";
import { occurrencesOf, variableOf } from "./names";
import { type Refusal, refuse } from "./part";
import { contains, expressionsIn } from "./syntax";

/** Null when nobody but the launches has the function. */
export function otherCaller(child: Child, launches: readonly LaunchCall[], source: Source): Refusal | null {
  const { facts, scope } = child;
  const decorated = facts.scopes.some((owner) => isDecorated(owner.body, scope.id));
  if (decorated)
    return refuse("unsupported-shape", `${scope.name}() has a decorator, which may depend on its arguments`);
  const files = [...new Set([facts.path, ...importers(facts.path, source), ...launches.map((l) => l.facts.path)])];
  const targets = launches.map(({ facts: { path }, call }) => ({ path, span: targetOf(call)?.value.span }));
  for (const path of files) {
    const own = path === facts.path ? facts : source.facts(path);
    if (!own) return refuse("unsupported-shape", `${path} may call ${scope.name}(), and cannot be read`);
    const isTarget = (span: Span) =>
      targets.some((target) => target.path === path && target.span && contains(target.span, span));
    if (usesOf(own, child).some((span) => !isTarget(span))) {
      return refuse("unsupported-shape", `${scope.name}() is used in other places than the start of the workers`);
    }
  }
  return null;
}

function isDecorated(body: Parameters<typeof forEachStatement>[0], id: number): boolean {
  let found = false;
  forEachStatement(body, (statement) => {
    if (statement.kind === "function" && statement.scope === id && statement.decorators.length > 0) found = true;
  });
  return found;
}

/** The files that import from a file, directly or through others. */
function importers(path: string, source: Source): readonly string[] {
  const found = new Set<string>();
  const visit = (from: string) => {
    for (const importer of source.program.importersOf(from)) {
      if (found.has(importer)) continue;
      found.add(importer);
      visit(importer);
    }
  };
  visit(path);
  return [...found];
}

/** Places that may speak of the function: its name where it is bound, any attribute of that name. */
function usesOf(facts: Facts, child: Child): readonly Span[] {
  const { name } = child.scope;
  const isHome = facts.path === child.facts.path;
  const outer = child.scope.parent ?? 0;
  const names =
    isHome && child.self === null
      ? occurrencesOf(facts, variableOf(facts, outer, name))
      : isHome
        ? []
        : namesIn(facts).filter((one) => one.name === name);
  const attributes = expressionsIn(facts).flatMap(({ expression: e }) =>
    e.kind === "attribute" && e.name === name ? [e.nameSpan] : [],
  );
  return [...names.filter((one) => one.context === "load").map((one) => one.span), ...attributes];
}
