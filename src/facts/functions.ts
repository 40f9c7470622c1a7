/** What opens a scope of its own: functions, classes and lambdas. */
import type { Definition, Expression, Parameter, Statement } from "../code";
import type { Syntax } from "../python/syntax";
import { lowerArguments } from "./access";
import { lowerBlock, statementSpan } from "./blocks";
import { child, identifiersBelow, lower, lowerOptional, lowerRequired, mention, span, textOf } from "./lower";
import { bindName, type LowerExpression, type LowerStatement, type OpenScope, openScope } from "./open-scope";
import { lowerParameters } from "./parameters";

export const lambdaLowerers: Readonly<Record<string, LowerExpression>> = { lambda: lowerLambda };

export const definitionLowerers: Readonly<Record<string, LowerStatement>> = {
  function_definition: (node, scope) => lowerDefinition(node, [], node, scope),
  class_definition: (node, scope) => lowerDefinition(node, [], node, scope),
  decorated_definition: lowerDecorated,
};

function lowerLambda(node: Syntax, parent: OpenScope): Expression {
  const list = child(node, "parameters");
  return lowerLater(node, child(node, "body"), parent, (scope) => lowerParameters(list?.children ?? [], scope, parent));
}

/** An expression that is evaluated later, in a scope of its own. */
export function lowerLater(
  node: Syntax,
  body: Syntax | undefined,
  parent: OpenScope,
  parametersOf: (scope: OpenScope) => readonly Parameter[],
): Expression {
  const { file } = parent;
  const place = span(node);
  const scope = openScope({
    file,
    kind: "lambda",
    name: "<lambda>",
    nameSpan: null,
    parent,
    span: place,
    async: false,
  });
  scope.parameters = parametersOf(scope);
  file.pending.push(() => {
    const value = lowerRequired(body, scope, node);
    scope.body = [{ kind: "return", value, span: value.span }];
  });
  return { kind: "lambda", scope: scope.id, span: place };
}

function lowerDecorated(node: Syntax, scope: OpenScope): Statement {
  const definition = child(node, "definition");
  const decorators = node.children.flatMap((part) => (part.type === "decorator" ? part.children : []));
  const lowered = decorators.map((decorator) => lower(decorator, scope));
  if (definition === undefined) return { kind: "unknown", parts: lowered, span: span(node) };
  return lowerDefinition(definition, lowered, node, scope);
}

function lowerDefinition(
  node: Syntax,
  decorators: readonly Expression[],
  whole: Syntax,
  parent: OpenScope,
): Definition {
  const kind = node.type === "class_definition" ? "class" : "function";
  const { file } = parent;
  const nameNode = child(node, "name");
  const name = nameNode === undefined ? "" : mention(nameNode, parent);
  bindName(name, parent);
  const scope = openScope({
    file,
    kind,
    name,
    nameSpan: nameNode === undefined ? null : span(nameNode),
    parent,
    span: { start: node.start, end: statementSpan(node, parent).end },
    async: file.text.startsWith("async", node.start),
  });
  const superclasses = child(node, "superclasses");
  const bases = superclasses === undefined ? [] : lowerArguments(superclasses, parent);
  scope.parameters = lowerParameters(child(node, "parameters")?.children ?? [], scope, parent);
  scope.returns = withTypeParameters(lowerOptional(child(node, "return_type"), parent), node, scope, parent);
  file.pending.push(() => {
    scope.body = lowerBlock(child(node, "body"), scope);
  });
  return { kind, scope: scope.id, decorators, bases, span: statementSpan(whole, parent) };
}

/**
 * `def f[T: Bound]()` binds `T` in the scope of `f`. There is no place for type parameters in the IR, so
 * that their identifiers are with the return annotation, which makes that `unknown`.
 */
function withTypeParameters(
  returns: Expression | null,
  node: Syntax,
  scope: OpenScope,
  parent: OpenScope,
): Expression | null {
  const list = child(node, "type_parameters");
  if (list === undefined) return returns;
  const parts = lowerTypeParameters(list, scope, parent);
  return { kind: "unknown", parts: returns === null ? parts : [...parts, returns], span: returns?.span ?? span(list) };
}

/** The names that the parameters bind in `scope` and what bounds them. */
function lowerTypeParameters(list: Syntax, scope: OpenScope, parent: OpenScope): readonly Expression[] {
  return list.children.map((parameter) => {
    const name = identifiersBelow(parameter)[0];
    if (name !== undefined) bindName(textOf(name, scope), scope);
    return lower(parameter, parent);
  });
}
