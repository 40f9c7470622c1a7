/** One file's arrows of the taint graph. */
import type { Expression, Statement } from "../code";
import { isMainGuard } from "../facts/main-guard";
import { comprehensionExpressions, forEachExpression, forEachStatement } from "../facts/walk";
import type { Models } from "../models/models";
import type { Facts } from "../types";
import { OWN, SCOPE } from "./relevance";
import { argumentArrows } from "./relevance-arguments";
import type { NameIndex } from "./relevance-names";
import {
  arrow,
  bindingNode,
  callArrow,
  calledThrough,
  classAround,
  controlArrow,
  dataArrow,
  instanceNode,
  isSelf,
  parametersOf,
  type Room,
  resolve,
  roomOf,
  sources,
  targetNode,
  wholeNode,
  wholeOf,
} from "./relevance-room";
import type { OpenGraph } from "./taint-graph";

export function arrowsOf(facts: Facts, names: NameIndex, models: Models, graph: OpenGraph): void {
  for (const scope of facts.scopes) {
    const room = roomOf(facts, scope, names, models, graph);
    outward(room);
    for (const statement of scope.body) {
      // What runs only in the program itself is no part of what importing the file does.
      const isMain = scope.kind === "module" && isMainGuard(statement);
      const own = isMain ? { ...room, key: mainKey(facts.path) } : room;
      if (isMain) arrow(room, SCOPE + own.key, SCOPE + room.key);
      forEachStatement([statement], (inner) => statementArrows(own, inner));
    }
  }
}

/** Stands for the main guard's block, as `path#0` does for the rest of the module. */
export function mainKey(path: string): string {
  return `${path}#0:main`;
}

/** From a scope to its name, its class, and the scope around it. */
function outward(room: Room): void {
  const { facts, scope, key } = room;
  const outer = scope.parent === null ? undefined : facts.scopes[scope.parent];
  if (!outer) return;
  const self = OWN + key;
  const within = `${facts.path}#${outer.id}`;
  const isPart = scope.kind === "lambda" || scope.kind === "comprehension";
  if (isPart || (scope.kind === "function" && outer.kind === "function")) {
    callArrow(room, self, OWN + within);
    callArrow(room, self, SCOPE + within);
    arrow(room, SCOPE + key, SCOPE + within);
  }
  if (isPart) return;
  const whole = wholeNode(facts.path, scope.id);
  if (scope.kind === "function") arrow(room, whole, SCOPE + key);
  // Of a class, the methods that Python calls by itself.
  if (outer.kind === "function" || (outer.kind === "class" && scope.name.startsWith("__")))
    arrow(room, wholeNode(facts.path, outer.id), whole);
  const binding = bindingNode(room, outer, scope.name);
  callArrow(room, self, binding);
  for (const parameter of parametersOf(facts, scope)) arrow(room, calledThrough(binding), parameter);
  if (scope.kind !== "function" || outer.kind !== "class") return;
  // Whoever makes an instance may call the method, by whatever name.
  const around = outer.parent === null ? undefined : facts.scopes[outer.parent];
  if (around) callArrow(room, self, bindingNode(room, around, outer.name));
  if (room.names.isCommon(scope.name)) return;
  // Not of control: to have an instance, a program goes by the name of its class.
  arrow(room, self, `A:${scope.name}`);
  for (const parameter of parametersOf(facts, scope)) arrow(room, calledThrough(`A:${scope.name}`), parameter);
}

/** Everything that an expression reads flows into these nodes, and into the scope. */
function reads(room: Room, e: Expression, into: readonly string[]): void {
  const own = OWN + room.key;
  const targets = [SCOPE + room.key, ...into];
  const qualifiers = new Set<Expression>();
  visit(room, e, (part) => {
    if (namesVariable(part)) for (const target of [own, ...targets]) room.graph.settings.add(target);
    const { nodes, seed } = sources(room, part);
    for (const node of nodes) {
      for (const target of targets) dataArrow(room, node, target);
      // What comes in by a parameter matters in this call alone: it does not make all callers matter.
      if (!node.startsWith("L:")) arrow(room, node, own);
      if (isDefined(room, node, part)) controlArrow(room, node, own);
    }
    if (seed) for (const target of [own, ...targets]) room.graph[seed].add(target);
    if (part.kind === "attribute") qualifiers.add(part.object);
    if (isSelf(part) && !qualifiers.has(part)) instanceArrows(room, targets);
    if (part.kind === "lambda" || part.kind === "comprehension") {
      for (const target of into) arrow(room, `${SCOPE}${room.facts.path}#${part.scope}`, target);
    }
    if (part.kind === "call") argumentArrows(room, part.callee, part.arguments);
    if (part.kind === "walrus") reads(room, part.value, [targetNode(room, part.target) ?? SCOPE + room.key]);
  });
}

