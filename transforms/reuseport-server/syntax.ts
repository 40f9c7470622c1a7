/** Where things stand in a file: calls, the statements around them, the functions that hold those. */
import type { Argument, Call, Expression, Scope, Statement } from "../../src/code";
import { blocksOf, childrenOf, comprehensionExpressions, expressionsOf } from "../../src/facts/walk";
import type { Facts, Place, Span } from "../../src/types";

/** A statement with the block that it is in. */
export interface Row {
  readonly block: readonly Statement[];
  readonly index: number;
  readonly statement: Statement;
}

/** An expression with the expressions around it, innermost last. */
export interface Found {
  readonly expression: Expression;
  readonly around: readonly Expression[];
  /** The scope whose statements hold it: never that of a comprehension. */
  readonly scope: Scope;
  /** The innermost statement. */
  readonly statement: Statement;
}

export interface FoundCall extends Found {
  readonly expression: Call;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Every expression of the file, those of nested scopes and comprehensions included. */
export function expressionsIn(facts: Facts): readonly Found[] {
  return facts.scopes.flatMap((scope) => (scope.kind === "comprehension" ? [] : expressionsOfScope(facts, scope)));
}

/** Every expression that the statements of a scope hold; nested functions and lambdas are left out. */
export function expressionsOfScope(facts: Facts, scope: Scope): readonly Found[] {
  const found: Found[] = [];
  const inBlock = (block: readonly Statement[]): void => {
    for (const statement of block) {
      for (const expression of expressionsOf(statement, facts.scopes)) {
        visit(facts, { expression, around: [], scope, statement }, found);
      }
      for (const inner of blocksOf(statement)) inBlock(inner);
    }
  };
  inBlock(scope.body);
  return found;
}

function visit(facts: Facts, one: Found, found: Found[]): void {
  found.push(one);
  const { expression } = one;
  const around = [...one.around, expression];
  const own = expression.kind === "comprehension" ? comprehensionExpressions(expression) : [];
  for (const child of [...childrenOf(expression, facts.scopes), ...own]) {
    visit(facts, { ...one, expression: child, around }, found);
  }
}

/** The call that stands exactly at a span. */
export function callAt(facts: Facts, span: Span): FoundCall | null {
  const isIt = (one: Found): one is FoundCall =>
    one.expression.kind === "call" && one.expression.span.start === span.start && one.expression.span.end === span.end;
  return expressionsIn(facts).find(isIt) ?? null;
}

/** The statements around a place in a scope, each with its block, outermost first. */
export function rowsTo(scope: Scope, span: Span): readonly Row[] {
  const rows: Row[] = [];
  let block: readonly Statement[] | undefined = scope.body;
  while (block) {
    const index: number = block.findIndex((statement) => contains(statement.span, span));
    const statement: Statement | undefined = block[index];
    if (!statement) break;
    rows.push({ block, index, statement });
    block = blocksOf(statement).find((inner) => inner.some((one) => contains(one.span, span)));
  }
  return rows;
}

/** The function or class whose name stands at a place. */
export function scopeNamedAt(facts: Facts, place: Place): Scope | null {
  return facts.scopes.find(({ nameSpan }) => nameSpan?.start === place.span.start) ?? null;
}

/** `grpc.server`, `serve`; null for what is no dotted name. */
export function dottedName(e: Expression): string | null {
  if (e.kind === "name") return e.name;
  if (e.kind !== "attribute") return null;
  const owner = dottedName(e.object);
  return owner === null ? null : `${owner}.${e.name}`;
}

/** An argument by its keyword, or by its position where it has none. */
export function argumentOf(call: Call, name: string, position: number): Argument | null {
  const positional = call.arguments.filter((argument) => argument.kind === "positional");
  return call.arguments.find((argument) => argument.name === name) ?? positional[position] ?? null;
}

/** `*args` or `**kwargs` is among the arguments, so that not all of them can be seen. */
export function hasSpread(call: Call): boolean {
  return call.arguments.some(({ kind }) => kind === "star" || kind === "double-star");
}

/** Whether `inner` is `outer` or lies in it. */
export function isWithin(facts: Facts, inner: number, outer: number): boolean {
  let at: Scope | undefined = facts.scopes[inner];
  while (at) {
    if (at.id === outer) return true;
    at = at.parent === null ? undefined : facts.scopes[at.parent];
  }
  return false;
}

export function keyOf(place: Place): string {
  return `${place.path}:${place.span.start}-${place.span.end}`;
}

/** A file that a part of the plan works on. */
export interface Page {
  readonly facts: Facts;
  readonly text: string;
}

/** The code of an expression, as it is written. */
export function written(text: string, { span }: { readonly span: Span }): string {
  return text.slice(span.start, span.end);
}
