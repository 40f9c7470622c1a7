import type { Statement } from "../code";
import type { Facts, Span } from "../types";
import { lineStart, restOfLine } from "./indent";

/** A line of the module that holds statements, or the lines of one that is longer. `a; b` is one row. */
export interface Row {
  /** Whole lines, the line end included; the comments above are not. */
  readonly span: Span;
  readonly statements: readonly Statement[];
  /** `head` rows hold what has to stay first: the docstring and the `__future__` imports. */
  readonly kind: "head" | "import" | "code";
}

/** The rows of a module in order. */
export function moduleRows(text: string, facts: Facts): readonly Row[] {
  const rows: Row[] = [];
  let statements: Statement[] = [];
  for (const statement of facts.scopes[0]?.body ?? []) {
    statements.push(statement);
    restOfLine.lastIndex = statement.span.end;
    // Otherwise another statement follows on the line.
    if (restOfLine.test(text)) {
      rows.push(rowOf(text, statements, restOfLine.lastIndex, rows));
      statements = [];
    }
  }
  // Text that the facts have no statement for: it did not parse.
  if (statements.length > 0) rows.push(rowOf(text, statements, text.length, rows));
  return rows;
}

function rowOf(text: string, statements: readonly Statement[], end: number, above: readonly Row[]): Row {
  const span = { start: lineStart(text, statements[0]?.span.start ?? end), end };
  const isHead = statements.some(isFutureImport) || (above.length === 0 && isDocstring(statements[0]));
  if (isHead) return { span, statements, kind: "head" };
  const isImport = statements.every(({ kind }) => kind === "import" || kind === "import-from");
  return { span, statements, kind: isImport ? "import" : "code" };
}

function isDocstring(statement: Statement | undefined): boolean {
  if (statement?.kind !== "expression" || statement.value.kind !== "constant") return false;
  return typeof statement.value.value === "string";
}

function isFutureImport(statement: Statement): boolean {
  return statement.kind === "import-from" && statement.level === 0 && statement.module === "__future__";
}

/** Where the head of a module ends: the place, a line start, before which nothing else may stand. */
export function headEnd(rows: readonly Row[]): number {
  return rows.findLast(({ kind }) => kind === "head")?.span.end ?? 0;
}
