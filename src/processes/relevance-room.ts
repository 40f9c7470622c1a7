/** A scope as the taint graph sees it: how its names, attributes and members are nodes. */
import type { Attribute, Expression, Name, Scope } from "../code";
import type { Models } from "../models/models";
import type { Facts } from "../types";
import { OWN, SCOPE } from "./relevance";
import type { Named, NameIndex } from "./relevance-names";
import { draw, type OpenGraph } from "./taint-graph";

export interface Room {
  readonly facts: Facts;
  readonly scope: Scope;
  readonly key: string;
  readonly names: NameIndex;
  readonly models: Models;
  readonly graph: OpenGraph;
  /** What was found of expressions of this scope: an argument is looked at once for each call around it. */
  readonly known: Map<Expression, Sources>;
}

/** What is called through a node is given something that matters. */
const CALLED = "P:";

export function roomOf(facts: Facts, scope: Scope, names: NameIndex, models: Models, graph: OpenGraph): Room {
  return { facts, scope, key: `${facts.path}#${scope.id}`, names, models, graph, known: new Map() };
}

export function arrow(room: Room, from: string, to: string): void {
  if (from !== to) draw(room.graph.arrows, from, to, room.graph.nodes);
}

/** An arrow of control, not of data: who runs the one may run the other. */
export function callArrow(room: Room, from: string, to: string): void {
  arrow(room, from, to);
  controlArrow(room, from, to);
}

export function controlArrow(room: Room, from: string, to: string): void {
  if (from !== to) draw(room.graph.calls, from, to, room.graph.nodes);
}

/** A value goes from one name to another: what the latter is called with, the former is. */
export function dataArrow(room: Room, from: string, to: string): void {
  arrow(room, from, to);
  if (!to.startsWith(SCOPE) && !to.startsWith(OWN)) arrow(room, CALLED + to, CALLED + from);
}

/** The node that taints the parameters of whatever `node` may stand for. */
export function calledThrough(node: string): string {
  return node.startsWith(CALLED) ? node : CALLED + node;
}

/** The node of an instance that is handed on as a whole: a bare `self`. */
export function instanceNode(path: string, of: number): string {
  return `K:${path}#${of}`;
}

/** The node of a scope that has to be run with the functions in it, because of what it decorates or passes on. */
export function wholeNode(path: string, scope: number): string {
  return `X:${path}#${scope}`;
}

function memberNode(room: Room, of: number, name: string): string {
  const node = `C:${room.facts.path}#${of}.${name}`;
  arrow(room, node, instanceNode(room.facts.path, of));
  return node;
}

/** The node of a name that `scope` binds. */
export function bindingNode(room: Room, scope: Scope, name: string): string {
  if (scope.kind === "module") return `N:${room.facts.path}:${name}`;
  if (scope.kind === "class") return memberNode(room, scope.id, name);
  return `L:${room.facts.path}#${scope.id}:${name}`;
}

/** The nodes of the parameters of a function, or of what makes an instance of a class. */
export function parametersOf(facts: Facts, scope: Scope): readonly string[] {
  if (scope.kind !== "class") {
    const given = scope.parameters.filter(({ name }) => name !== "self" && name !== "cls");
    return given.map((parameter) => `L:${facts.path}#${scope.id}:${parameter.name}`);
  }
  const makers = facts.scopes.filter((inner) => inner.parent === scope.id && /^__(init|new|call)__$/.test(inner.name));
  return makers.flatMap((maker) => parametersOf(facts, maker));
}

/** What a bare name in this scope stands for. */
function nameOf(room: Room, name: string): Named {
  const { facts, names } = room;
  for (let at: Scope | undefined = room.scope; at && at.kind !== "module"; at = outerOf(facts, at)) {
    if (at.globals.includes(name)) break;
    const visible = at === room.scope || at.kind !== "class";
    if (!visible || !at.bound.includes(name)) continue;
    return (
      names.imported(facts.path, at.id, name) ?? { kind: "node", node: bindingNode(room, at, name), path: "", name }
    );
  }
  return names.global(facts.path, name);
}

function outerOf(facts: Facts, scope: Scope): Scope | undefined {
  return scope.parent === null ? undefined : facts.scopes[scope.parent];
}

