/** Ways over the IR that everyone shares. */
import type { Expression, Scope, Statement } from "../code";
import { blocksOf, childrenOf, expressionsOf } from "./children";

export { blocksOf, childrenOf, comprehensionExpressions, expressionsOf } from "./children";
export { namesIn, type Occurrence, type Resolved, resolveName } from "./names";

/**
 * Pre-order over every expression that belongs to the scope of `root`, targets included. It enters the
 * blocks of a statement, but no other scope: a lambda and a comprehension are reported, and of a
 * comprehension only the first iterable is entered, because Python evaluates that outside
 * (`comprehensionExpressions` has the rest). Given `scopes`, it also enters the defaults,
 * annotations and return annotations of the functions and lambdas that it meets: they belong here too.
 * Names that are not expressions are not reported: aliases, captures, exception and declared names.
 */
export function forEachExpression(
  root: Statement | Expression,
  visit: (expression: Expression) => void,
  scopes: readonly Scope[] = [],
): void {
  if (!isStatement(root)) {
    walkExpression(root, visit, scopes);
    return;
  }
  forEachStatement([root], (statement) => {
    for (const expression of expressionsOf(statement, scopes)) walkExpression(expression, visit, scopes);
  });
}

function walkExpression(
  expression: Expression,
  visit: (expression: Expression) => void,
  scopes: readonly Scope[],
): void {
  visit(expression);
  for (const inner of childrenOf(expression, scopes)) walkExpression(inner, visit, scopes);
}

/** Pre-order over `statements` and those in their blocks; the bodies of functions and classes are other scopes. */
export function forEachStatement(statements: readonly Statement[], visit: (statement: Statement) => void): void {
  for (const statement of statements) {
    visit(statement);
    for (const block of blocksOf(statement)) forEachStatement(block, visit);
  }
}

const statementKinds: ReadonlySet<string> = new Set<Statement["kind"]>([
  "expression",
  "assign",
  "augment",
  "delete",
  "if",
  "while",
  "for",
  "try",
  "with",
  "return",
  "raise",
  "assert",
  "import",
  "import-from",
  "global",
  "nonlocal",
  "function",
  "class",
  "match",
  "break",
  "continue",
  "pass",
]);

/** An `unknown` statement has the form of an `unknown` expression and is taken for one. */
function isStatement(root: Statement | Expression): root is Exclude<Statement, { kind: "unknown" }> {
  return statementKinds.has(root.kind);
}
