/** What an expression or a statement of the IR is made of, one level down. */
import type { Comprehension, Expression, Scope, Statement } from "../code";

/** The blocks directly in a statement, in the order of the text. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "if":
    case "while":
    case "for":
      return [statement.body, statement.orelse];
    case "try":
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.orelse, statement.final];
    case "with":
      return [statement.body];
    case "match":
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}

/**
 * The expressions of a statement itself, its blocks left out. Given `scopes`, with what a function statement
 * evaluates of its
 * parameters and return annotation.
 */
export function expressionsOf(statement: Statement, scopes: readonly Scope[] = []): readonly Expression[] {
  switch (statement.kind) {
    case "expression":
      return [statement.value];
    case "assign":
      return [...statement.targets, ...given(statement.annotation), ...given(statement.value)];
    case "augment":
      return [statement.target, statement.value];
    case "delete":
      return statement.targets;
    case "if":
    case "while":
      return [statement.test];
    case "for":
      return [statement.target, statement.iterable];
    case "try":
      return statement.handlers.flatMap(({ type }) => given(type));
    case "with":
      return statement.items.flatMap(({ value, target }) => [value, ...given(target)]);
    case "return":
      return given(statement.value);
    case "raise":
      return [...given(statement.value), ...given(statement.cause)];
    case "assert":
      return [statement.test, ...given(statement.message)];
    case "function":
    case "class": {
      const bases = statement.bases.map(({ value }) => value);
      return [...statement.decorators, ...bases, ...headExpressions(scopes[statement.scope])];
    }
    case "match":
      return [statement.subject, ...statement.cases.flatMap(({ parts, guard }) => [...parts, ...given(guard)])];
    case "unknown":
      return statement.parts;
    default:
      return [];
  }
}

/** The expressions directly in an expression, as far as they belong to its scope. */
export function childrenOf(expression: Expression, scopes: readonly Scope[] = []): readonly Expression[] {
  switch (expression.kind) {
    case "attribute":
      return [expression.object];
    case "call":
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case "template":
      return expression.parts.filter((part) => typeof part !== "string");
    case "sequence":
      return expression.items;
    case "mapping":
      return expression.entries.flatMap(({ key, value }) => [...given(key), value]);
    case "lambda":
      return headExpressions(scopes[expression.scope]);
    case "comprehension":
      return outerIterable(expression);
    case "subscript":
      return [expression.object, expression.index];
    case "binary":
    case "logical":
    case "compare":
      return [expression.left, expression.right];
    case "conditional":
      return [expression.test, expression.then, expression.otherwise];
    case "not":
    case "await":
    case "star":
      return [expression.value];
    case "yield":
      return given(expression.value);
    case "walrus":
      return [expression.target, expression.value];
    case "unknown":
      return expression.parts;
    default:
      return [];
  }
}

/** The expressions directly in a comprehension that belong to its own scope, in order of evaluation. */
export function comprehensionExpressions(comprehension: Comprehension): readonly Expression[] {
  const clauses = comprehension.clauses.flatMap((clause, index) => {
    if (clause.kind === "if") return [clause.test];
    return index === 0 ? [clause.target] : [clause.iterable, clause.target];
  });
  return [...clauses, ...given(comprehension.key), comprehension.element];
}

function outerIterable({ clauses: [first] }: Comprehension): readonly Expression[] {
  return first?.kind === "for" ? [first.iterable] : [];
}

/** What the scope around a function evaluates when it defines it. */
function headExpressions(scope: Scope | undefined): readonly Expression[] {
  if (scope === undefined) return [];
  const parameters = scope.parameters.flatMap((parameter) => [
    ...given(parameter.default),
    ...given(parameter.annotation),
  ]);
  return [...parameters, ...given(scope.returns)];
}

function given(expression: Expression | null): readonly Expression[] {
  return expression === null ? [] : [expression];
}