export function resolve(room: Room, e: Expression): Named {
  if (e.kind === "name") return nameOf(room, e.name);
  if (e.kind === "attribute") return room.names.member(resolve(room, e.object), e.name);
  return null;
}

/** The whole of the function or class that an expression names, or that makes what it gives. */
export function wholeOf(room: Room, e: Expression): string | null {
  if (e.kind === "call") return wholeOf(room, e.callee);
  const named = resolve(room, e);
  const scope = named?.kind === "node" ? room.names.definition(named.path, named.name) : null;
  return named?.kind === "node" && scope ? wholeNode(named.path, scope.id) : null;
}

export interface Sources {
  readonly nodes: readonly string[];
  /** The reader itself is where gRPC or a fork comes from. */
  readonly seed: "grpc" | "forks" | "settings" | null;
}

/** The nodes that taint whoever reads this name or attribute. */
export function sources(room: Room, e: Expression): Sources {
  if (e.kind !== "name" && e.kind !== "attribute") return nothing;
  const before = room.known.get(e);
  if (before !== undefined) return before;
  const found = sourcesOf(room, e);
  room.known.set(e, found);
  return found;
}

const nothing: Sources = { nodes: [], seed: null };

function sourcesOf(room: Room, e: Name | Attribute): Sources {
  const named = resolve(room, e);
  if (named?.kind === "outside") return { nodes: [], seed: outsideSeed(room.models, named.name) };
  const seed = forkSeed(room.models, e.name) ?? (room.models.isGrpcWord(e.name) ? "grpc" : null);
  if (named?.kind === "node") return { nodes: [named.node], seed };
  if (e.kind === "name" || named) return { nodes: [], seed };
  const own = isSelf(e.object) ? classAround(room) : null;
  const nodes = [
    ...(room.names.isCommon(e.name) ? [] : [`A:${e.name}`]),
    ...(own === null ? [] : [memberNode(room, own, e.name)]),
  ];
  return { nodes, seed };
}

export function isSelf(e: Expression): boolean {
  return e.kind === "name" && (e.name === "self" || e.name === "cls");
}

function outsideSeed(models: Models, name: string): Sources["seed"] {
  if (models.grpc(name) || models.leadsToLibrary(name)) return "grpc";
  if (models.leadsThrough(name)) return "settings";
  if (models.leadsToForkCall(name)) return "forks";
  // The fork of an application is its framework's: a program that only imports it does not fork.
  if (models.application(name)) return "settings";
  const isFamily = models.member(name) !== null || models.guard(name) === "branches";
  if (!isFamily && !/\.(run_in_executor|register_at_fork)$/.test(name)) return null;
  return forkSeed(models, name.slice(name.lastIndexOf(".") + 1));
}

/** Words that say how a fork will be, or give work to what has been made elsewhere, but start no process themselves. */
const SETTINGS = new Set(["get_context", "set_start_method", "register_at_fork", "run_in_executor"]);

function forkSeed(models: Models, word: string): Sources["seed"] {
  if (!models.isForkWord(word)) return null;
  return SETTINGS.has(word) ? "settings" : "forks";
}

export function classAround(room: Room): number | null {
  for (let at: Scope | undefined = room.scope; at; at = outerOf(room.facts, at)) {
    if (at.kind === "class") return at.id;
  }
  return null;
}

/** The node that an assignment to this target taints. */
export function targetNode(room: Room, target: Expression): string | null {
  switch (target.kind) {
    case "subscript":
      return targetNode(room, target.object);
    case "call":
      return targetNode(room, target.callee);
    case "star":
      return targetNode(room, target.value);
    case "name": {
      const named = nameOf(room, target.name);
      return named?.kind === "node" ? named.node : null;
    }
    case "attribute": {
      const named = resolve(room, target);
      if (named?.kind === "node") return named.node;
      const own = isSelf(target.object) ? classAround(room) : null;
      const shared = room.names.isCommon(target.name) ? null : `A:${target.name}`;
      if (own === null) return shared;
      const member = memberNode(room, own, target.name);
      if (shared !== null) dataArrow(room, member, shared);
      return member;
    }
    default:
      return null;
  }
}
