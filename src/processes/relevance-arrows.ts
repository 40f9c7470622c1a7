/** One file's arrows of the taint graph. */
import type { Argument, Expression, Scope, Statement } from "../code";
import { comprehensionExpressions, forEachExpression, forEachStatement } from "../facts/walk";
import type { Models } from "../models/models";
import type { Facts } from "../types";
import { OWN, SCOPE, type TaintGraph } from "./relevance";
import type { Named, NameIndex } from "./relevance-names";

interface Room {
  readonly facts: Facts;
  readonly scope: Scope;
  readonly key: string;
  readonly names: NameIndex;
  readonly models: Models;
  readonly graph: TaintGraph;
}

export function arrowsOf(facts: Facts, names: NameIndex, models: Models, graph: TaintGraph): void {
  for (const scope of facts.scopes) {
    const room: Room = { facts, scope, key: `${facts.path}#${scope.id}`, names, models, graph };
    outward(room);
    forEachStatement(scope.body, (statement) => statementArrows(room, statement));
  }
}

function arrow(room: Room, from: string, to: string): void {
  if (from !== to) put(room.graph.arrows, from, to);
}

/** An arrow of control, not of data: who runs the one may run the other. */
function callArrow(room: Room, from: string, to: string): void {
  arrow(room, from, to);
  if (from !== to) put(room.graph.calls, from, to);
}

function put(arrows: Map<string, string[]>, from: string, to: string): void {
  const all = arrows.get(from);
  if (all) all.push(to);
  else arrows.set(from, [to]);
}

/** From a scope to its name, its class, and the scope around it. */
function outward(room: Room): void {
  const { facts, scope, key } = room;
  const outer = scope.parent === null ? undefined : facts.scopes[scope.parent];
  if (!outer) return;
  const self = OWN + key;
  const within = `${facts.path}#${outer.id}`;
  if (scope.kind === "lambda" || scope.kind === "comprehension" || (scope.kind === "function" && outer.kind === "function")) {
    callArrow(room, self, OWN + within);
    callArrow(room, self, SCOPE + within);
    arrow(room, SCOPE + key, SCOPE + within);
  }
  if (scope.kind === "class") callArrow(room, self, bindingNode(room, outer, scope.name));
  if (scope.kind !== "function") return;
  if (outer.kind !== "class") {
    callArrow(room, self, bindingNode(room, outer, scope.name));
    return;
  }
  // Whoever makes an instance may call the method, by whatever name.
  callArrow(room, self, memberNode(room, outer.id, scope.name));
  if (!room.names.isCommon(scope.name)) callArrow(room, self, `A:${scope.name}`);
  const around = outer.parent === null ? undefined : facts.scopes[outer.parent];
  if (around) callArrow(room, self, bindingNode(room, around, outer.name));
}

function memberNode(room: Room, of: number, name: string): string {
  return `C:${room.facts.path}#${of}.${name}`;
}

/** The node of a name that `scope` binds. */
function bindingNode(room: Room, scope: Scope, name: string): string {
  if (scope.kind === "module") return `N:${room.facts.path}:${name}`;
  if (scope.kind === "class") return memberNode(room, scope.id, name);
  return `L:${room.facts.path}#${scope.id}:${name}`;
}

/** What a bare name in this scope stands for. */
function nameOf(room: Room, name: string): Named {
  for (let at: Scope | undefined = room.scope; at && at.kind !== "module"; at = at.parent === null ? undefined : room.facts.scopes[at.parent]) {
    if (at.globals.includes(name)) break;
    const visible = at === room.scope || at.kind !== "class";
    if (visible && at.bound.includes(name)) {
      const global = room.names.global(room.facts.path, name);
      // An import in a function binds a local, which is what it imports.
      if (global && global.kind !== "node" && !room.facts.scopes[0]?.bound.includes(name)) return global;
      return { kind: "node", node: bindingNode(room, at, name), path: "", name };
    }
  }
  return room.names.global(room.facts.path, name);
}

function resolve(room: Room, e: Expression): Named {
  if (e.kind === "name") return nameOf(room, e.name);
  if (e.kind === "attribute") return room.names.member(resolve(room, e.object), e.name);
  return null;
}

