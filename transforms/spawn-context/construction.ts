/** Where an executor is made that forks at a call: its workers begin to live at the first task. */
import type { Expression, Scope, Statement } from "../../src/code";
import { forEachStatement, resolveName } from "../../src/facts/walk";
import type { Facts } from "../../src/types";
import type { FoundCall } from "./call-at";
import { meaningsOf } from "./origin";

const executor = /^concurrent\.futures\.(?:process\.)?ProcessPoolExecutor$/;

/** The construction of the executor that a call makes, or gives a task; null when it is not the only one it may be. */
export function constructionOf(facts: Facts, { call, scope }: FoundCall): FoundCall | null {
  if (isExecutor(facts, scope, call)) return { call, scope };
  const { callee } = call;
  const isHanded = callee.kind === "attribute" && callee.name === "run_in_executor";
  const holder = isHanded ? call.arguments[0]?.value : callee.kind === "attribute" ? callee.object : undefined;
  if (holder === undefined) return null;
  if (holder.kind === "call") return isExecutor(facts, scope, holder) ? { call: holder, scope } : null;
  const [binding, ...others] = bindingsOf(facts, scope, holder);
  if (binding === undefined || others.length > 0) return null;
  const { value } = binding;
  return value?.kind === "call" && isExecutor(facts, binding.scope, value)
    ? { call: value, scope: binding.scope }
    : null;
}

function isExecutor(facts: Facts, scope: number, e: Expression): boolean {
  if (e.kind !== "call") return false;
  const meanings = meaningsOf(facts, scope, e.callee);
  return meanings.length > 0 && meanings.every((meaning) => executor.test(meaning));
}

interface Binding {
  readonly value: Expression | null;
  readonly scope: number;
}

/** All that is assigned to a name, or to an attribute of `self` in the methods of one class. */
function bindingsOf(facts: Facts, from: number, holder: Expression): readonly Binding[] {
  return facts.scopes.flatMap((scope) => {
    const found: Binding[] = [];
    forEachStatement(scope.body, (statement) => {
      for (const { target, value } of assignmentsIn(statement)) {
        if (isSame(facts, { e: holder, scope: from }, { e: target, scope: scope.id }))
          found.push({ value, scope: scope.id });
      }
    });
    return scope.kind === "lambda" || scope.kind === "comprehension" ? [] : found;
  });
}

function assignmentsIn(
  statement: Statement,
): readonly { readonly target: Expression; readonly value: Expression | null }[] {
  if (statement.kind === "assign") return statement.targets.map((target) => ({ target, value: statement.value }));
  if (statement.kind === "for") return [{ target: statement.target, value: null }];
  if (statement.kind !== "with") return [];
  return statement.items.flatMap(({ target, value }) => (target === null ? [] : [{ target, value }]));
}

interface Located {
  readonly e: Expression;
  readonly scope: number;
}

function isSame(facts: Facts, a: Located, b: Located): boolean {
  if (a.e.kind === "name" && b.e.kind === "name") {
    if (a.e.name !== b.e.name) return false;
    const [left, right] = [a, b].map(({ scope }) => resolveName(facts, scope, (a.e as { name: string }).name));
    return left?.kind === "local" ? right?.kind === "local" && left.scope === right.scope : right?.kind === "global";
  }
  if (a.e.kind !== "attribute" || b.e.kind !== "attribute" || a.e.name !== b.e.name) return false;
  const [left, right] = [a.e.object, b.e.object];
  if (left.kind !== "name" || right.kind !== "name" || left.name !== "self" || right.name !== "self") return false;
  const own = classAround(facts, a.scope);
  return own !== null && own === classAround(facts, b.scope);
}

function classAround(facts: Facts, scope: number): number | null {
  for (
    let at: Scope | undefined = facts.scopes[scope];
    at;
    at = at.parent === null ? undefined : facts.scopes[at.parent]
  )
    if (at.kind === "class") return at.id;
  return null;
}
