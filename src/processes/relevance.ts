/**
 * Which functions can matter: those that may touch gRPC, a fork, or something that holds either.
 *
 * The others are not run. The question is asked by name, over the whole program at once: a name is
 * tainted when it is a seed (a gRPC constructor, a way to fork), when something tainted is assigned to
 * it, or when it is the name of a function that mentions a tainted one. Locals are tainted per scope,
 * so that a common word in one function does not spread. It errs on the side of running too much.
 */
import type { Argument, Expression, Scope, Statement } from "../code";
import { forEachExpression, forEachStatement } from "../facts/walk";
import type { Facts, Program } from "../types";

export interface Relevance {
  /** `path#scope` of every scope that can matter. */
  readonly scopes: ReadonlySet<string>;
  /** `path#scope` of functions from which a fork can be reached. */
  readonly forking: ReadonlySet<string>;
}

export interface Seeds {
  readonly isGrpc: (name: string) => boolean;
  readonly isFork: (name: string) => boolean;
}

interface Unit {
  readonly facts: Facts;
  readonly scope: Scope;
  readonly key: string;
  readonly mentions: readonly string[];
}

interface Taint {
  readonly names: Set<string>;
  readonly locals: Map<string, Set<string>>;
  /** Names of functions that are called with something tainted. */
  readonly callees: Set<string>;
  changed: boolean;
}

export function findRelevance(program: Program, seeds: Seeds): Relevance {
  const units = [...program.facts.values()].flatMap((facts) =>
    facts.scopes.map((scope) => ({ facts, scope, key: `${facts.path}#${scope.id}`, mentions: scope.mentions })),
  );
  const scopes = spread(units, (name) => seeds.isGrpc(name) || seeds.isFork(name), true);
  const forking = spread(units, seeds.isFork, false);
  return { scopes, forking };
}

function spread(units: readonly Unit[], isSeed: (name: string) => boolean, flow: boolean): ReadonlySet<string> {
  const taint: Taint = { names: new Set(), locals: new Map(), callees: new Set(), changed: true };
  for (const unit of units) for (const name of unit.mentions) if (isSeed(name)) taint.names.add(name);
  const relevant = new Set<string>();
  while (taint.changed) {
    taint.changed = false;
    for (const unit of units) visit(unit, taint, relevant, flow);
  }
  return relevant;
}

function visit(unit: Unit, taint: Taint, relevant: Set<string>, flow: boolean): void {
  const { facts, scope, key } = unit;
  if (flow && isCallee(facts, scope, taint)) taintParameters(unit, taint);
  const matters = unit.mentions.some((name) => isTainted(facts, scope, name, taint)) || taint.locals.has(key);
  if (!matters) return;
  if (!relevant.has(key)) {
    relevant.add(key);
    taint.changed = true;
    reveal(facts, scope, taint, relevant);
  }
  if (flow) forEachStatement(scope.body, (statement) => flowThrough(unit, statement, taint));
}

/** A relevant function taints its name; a relevant lambda, comprehension or class, what is around it. */
function reveal(facts: Facts, scope: Scope, taint: Taint, relevant: Set<string>): void {
  if (scope.kind === "function")
    add(taint, taint.names, scope.name === "__init__" ? className(facts, scope) : scope.name);
  if (scope.kind === "class") add(taint, taint.names, scope.name);
  const outer = scope.parent === null ? undefined : facts.scopes[scope.parent];
  if (!outer || scope.kind === "module") return;
  const key = `${facts.path}#${outer.id}`;
  if (relevant.has(key)) return;
  relevant.add(key);
  taint.changed = true;
  reveal(facts, outer, taint, relevant);
}

function className(facts: Facts, scope: Scope): string {
  return scope.parent === null ? scope.name : (facts.scopes[scope.parent]?.name ?? scope.name);
}

function isCallee(facts: Facts, scope: Scope, taint: Taint): boolean {
  if (scope.kind !== "function") return false;
  return (
    taint.callees.has(scope.name) ||
    (/^__(init|new|call)__$/.test(scope.name) && taint.callees.has(className(facts, scope)))
  );
}

function taintParameters(unit: Unit, taint: Taint): void {
  for (const parameter of unit.scope.parameters) {
    if (parameter.name !== "self" && parameter.name !== "cls") addLocal(unit.key, parameter.name, taint);
  }
}

function add(taint: Taint, set: Set<string>, name: string): void {
  if (set.has(name) || COMMON.has(name)) return;
  set.add(name);
  taint.changed = true;
}

