/**
 * What a long program is spared. In its first steps every relevant function is run. From then on a function has to come to
 * gRPC or to a fork by the names in it, or to hold or be given a value that does: relevance can only guess at values by
 * names, the machine has them. So a program that would spend its budget half-way is followed to its end.
 */
import type { Scope } from "../../code";
import type { Models } from "../../models/models";
import { lineage } from "./attributes";
import { defaultKey } from "./calls";
import { CLIENT } from "./classes";
import {
  type Arguments,
  attribute,
  type HeapObject,
  heapOf,
  type Machine,
  member,
  readAt,
  scopeKey,
  variable,
} from "./machine";
import { type ClassValue, type FunctionValue, keyOf, NOTHING, type Value, type Values } from "./value";

/** Evaluations after which a program is a long one. */
export const PATIENCE = 50_000;

/** More values than this are not looked through: what holds so many may hold anything. */
const LOOKED_AT = 60;

/** Whether to run a relevant function, now that this much has been run. What is not run gives an unknown value. */
export function isWorthRunning(m: Machine, fn: FunctionValue, args: Arguments): boolean {
  if (m.steps < m.patience) return true;
  const seen = new Set<string>();
  const given = [...args.positional, ...args.keywords.values()];
  return isCore(m, fn) || holds(m, fn, seen) || given.some(({ values }) => anyMatters(m, values, seen));
}

function anyMatters(m: Machine, values: Values, seen: Set<string>): boolean {
  return values.some((value) => matters(m, value, seen));
}

function matters(m: Machine, value: Value, seen: Set<string>): boolean {
  switch (value.kind) {
    case "pid":
    case "child-pid":
      return true;
    case "outside":
      return isOfModels(m, value.name);
    case "class":
      return inherits(m, value, m.relevance.core.classes) || classHolds(m, value, seen);
    case "method":
      return matters(m, value.of, seen);
    case "function":
    case "object":
      break;
    default:
      return false;
  }
  const key = keyOf(value);
  if (seen.has(key)) return false;
  seen.add(key);
  if (seen.size > LOOKED_AT) return true;
  return value.kind === "function"
    ? isCore(m, value) || holds(m, value, seen)
    : objectMatters(m, value.id, heapOf(m, value), seen);
}

const known = new WeakMap<Models, Map<string, boolean>>();

/** Whether a name outside the program opens gRPC, forks, or belongs to what does. */
function isOfModels({ models }: Machine, name: string): boolean {
  let answers = known.get(models);
  if (!answers) {
    answers = new Map();
    known.set(models, answers);
  }
  let answer = answers.get(name);
  if (answer === undefined) {
    const { grpc, member, leadsToLibrary, leadsThrough, leadsToForkCall } = models;
    const plain = name.replaceAll("()", "");
    const ofLibrary = leadsToLibrary(plain) || leadsThrough(plain);
    answer = ofLibrary || grpc(name) !== null || member(name) !== null || leadsToForkCall(plain);
    answers.set(name, answer);
  }
  return answer;
}

function isCore({ relevance }: Machine, fn: FunctionValue): boolean {
  return relevance.core.functions.has(scopeKey(fn.path, fn.scope));
}

/** Whether the function has something that matters before it is given anything. */
function holds(m: Machine, fn: FunctionValue, seen: Set<string>): boolean {
  const { self } = fn;
  const heap = self && heapOf(m, self);
  if (self?.kind === "object" && heap?.type === "instance") {
    const scope = m.program.facts.get(fn.path)?.scopes[fn.scope];
    // Which methods of its own class it calls is told by their names; a derived one may have put others in their place.
    const isInherited = heap.of.path !== fn.path || heap.of.scope !== scope?.parent;
    if (isInherited && inherits(m, heap.of, m.relevance.core.instances)) return true;
    if (instanceHolds(m, self.id, heap.of, seen)) return true;
  } else if (self && matters(m, self, seen)) return true;
  return readsWhatMatters(m, fn, seen);
}

