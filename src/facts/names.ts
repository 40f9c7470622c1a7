import type { Code, Comprehension, Expression, Name, Scope, Span, Statement } from "../code";
import { blocksOf, childrenOf, comprehensionExpressions, expressionsOf } from "./children";

/** A bare name where it stands. `scope` is the one to look it up from with {@link resolveName}. */
export interface Occurrence {
  readonly name: string;
  readonly span: Span;
  readonly scope: number;
  /** `declare` is a `global` or `nonlocal` statement. */
  readonly context: "load" | "store" | "delete" | "declare";
}

export type Resolved = { readonly kind: "local"; readonly scope: number } | { readonly kind: "global" };

/**
 * What a bare name in a scope refers to: a local of that scope or of a function around it, or a name of
 * the module, or a builtin where the module has none. A class is not seen from the functions in it.
 */
export function resolveName(code: Code, scopeId: number, name: string): Resolved {
  let scope = code.scopes[scopeId];
  while (scope !== undefined && scope.parent !== null) {
    const isVisible = scope.id === scopeId || scope.kind !== "class";
    if (isVisible && scope.globals.includes(name)) return { kind: "global" };
    if (isVisible && scope.bound.includes(name)) return { kind: "local", scope: scope.id };
    scope = code.scopes[scope.parent];
  }
  return { kind: "global" };
}

/**
 * Every bare name of a file. Names of functions, classes and imports are stores in the scope of their
 * statement, parameters in that of their function. Attributes, keywords and module paths are no bare names.
 */
export function namesIn(code: Code): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const scope of code.scopes) {
    for (const { name, nameSpan } of scope.parameters)
      found.push({ name, span: nameSpan, scope: scope.id, context: "store" });
    addBlock(scope.body, { code, scope, found });
  }
  return found;
}

interface Collector {
  readonly code: Code;
  readonly scope: Scope;
  readonly found: Occurrence[];
}

function addBlock(statements: readonly Statement[], collector: Collector): void {
  for (const statement of statements) {
    addStatement(statement, collector);
    for (const block of blocksOf(statement)) addBlock(block, collector);
  }
}

function addStatement(statement: Statement, collector: Collector): void {
  const targets = new Set(targetsOf(statement));
  for (const expression of expressionsOf(statement, collector.code.scopes)) {
    if (!targets.has(expression)) addExpression(expression, "load", collector);
    else addExpression(expression, statement.kind === "delete" ? "delete" : "store", collector);
  }
  addBinders(statement, collector);
}

function targetsOf(statement: Statement): readonly (Expression | null)[] {
  switch (statement.kind) {
    case "assign":
    case "delete":
      return statement.targets;
    case "augment":
    case "for":
      return [statement.target];
    case "with":
      return statement.items.map(({ target }) => target);
    default:
      return [];
  }
}

/** The names of a statement that are not expressions. */
function addBinders(statement: Statement, collector: Collector): void {
  switch (statement.kind) {
    case "import":
      for (const item of statement.names) add(item.alias ?? firstPart(item), "store", collector);
      break;
    case "import-from":
      if (statement.names === "*") break;
      for (const item of statement.names)
        add(item.alias ?? { name: item.name, span: item.nameSpan }, "store", collector);
      break;
    case "try":
      for (const { name } of statement.handlers) if (name !== null) add(name, "store", collector);
      break;
    case "match":
      for (const name of statement.cases.flatMap(({ captures }) => captures)) add(name, "store", collector);
      break;
    case "global":
    case "nonlocal":
      for (const name of statement.names) add(name, "declare", collector);
      break;
    case "function":
    case "class": {
      const defined = collector.code.scopes[statement.scope];
      if (defined?.nameSpan) add({ name: defined.name, span: defined.nameSpan }, "store", collector);
      break;
    }
    default:
  }
}

function addExpression(expression: Expression, context: Occurrence["context"], collector: Collector): void {
  if (expression.kind === "name") add(expression, context, collector);
  if (expression.kind === "walrus") addWalrus(expression.target, collector);
  const isTarget = expression.kind === "sequence" || expression.kind === "star";
  for (const inner of childrenOf(expression, collector.code.scopes)) {
    if (expression.kind === "walrus" && inner === expression.target) continue;
    addExpression(inner, isTarget ? context : "load", collector);
  }
  if (expression.kind === "comprehension") addComprehension(expression, collector);
}

function addComprehension(comprehension: Comprehension, collector: Collector): void {
  const scope = collector.code.scopes[comprehension.scope];
  if (scope === undefined) return;
  const inside = { ...collector, scope };
  const targets = new Set(comprehension.clauses.map((clause) => (clause.kind === "for" ? clause.target : null)));
  for (const inner of comprehensionExpressions(comprehension)) {
    addExpression(inner, targets.has(inner) ? "store" : "load", inside);
  }
}

/** `:=` in a comprehension binds in the scope around it. */
function addWalrus(target: Name, collector: Collector): void {
  let { scope } = collector;
  while (scope.kind === "comprehension" && scope.parent !== null) scope = collector.code.scopes[scope.parent] ?? scope;
  add(target, "store", { ...collector, scope });
}

function add({ name, span }: Pick<Name, "name" | "span">, context: Occurrence["context"], collector: Collector): void {
  if (name !== "") collector.found.push({ name, span, scope: collector.scope.id, context });
}

/** `import a.b` binds `a`. */
function firstPart(item: { readonly name: string; readonly span: Span }): Pick<Name, "name" | "span"> {
  const name = item.name.split(".", 1)[0] ?? item.name;
  return { name, span: { start: item.span.start, end: item.span.start + name.length } };
}