/** The nodes that taint whoever reads this name or attribute; `seed` marks the reader itself. */
function sources(room: Room, e: Expression): { nodes: readonly string[]; seed: "grpc" | "fork" | null } {
  if (e.kind !== "name" && e.kind !== "attribute") return { nodes: [], seed: null };
  const named = resolve(room, e);
  if (named?.kind === "outside") return { nodes: [], seed: outsideSeed(room.models, named.name) };
  const seed = room.models.isForkWord(e.name) ? "fork" : room.models.isGrpcWord(e.name) ? "grpc" : null;
  if (named?.kind === "node") return { nodes: [named.node], seed };
  if (e.kind === "name" || named) return { nodes: [], seed };
  const own = e.object.kind === "name" && (e.object.name === "self" || e.object.name === "cls") ? classAround(room) : null;
  const nodes = [...(room.names.isCommon(e.name) ? [] : [`A:${e.name}`]), ...(own === null ? [] : [memberNode(room, own, e.name)])];
  return { nodes, seed };
}

function outsideSeed(models: Models, name: string): "grpc" | "fork" | null {
  if (models.grpc(name)) return "grpc";
  const member = models.member(name);
  if (member || /\.(run_in_executor|register_at_fork)$/.test(name) || models.guard(name) === "branches") {
    const word = name.slice(name.lastIndexOf(".") + 1);
    return models.isForkWord(word) ? "fork" : null;
  }
  return null;
}

function classAround(room: Room): number | null {
  for (let at: Scope | undefined = room.scope; at; at = at.parent === null ? undefined : room.facts.scopes[at.parent]) {
    if (at.kind === "class") return at.id;
  }
  return null;
}

/** Everything that an expression reads flows into these nodes, and into the scope. */
function reads(room: Room, e: Expression, into: readonly string[]): void {
  visit(room, e, (part) => {
    const { nodes, seed } = sources(room, part);
    const targets = [SCOPE + room.key, OWN + room.key, ...into];
    for (const node of nodes) {
      // What comes in by a parameter matters in this call alone: it does not make all callers matter.
      const isLocal = node.startsWith("L:");
      for (const target of targets) if (!isLocal || target !== OWN + room.key) arrow(room, node, target);
      if (isDefined(room, node, part)) put(room.graph.calls, node, OWN + room.key);
    }
    if (seed) for (const target of targets) room.graph[seed === "grpc" ? "grpc" : "forks"].add(target);
    if (part.kind === "lambda" || part.kind === "comprehension") {
      for (const target of into) arrow(room, `${SCOPE}${room.facts.path}#${part.scope}`, target);
    }
    if (part.kind === "call") argumentArrows(room, part.callee, part.arguments);
    if (part.kind === "walrus") reads(room, part.value, [targetNode(room, part.target) ?? SCOPE + room.key]);
  });
}

/** Whether the node stands for a function or a class, which reading its name may run. */
function isDefined(room: Room, node: string, e: Expression): boolean {
  if (e.kind !== "name" && e.kind !== "attribute") return false;
  if (node.startsWith("N:")) {
    const named = resolve(room, e);
    return named?.kind === "node" && room.names.definition(named.path, named.name) !== null;
  }
  if (node.startsWith("L:")) return nestedDefinition(room, e.name) !== null;
  return room.names.isMethod(e.name);
}

/** Also what a comprehension evaluates in its own scope: its names are found from there. */
function visit(room: Room, e: Expression, see: (part: Expression) => void): void {
  forEachExpression(e, (part) => {
    see(part);
    if (part.kind !== "comprehension") return;
    const scope = room.facts.scopes[part.scope];
    if (!scope) return;
    const inner: Room = { ...room, scope, key: `${room.facts.path}#${scope.id}` };
    for (const clause of part.clauses) if (clause.kind === "for") flow(inner, clause.iterable, [clause.target]);
    for (const own of comprehensionExpressions(part)) reads(inner, own, []);
  });
}

function targetNode(room: Room, target: Expression): string | null {
  if (target.kind === "subscript" || target.kind === "call") return targetNode(room, target.kind === "call" ? target.callee : target.object);
  if (target.kind === "star") return targetNode(room, target.value);
  if (target.kind === "attribute") {
    const named = resolve(room, target);
    if (named?.kind === "node") return named.node;
    const own = target.object.kind === "name" && target.object.name === "self" ? classAround(room) : null;
    if (own !== null) {
      const member = memberNode(room, own, target.name);
      if (!room.names.isCommon(target.name)) arrow(room, member, `A:${target.name}`);
      return member;
    }
    return room.names.isCommon(target.name) ? null : `A:${target.name}`;
  }
  if (target.kind !== "name") return null;
  const named = nameOf(room, target.name);
  return named?.kind === "node" ? named.node : null;
}

function flow(room: Room, value: Expression, targets: readonly Expression[]): void {
  const into = targets.flatMap((target) =>
    (target.kind === "sequence" ? target.items : [target]).flatMap((item) => targetNode(room, item) ?? []),
  );
  reads(room, value, into);
}