/** Names that say nothing: everything has them. */
const COMMON = new Set([
  "__init__",
  "__enter__",
  "__exit__",
  "__call__",
  "__iter__",
  "__next__",
  "__getattr__",
  "self",
  "cls",
  "__name__",
  "__main__",
]);

function addLocal(key: string, name: string, taint: Taint): void {
  let locals = taint.locals.get(key);
  if (!locals) {
    locals = new Set();
    taint.locals.set(key, locals);
  }
  add(taint, locals, name);
}

function isTainted(facts: Facts, scope: Scope, name: string, taint: Taint): boolean {
  if (taint.names.has(name)) return true;
  for (let at: Scope | undefined = scope; at; at = at.parent === null ? undefined : facts.scopes[at.parent]) {
    if (taint.locals.get(`${facts.path}#${at.id}`)?.has(name)) return true;
  }
  return false;
}

function holdsTaint(unit: Unit, e: Expression, taint: Taint): boolean {
  let found = false;
  forEachExpression(e, (part) => {
    if (part.kind === "name" || part.kind === "attribute")
      found ||= isTainted(unit.facts, unit.scope, part.name, taint);
    if (part.kind === "lambda" || part.kind === "comprehension") {
      const inner = unit.facts.scopes[part.scope];
      found ||= inner?.mentions.some((name) => isTainted(unit.facts, inner, name, taint)) ?? false;
    }
    if (part.kind === "walrus" && holdsTaint(unit, part.value, taint)) taintTarget(unit, part.target, taint);
    if (part.kind === "call") passArguments(unit, part.callee, part.arguments, taint);
  });
  return found;
}

/** What a statement hands on: to its targets, to the functions that it calls, to the function's name. */
function flowThrough(unit: Unit, s: Statement, taint: Taint): void {
  switch (s.kind) {
    case "assign":
      if (s.value && holdsTaint(unit, s.value, taint)) for (const target of s.targets) taintTarget(unit, target, taint);
      return;
    case "augment":
      if (holdsTaint(unit, s.value, taint)) taintTarget(unit, s.target, taint);
      return;
    case "for":
      if (holdsTaint(unit, s.iterable, taint)) taintTarget(unit, s.target, taint);
      return;
    case "with":
      for (const item of s.items) {
        if (holdsTaint(unit, item.value, taint) && item.target) taintTarget(unit, item.target, taint);
      }
      return;
    case "import-from":
      if (s.names === "*") return;
      for (const { name, alias } of s.names) if (alias && taint.names.has(name)) add(taint, taint.names, alias.name);
      return;
    case "expression":
    case "return":
      if (s.value) holdsTaint(unit, s.value, taint);
      return;
    default:
      forEachExpression(s, (part) => {
        if (part.kind === "call") passArguments(unit, part.callee, part.arguments, taint);
      });
  }
}

function taintTarget(unit: Unit, target: Expression, taint: Taint): void {
  if (target.kind === "attribute") add(taint, taint.names, target.name);
  else if (target.kind === "subscript") taintTarget(unit, target.object, taint);
  else if (target.kind === "star") taintTarget(unit, target.value, taint);
  else if (target.kind === "sequence") for (const item of target.items) taintTarget(unit, item, taint);
  else if (target.kind === "name") {
    const { scope, key } = unit;
    const local = scope.kind === "function" || scope.kind === "lambda" || scope.kind === "comprehension";
    if (local && scope.bound.includes(target.name)) addLocal(key, target.name, taint);
    else add(taint, taint.names, target.name);
  }
}

function passArguments(unit: Unit, callee: Expression, args: readonly Argument[], taint: Taint): void {
  const passes = args.some((arg) => mentionsTaint(unit, arg.value, taint));
  if (!passes) return;
  if (callee.kind === "name") add(taint, taint.callees, callee.name);
  if (callee.kind !== "attribute") return;
  add(taint, taint.callees, callee.name);
  // `stubs.append(stub)`: what holds it is tainted too.
  if (callee.object.kind === "name" || callee.object.kind === "attribute") taintTarget(unit, callee.object, taint);
}

function mentionsTaint(unit: Unit, e: Expression, taint: Taint): boolean {
  let found = false;
  forEachExpression(e, (part) => {
    if (part.kind === "name" || part.kind === "attribute")
      found ||= isTainted(unit.facts, unit.scope, part.name, taint);
    if (part.kind === "lambda") {
      const inner = unit.facts.scopes[part.scope];
      found ||= inner?.mentions.some((name) => isTainted(unit.facts, inner, name, taint)) ?? false;
    }
  });
  return found;
}