/** A function has the variables of its module and of the functions around it, and its defaults. */
function readsWhatMatters(m: Machine, fn: FunctionValue, seen: Set<string>): boolean {
  const scopes = m.program.facts.get(fn.path)?.scopes ?? [];
  const scope = scopes[fn.scope];
  if (!scope) return false;
  const defaults = scope.parameters.filter((parameter) => parameter.default !== null);
  if (defaults.some(({ name }) => objectsMatter(m, defaultKey(fn, name), seen))) return true;
  const names = mentionsOf(scopes, scope);
  for (let at = m.frames[fn.frame] ?? null; at; at = at.outer) {
    const frame = at;
    // Of the functions of a module it is known by their names where they lead.
    const isHeld = (name: string) =>
      frame.outer
        ? anyMatters(m, readAt(m, variable(frame, name)) ?? NOTHING, seen)
        : objectsMatter(m, variable(frame, name), seen);
    if (names.some(isHeld)) return true;
  }
  return false;
}

const mentions = new WeakMap<Scope, readonly string[]>();

/** What the function names, in its comprehensions and lambdas, too. */
function mentionsOf(scopes: readonly Scope[], scope: Scope): readonly string[] {
  let found = mentions.get(scope);
  if (!found) {
    const parts = scopes.filter(({ parent, kind }) => parent === scope.id && kind !== "class");
    found = [...new Set([...scope.mentions, ...parts.flatMap((part) => mentionsOf(scopes, part))])];
    mentions.set(scope, found);
  }
  return found;
}

function objectsMatter(m: Machine, key: string, seen: Set<string>): boolean {
  return (readAt(m, key) ?? NOTHING).some((value) => value.kind === "object" && matters(m, value, seen));
}

function objectMatters(m: Machine, id: number, heap: HeapObject | null, seen: Set<string>): boolean {
  switch (heap?.type) {
    case "instance":
      return inherits(m, heap.of, m.relevance.core.instances) || instanceHolds(m, id, heap.of, seen);
    case "bag":
      return holdsInAttributes(m, id, seen);
    case "sequence":
    case "mapping":
      return heldItems(m, id, heap).some((key) => anyMatters(m, readAt(m, key) ?? NOTHING, seen));
    case "partial":
    case "delayed":
      return anyMatters(m, heap.callee, seen) || (heap.type === "partial" && argumentsMatter(m, heap.args, seen));
    case "generator":
      return matters(m, heap.callee, seen) || argumentsMatter(m, heap.args, seen);
    case "super":
      return matters(m, heap.self, seen);
    default:
      // gRPC objects, and what forks, waits, or runs elsewhere.
      return true;
  }
}

function argumentsMatter(m: Machine, args: Arguments, seen: Set<string>): boolean {
  return [...args.positional, ...args.keywords.values()].some(({ values }) => anyMatters(m, values, seen));
}

function instanceHolds(m: Machine, id: number, of: ClassValue, seen: Set<string>): boolean {
  return holdsInAttributes(m, id, seen) || classHolds(m, of, seen);
}

/** Attributes that the class itself, or one from which it inherits, has in its body. */
function classHolds(m: Machine, of: ClassValue, seen: Set<string>): boolean {
  return lineage(m, of).some((base) => {
    if (base.kind !== "class") return false;
    const bound = m.program.facts.get(base.path)?.scopes[base.scope]?.bound ?? [];
    return bound.some((name) => objectsMatter(m, member(base, name), seen));
  });
}

function holdsInAttributes(m: Machine, id: number, seen: Set<string>): boolean {
  return heldNames(m, id).some((key) => anyMatters(m, readAt(m, key) ?? NOTHING, seen));
}

function heldNames(m: Machine, id: number): readonly string[] {
  const names = readAt(m, attribute(id, "<names>")) ?? NOTHING;
  return [
    attribute(id, "<task>"),
    attribute(id, CLIENT),
    ...names.flatMap((name) => (name.kind === "constant" ? [attribute(id, String(name.value))] : [])),
  ];
}

function heldItems(m: Machine, id: number, heap: Extract<HeapObject, { type: "sequence" | "mapping" }>): string[] {
  const rest = attribute(id, "[*]");
  if (heap.type === "sequence")
    return [...Array.from({ length: heap.length }, (_, index) => attribute(id, `[${index}]`)), rest];
  const keys = readAt(m, attribute(id, "<keys>")) ?? NOTHING;
  return [...keys.map((key) => attribute(id, `[${keyOf(key)}]`)), rest];
}

/** Whether the class, or one from which it inherits, is one of these, or a model's. */
function inherits(m: Machine, of: ClassValue, from: ReadonlySet<string>): boolean {
  return lineage(m, of).some((base) =>
    base.kind === "class"
      ? from.has(scopeKey(base.path, base.scope))
      : base.kind === "outside" && isOfModels(m, base.name),
  );
}
