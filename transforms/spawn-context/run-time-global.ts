/** Globals that a forked child has and a spawned one has not: it imports the module, and nothing more has run. */
import type { Scope } from "../../src/code";
import { moduleBindings } from "../../src/edits/bindings";
import { isMainGuard } from "../../src/facts/main-guard";
import { resolveName } from "../../src/facts/walk";
import type { Facts, Objection, Place } from "../../src/types";

/** Looks at the function that the child runs first, and at what that mentions of its module; null when all is there. */
export function runTimeGlobal(target: Place, facts: Facts): Objection | null {
  const first = facts.scopes.find(({ nameSpan }) => nameSpan?.start === target.span.start);
  if (first === undefined) return null;
  const reached = reachedFrom(first, facts);
  const late = lateNames(facts, reached);
  for (const scope of reached) {
    const name = scope.mentions.find((one) => late.has(one) && resolveName(facts, scope.id, one).kind === "global");
    if (name !== undefined)
      return {
        reason: "inherited-global",
        detail: `${scope.name}() reads ${name}, which the program sets when it runs`,
      };
  }
  return null;
}

/** Functions and classes of the module that the code mentions, and what is inside them. */
function reachedFrom(first: Scope, facts: Facts): ReadonlySet<Scope> {
  const reached = new Set<Scope>([first]);
  for (const scope of reached) {
    for (const other of facts.scopes) {
      const isMentioned = other.parent === 0 && other.name !== "" && scope.mentions.includes(other.name);
      if (isMentioned || other.parent === scope.id) reached.add(other);
    }
  }
  return reached;
}

/** Names that only the main block binds, or that a function binds which the child does not call. */
function lateNames(facts: Facts, reached: ReadonlySet<Scope>): ReadonlySet<string> {
  const guards = (facts.scopes[0]?.body ?? []).filter(isMainGuard);
  const isGuarded = (at: number) => guards.some(({ span }) => span.start <= at && at < span.end);
  const bindings = moduleBindings(facts);
  const plain = new Set(bindings.filter(({ span }) => !isGuarded(span.start)).map(({ name }) => name));
  const guarded = bindings.filter(({ name, span }) => isGuarded(span.start) && !plain.has(name));
  const assigned = facts.scopes.filter((scope) => !reached.has(scope)).flatMap(({ globals }) => globals);
  return new Set([...guarded.map(({ name }) => name), ...assigned]);
}
