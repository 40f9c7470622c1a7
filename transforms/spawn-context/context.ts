/** The contexts of multiprocessing, where they are written out. */
import type { Argument, Expression } from "../../src/code";
import type { Edit, Facts, ImportRequest, Objection, Reason } from "../../src/types";
import { meaningsOf } from "./origin";

/** What changes, or why nothing can. */
export type Change =
  | { readonly kind: "change"; readonly edits: readonly Edit[]; readonly imports: readonly ImportRequest[] }
  | ({ readonly kind: "objection" } & Objection);

export function objection(reason: Reason, detail: string): Change {
  return { kind: "objection", reason, detail };
}

/** Packages with the contexts of multiprocessing: forks of it, and torch's own layer above it. */
export const families = ["torch.multiprocessing", "multiprocessing", "multiprocess", "billiard"];

/** The edits that make `get_context("fork")` or `get_context()` a spawning one; null for any other expression. */
export function spawnedContext(facts: Facts, scope: number, e: Expression): readonly Edit[] | null {
  if (e.kind !== "call") return null;
  const meanings = meaningsOf(facts, scope, e.callee);
  const isContext = meanings.some((meaning) => families.some((family) => meaning === `${family}.get_context`));
  if (!isContext) return null;
  const [method, ...more] = e.arguments;
  const { path } = facts;
  const inside = e.span.end - 1;
  if (method === undefined) return [{ path, span: { start: inside, end: inside }, text: '"spawn"' }];
  return more.length > 0 || !isMethod(method) ? null : [{ path, span: method.value.span, text: '"spawn"' }];
}

function isMethod({ kind, name, value }: Argument): boolean {
  return (kind === "positional" || name === "method") && value.kind === "constant";
}