function statementArrows(room: Room, s: Statement): void {
  switch (s.kind) {
    case "assign":
      if (s.value) flow(room, s.value, s.targets);
      for (const target of s.targets) if (target.kind !== "name") reads(room, target, []);
      return;
    case "augment":
      flow(room, s.value, [s.target]);
      return;
    case "for":
      flow(room, s.iterable, [s.target]);
      return;
    case "with":
      for (const item of s.items) flow(room, item.value, item.target ? [item.target] : []);
      return;
    case "class": {
      const scope = room.facts.scopes[s.scope];
      const node = scope ? bindingNode(room, room.scope, scope.name) : null;
      for (const base of s.bases) reads(room, base.value, node ? [node] : []);
      for (const decorator of s.decorators) reads(room, decorator, node ? [node] : []);
      return;
    }
    case "function":
      for (const decorator of s.decorators) decoratorArrows(room, s.scope, decorator);
      for (const parameter of room.facts.scopes[s.scope]?.parameters ?? []) {
        if (parameter.default) reads(room, parameter.default, [`L:${room.facts.path}#${s.scope}:${parameter.name}`]);
      }
      return;
    default:
      shallow(s, (e) => reads(room, e, []));
  }
}

/** A decorated function is its decorator's business: what taints the one taints the other. */
function decoratorArrows(room: Room, scope: number, decorator: Expression): void {
  const name = room.facts.scopes[scope]?.name;
  reads(room, decorator, name === undefined ? [] : [bindingNode(room, room.scope, name)]);
}

/** The expressions in a statement itself; its blocks come on their own. */
function shallow(s: Statement, see: (e: Expression) => void): void {
  switch (s.kind) {
    case "expression":
    case "return":
    case "raise":
      if (s.value) see(s.value);
      return;
    case "if":
    case "while":
    case "assert":
      see(s.test);
      return;
    case "match":
      see(s.subject);
      return;
    case "delete":
      for (const target of s.targets) see(target);
      return;
    case "unknown":
      for (const part of s.parts) see(part);
      return;
    default:
      return;
  }
}

/** Methods of Python's containers that keep what they are given. */
const KEEPS = new Set(["append", "appendleft", "add", "extend", "insert", "update", "setdefault", "put", "put_nowait"]);

/** Arguments flow into the parameters of what is called, and into the object whose method it is. */
function argumentArrows(room: Room, callee: Expression, args: readonly Argument[]): void {
  if (args.length === 0) return;
  const into = parameterNodes(room, callee);
  if (callee.kind === "attribute" && KEEPS.has(callee.name)) {
    const holder = targetNode(room, callee.object);
    if (holder) into.push(holder);
  }
  if (into.length === 0) return;
  for (const arg of args) {
    forEachExpression(arg.value, (part) => {
      const { nodes, seed } = sources(room, part);
      for (const target of into) {
        for (const node of nodes) arrow(room, node, target);
        if (seed) room.graph[seed === "grpc" ? "grpc" : "forks"].add(target);
        if (part.kind === "lambda") arrow(room, `${SCOPE}${room.facts.path}#${part.scope}`, target);
      }
    });
  }
}

function parameterNodes(room: Room, callee: Expression): string[] {
  const named = resolve(room, callee);
  if (named?.kind === "node") {
    const own = named.node.startsWith("L:") ? nestedDefinition(room, named.name) : null;
    const scope = own ?? room.names.definition(named.path, named.name);
    return scope ? parametersOf(room, own ? room.facts.path : named.path, scope) : [];
  }
  if (callee.kind !== "attribute" || named) return [];
  return room.names.methods(callee.name).flatMap(({ path, scope }) => parametersOf(room, path, scope));
}

function nestedDefinition(room: Room, name: string): Scope | null {
  return room.facts.scopes.find((scope) => scope.kind === "function" && scope.name === name && scope.parent !== 0) ?? null;
}

function parametersOf(room: Room, path: string, scope: Scope): string[] {
  if (scope.kind !== "class") {
    const given = scope.parameters.filter(({ name }) => name !== "self" && name !== "cls");
    return given.map((parameter) => `L:${path}#${scope.id}:${parameter.name}`);
  }
  const facts = room.names.program.facts.get(path);
  const makers = facts?.scopes.filter((inner) => inner.parent === scope.id && /^__(init|new|call)__$/.test(inner.name)) ?? [];
  return makers.flatMap((maker) => parametersOf(room, path, maker));
}
