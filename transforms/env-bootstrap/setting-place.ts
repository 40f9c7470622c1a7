/** Where the environment of gRPC has to be set in the module with which a program starts. */
import type { Span, Statement } from "../../src/code";
import { commentsAbove } from "../../src/edits/indent";
import { headEnd, moduleRows } from "../../src/edits/rows";
import { isStdlib } from "../../src/edits/stdlib";
import type { Source } from "../../src/edits/transform";
import { blocksOf } from "../../src/facts/walk";
import type { Facts } from "../../src/types";

/**
 * A line start, behind the docstring, the `__future__` imports and the first imports of the standard library; before
 * the first import that could bring in grpc, and with it the moment at which grpc reads its variables.
 */
export function settingPlace(text: string, facts: Facts, source: Source): number {
  const rows = moduleRows(text, facts);
  const body = rows.filter(({ kind }) => kind !== "head");
  const end = body.findIndex(({ kind, statements }) => kind !== "import" || !isHarmless(statements, facts, source));
  const leading = end < 0 ? body : body.slice(0, end);
  const last = leading.at(-1);
  if (last !== undefined) return last.span.end;
  const [next] = body;
  if (next === undefined) return text.length;
  return Math.max(headEnd(rows), commentsAbove(text, next.span.start, facts.comments));
}

/** Where the first statement begins, in any block of the module that runs, that may bring in grpc. */
export function firstDangerousImport(facts: Facts, source: Source): number {
  const first = (block: readonly Statement[]): number => {
    for (const statement of block) {
      if (isImport(statement) && !isHarmless([statement], facts, source)) return statement.span.start;
      if (isForTypes(statement)) continue;
      const inner = Math.min(...blocksOf(statement).map(first));
      if (inner < Number.POSITIVE_INFINITY) return inner;
    }
    return Number.POSITIVE_INFINITY;
  };
  return first(facts.scopes[0]?.body ?? []);
}

/** `if TYPE_CHECKING:`, which no program enters. */
export function isForTypes(statement: Statement): boolean {
  if (statement.kind !== "if") return false;
  const { test } = statement;
  return (test.kind === "name" || test.kind === "attribute") && test.name === "TYPE_CHECKING";
}

/** Whether the statement at a span runs before anything that may bring in grpc. */
export function isInTime(span: Span, facts: Facts, source: Source): boolean {
  return span.end <= firstDangerousImport(facts, source);
}

function isImport({ kind }: Statement): boolean {
  return kind === "import" || kind === "import-from";
}

/** Imports of the standard library alone, and not of a module of the project that goes by such a name. */
function isHarmless(statements: readonly Statement[], facts: Facts, source: Source): boolean {
  const isOutside = (module: string) => source.program.resolve(facts.path, module, 0).kind === "outside";
  return statements.every((statement) => {
    if (statement.kind === "import") return statement.names.every(({ name }) => isStdlib(name) && isOutside(name));
    if (statement.kind !== "import-from" || statement.level > 0) return false;
    return statement.module === "__future__" || (isStdlib(statement.module) && isOutside(statement.module));
  });
}