/** The name of a variable that gRPC reads: whoever has it may set it. */
function namesVariable(part: Expression): boolean {
  return part.kind === "constant" && typeof part.value === "string" && part.value.startsWith("GRPC_");
}

/** A bare `self` hands on all that the instance holds. */
function instanceArrows(room: Room, targets: readonly string[]): void {
  const own = classAround(room);
  if (own !== null) for (const target of targets) arrow(room, instanceNode(room.facts.path, own), target);
}

/** Whether the node stands for a function or a class, which reading its name may run. */
function isDefined(room: Room, node: string, e: Expression): boolean {
  if (node.startsWith("A:") || node.startsWith("C:")) return e.kind === "attribute" && room.names.isMethod(e.name);
  return room.names.isDefinition(node);
}

/** Also what a comprehension evaluates in its own scope: its names are found from there. */
function visit(room: Room, e: Expression, see: (part: Expression) => void): void {
  forEachExpression(e, (part) => {
    see(part);
    if (part.kind !== "comprehension") return;
    const scope = room.facts.scopes[part.scope];
    if (!scope) return;
    const inner = roomOf(room.facts, scope, room.names, room.models, room.graph);
    for (const clause of part.clauses) if (clause.kind === "for") flow(inner, clause.iterable, [clause.target]);
    for (const own of comprehensionExpressions(part)) reads(inner, own, []);
  });
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
    case "class":
      classArrows(room, s);
      return;
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

/** A class that matters makes what it inherits matter, as far as Python itself calls that. */
function classArrows(room: Room, s: Extract<Statement, { kind: "class" | "function" }>): void {
  const scope = room.facts.scopes[s.scope];
  if (!scope) return;
  const node = bindingNode(room, room.scope, scope.name);
  const whole = wholeNode(room.facts.path, scope.id);
  arrow(room, node, whole);
  // Deriving from a class runs none of its methods: that is up to whoever makes an instance.
  const head: Room = { ...room, key: `${room.key}:${scope.id}` };
  arrow(room, SCOPE + head.key, SCOPE + room.key);
  controlArrow(room, OWN + head.key, node);
  for (const base of s.bases) {
    reads(head, base.value, [node]);
    const inherited = wholeOf(room, base.value);
    if (inherited !== null) arrow(room, whole, inherited);
    if (isOfLibrary(room, base.value)) methodsCall(room, scope.id);
  }
  for (const decorator of s.decorators) {
    reads(room, decorator, [node]);
    const decorating = wholeOf(room, decorator);
    if (decorating !== null) arrow(room, node, decorating);
  }
}

/** Whether an instance of a class with this base is an object of a library that opens gRPC. */
function isOfLibrary(room: Room, base: Expression): boolean {
  const named = resolve(room, base);
  if (named?.kind === "node") return room.graph.clients.has(named.node);
  return named?.kind === "outside" && room.models.leadsToLibrary(named.name);
}

/** Each method may call gRPC through `self`. */
function methodsCall(room: Room, of: number): void {
  for (const { id, parent, kind } of room.facts.scopes) {
    if (parent !== of || kind !== "function") continue;
    for (const prefix of [SCOPE, OWN]) room.graph.grpc.add(`${prefix}${room.facts.path}#${id}`);
  }
}

/** A decorated function is its decorator's business: what taints the one taints the other. */
function decoratorArrows(room: Room, scope: number, decorator: Expression): void {
  const name = room.facts.scopes[scope]?.name;
  reads(room, decorator, name === undefined ? [] : [bindingNode(room, room.scope, name)]);
  const decorating = wholeOf(room, decorator);
  if (decorating !== null) arrow(room, `${SCOPE}${room.facts.path}#${scope}`, decorating);
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
