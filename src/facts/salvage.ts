import type { Expression } from "../code";
import type { Syntax } from "../python/syntax";
import { identifiersBelow, lowerLeaf } from "./lower";
import type { OpenScope } from "./open-scope";

/**
 * Puts the identifiers of a broken file that no statement took, because an error stood where the
 * grammar has no place for one, into an `unknown` at the end of the innermost scope around them.
 */
export function salvage(root: Syntax, lowered: ReadonlySet<number>, module: OpenScope): void {
  const bodies = module.file.scopes.filter((scope) => scope.kind === "function" || scope.kind === "class");
  bodies.sort((a, b) => b.span.start - a.span.start);
  const around = [module];
  const lost = new Map<OpenScope, Expression[]>();
  for (const leaf of identifiersBelow(root)) {
    for (let next = bodies.at(-1); next !== undefined && next.span.start <= leaf.start; next = bodies.at(-1)) {
      around.push(next);
      bodies.pop();
    }
    while (around.length > 1 && (around.at(-1)?.span.end ?? 0) <= leaf.start) around.pop();
    if (lowered.has(leaf.start) || leaf.start === leaf.end) continue;
    const scope = around.at(-1) ?? module;
    const parts = lost.get(scope) ?? [];
    parts.push(lowerLeaf(leaf, scope));
    lost.set(scope, parts);
  }
  for (const [scope, parts] of lost) {
    const span = { start: parts[0]?.span.start ?? 0, end: parts.at(-1)?.span.end ?? 0 };
    scope.body = [...scope.body, { kind: "unknown", parts, span }];
  }
}
