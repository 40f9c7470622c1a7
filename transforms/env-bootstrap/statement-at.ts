import type { Scope, Span, Statement } from "../../src/code";
import { blocksOf } from "../../src/facts/walk";
import type { Facts } from "../../src/types";

/** A statement with the blocks that it is in. */
export interface Standing {
  readonly statement: Statement;
  /** The list of statements that it is one of. */
  readonly block: readonly Statement[];
  /** The statement that the block belongs to; null where it is the body of the scope. */
  readonly owner: Statement | null;
  readonly scope: Scope;
}

/** The innermost statement around a span, in whatever function; null when there is none. */
export function statementAt(facts: Facts, span: Span): Standing | null {
  let best: Standing | null = null;
  for (const scope of facts.scopes) {
    if (scope.kind === "lambda" || scope.kind === "comprehension") continue;
    const found = inBlock(scope, scope.body, null, span);
    if (found && (best === null || sizeOf(found.statement) < sizeOf(best.statement))) best = found;
  }
  return best;
}

function inBlock(scope: Scope, block: readonly Statement[], owner: Statement | null, span: Span): Standing | null {
  const statement = block.find((one) => one.span.start <= span.start && span.end <= one.span.end);
  if (statement === undefined) return null;
  for (const inner of blocksOf(statement)) {
    const found = inBlock(scope, inner, statement, span);
    if (found) return found;
  }
  return { statement, block, owner, scope };
}

function sizeOf({ span }: Statement): number {
  return span.end - span.start;
}
