/** Attributes: of modules, classes, instances, gRPC objects and names outside. */
import type { Place } from "../../types";
import { callFunction } from "./calls";
import { djangoSetting, importedAttribute } from "./imports";
import {
  allocate,
  attribute,
  type Frame,
  heapOf,
  type Machine,
  member,
  NO_ARGUMENTS,
  readAt,
  scopeKey,
  variable,
  writeAt,
} from "./machine";
import {
  type ClassValue,
  constant,
  type FunctionValue,
  join,
  joinAll,
  keyOf,
  NOTHING,
  object,
  UNKNOWN,
  unknown,
  type Value,
  type Values,
} from "./value";

/** `value.name`. `at` is where it is read, null when nobody wrote it. */
export function getAttribute(m: Machine, frame: Frame, value: Value, name: string, at: Place | null): Values {
  switch (value.kind) {
    case "module":
    case "namespace":
      return importedAttribute(m, value, name);
    case "outside":
      return (
        djangoSetting(m, value.name, name) ??
        readAt(m, `x${value.name}.${name}`) ??
        outsideAttribute(m, value.name, name)
      );
    case "class":
      return classAttribute(m, value, name);
    case "function":
      return functionAttribute(m, value, name);
    case "object":
      return objectAttribute(m, frame, value, value.id, name, at);
    case "unknown":
      return unknown(value.origin === null ? null : `${value.origin}.${name}`);
    case "constant":
      return value.value === null ? NOTHING : [{ kind: "method", of: value, name }];
    case "text":
      return [{ kind: "method", of: value, name }];
    case "method":
      return chained(m, value, name);
    default:
      return UNKNOWN;
  }
}

/** `client.collections.get`: what an object of a library has as attributes calls through it. */
function chained(m: Machine, value: Extract<Value, { kind: "method" }>, name: string): Values {
  const heap = heapOf(m, value.of);
  return heap?.type === "grpc" && heap.library ? [{ ...value, name }] : UNKNOWN;
}

function outsideAttribute(m: Machine, owner: string, name: string): Values {
  if (/(^|\.)current_process\(\)$/.test(owner)) {
    if (name === "pid" || name === "ident") return [{ kind: "pid", process: m.process }];
    if (name === "name") return m.process === 0 ? constant("MainProcess") : constant(`Process-${m.process}`);
  }
  const plain = owner.startsWith("builtins.super()") ? "" : owner;
  return plain === "" ? UNKNOWN : [{ kind: "outside", name: `${owner}.${name}` }];
}

function functionAttribute(m: Machine, value: FunctionValue, name: string): Values {
  if (["cache_clear", "cache_info", "__wrapped__", "__name__", "__doc__"].includes(name)) {
    return [{ kind: "method", of: value, name }];
  }
  return readAt(m, `f${keyOf(value)}.${name}`) ?? UNKNOWN;
}

/** The class and its bases, nearest first, as far as the program defines them. A class gets its bases once. */
export function lineage(m: Machine, of: ClassValue): readonly Value[] {
  const key = keyOf(of);
  const bases = readAt(m, member(of, "<bases>")) ?? NOTHING;
  const known = m.lineages.get(key);
  if (known?.bases === bases) return known.all;
  const all = ancestry(m, of, new Set());
  m.lineages.set(key, { bases, all });
  return all;
}

function ancestry(m: Machine, of: ClassValue, seen: Set<string>): readonly Value[] {
  if (seen.has(keyOf(of))) return [];
  seen.add(keyOf(of));
  const bases = readAt(m, member(of, "<bases>")) ?? NOTHING;
  return [
    of,
    ...bases.flatMap((base): readonly Value[] => {
      if (base.kind !== "class") return [base];
      const name = modelledBase(m, base);
      return name === null ? ancestry(m, base, seen) : [{ kind: "outside", name }];
    }),
  ];
}

/** Of a class of the program the project may have said what making one does: who derives from it does that, too. */
function modelledBase(m: Machine, { path, scope }: ClassValue): string | null {
  const name = m.relevance.modelled.get(scopeKey(path, scope));
  if (name === undefined) return null;
  const { library, process, forkCall } = m.models;
  return library(name).length > 0 || process(name) !== null || forkCall(name) !== null ? name : null;
}

/** Names outside the program from which the class inherits. */
export function outsideBases(m: Machine, of: ClassValue): readonly string[] {
  return lineage(m, of).flatMap((base) => (base.kind === "outside" ? [base.name] : []));
}

/** Looks a name up in the class and its bases; undefined when none of them that we see has it. */
export function findMember(
  m: Machine,
  of: ClassValue,
  name: string,
  after: ClassValue | null = null,
): Values | undefined {
  let skipping = after !== null;
  for (const base of lineage(m, of)) {
    if (base.kind !== "class") continue;
    if (skipping) {
      if (after && keyOf(base) === keyOf(after)) skipping = false;
      continue;
    }
    const found = readAt(m, member(base, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The metaclass that the program gives a class or one of its bases. */
export function metaclassOf(m: Machine, of: ClassValue): ClassValue | null {
  for (const base of lineage(m, of)) {
    const given = base.kind === "class" ? readAt(m, member(base, "<metaclass>")) : undefined;
    const meta = given?.find((value): value is ClassValue => value.kind === "class");
    if (meta) return meta;
  }
  return null;
}

function classAttribute(m: Machine, of: ClassValue, name: string): Values {
  const found = findMember(m, of, name);
  if (found === undefined) {
    const meta = metaclassOf(m, of);
    const inherited = meta && findMember(m, meta, name);
    if (inherited) return inherited.map((value) => (value.kind === "function" ? { ...value, self: of } : value));
    if (name === "__name__") return constant(m.program.facts.get(of.path)?.scopes[of.scope]?.name ?? null);
    const base = outsideBases(m, of)[0];
    return base ? [{ kind: "outside", name: `${base}.${name}` }] : UNKNOWN;
  }
  return joinAll(found.map((value) => bindToClass(value, of)));
}

function bindToClass(value: Value, of: ClassValue): Values {
  if (value.kind !== "function" || !value.flags.includes("class")) return [value];
  return [{ ...value, self: of }];
}

function objectAttribute(m: Machine, frame: Frame, value: Value, id: number, name: string, at: Place | null): Values {
  const heap = m.heap[id];
  if (!heap) return UNKNOWN;
  if (heap.type === "instance") return instanceAttribute(m, frame, value, id, heap.of, name, at);
  if (heap.type === "bag") return readAt(m, attribute(id, name)) ?? NOTHING;
  if (heap.type === "super") return superAttribute(m, heap.self, heap.after, name);
  if (heap.type === "grpc" && heap.grpc.kind === "stub") return stubMethod(m, id, heap.methods, name);
  return [{ kind: "method", of: value, name }];
}

function stubMethod(m: Machine, id: number, methods: ReadonlyMap<string, string> | null, name: string): Values {
  if (name.startsWith("__")) return UNKNOWN;
  return [object(allocate(m, { type: "multicallable", of: id, name, arity: methods?.get(name) ?? "", at: null }))];
}

function instanceAttribute(
  m: Machine,
  frame: Frame,
  value: Value,
  id: number,
  of: ClassValue,
  name: string,
  at: Place | null,
): Values {
  const own = readAt(m, attribute(id, name));
  const found = findMember(m, of, name);
  const property = found?.some((item) => item.kind === "function" && item.flags.includes("property"));
  if (own !== undefined && own.length > 0 && !property) return own;
  if (found !== undefined) return joinAll(found.map((item) => bindToInstance(m, frame, item, value, id, name, at)));
  if (name === "__class__") return [of];
  if (name === "__dict__") return UNKNOWN;
  const getter = findMember(m, of, "__getattr__");
  if (getter && !name.startsWith("__")) {
    const args = { ...NO_ARGUMENTS, positional: [{ values: constant(name), expression: null }] };
    return joinAll(
      getter.map((item) =>
        item.kind === "function" ? callFunction(m, { ...item, self: value }, args, at ?? placeHere(frame)) : UNKNOWN,
      ),
    );
  }
  if (outsideBases(m, of).length > 0) return [{ kind: "method", of: value, name }];
  return own ?? UNKNOWN;
}

function placeHere(frame: Frame): Place {
  return { path: frame.facts.path, span: { start: 0, end: 0 } };
}

function bindToInstance(
  m: Machine,
  frame: Frame,
  item: Value,
  value: Value,
  id: number,
  name: string,
  at: Place | null,
): Values {
  if (item.kind !== "function") return [item];
  if (item.flags.includes("static")) return [item];
  if (item.flags.includes("class")) {
    const heap = m.heap[id];
    return [{ ...item, self: heap?.type === "instance" ? heap.of : value }];
  }
  const bound: FunctionValue = { ...item, self: value };
  if (item.flags.includes("property")) return callFunction(m, bound, NO_ARGUMENTS, at ?? placeHere(frame));
  if (item.flags.includes("cached-property")) {
    const result = callFunction(m, bound, NO_ARGUMENTS, at ?? placeHere(frame));
    setAttribute(m, [value], name, result);
    return result;
  }
  return [bound];
}

function superAttribute(m: Machine, self: Value, after: ClassValue, name: string): Values {
  const of = self.kind === "class" ? self : heapOf(m, self)?.type === "instance" ? instanceClass(m, self) : after;
  const found = findMember(m, of ?? after, name, after);
  if (!found) return [{ kind: "method", of: object(allocate(m, { type: "super", self, after })), name }];
  return found.map((item) => (item.kind === "function" && !item.flags.includes("static") ? { ...item, self } : item));
}

function instanceClass(m: Machine, value: Value): ClassValue | null {
  const heap = heapOf(m, value);
  return heap?.type === "instance" ? heap.of : null;
}

export function setAttribute(m: Machine, owners: Values, name: string, values: Values): void {
  const alone = owners.length === 1;
  for (const owner of owners) {
    const key = attributeKey(m, owner, name);
    if (key === null) continue;
    writeAt(m, key, alone ? values : join(readAt(m, key) ?? NOTHING, values));
    if (owner.kind === "object") remember(m, owner.id, name);
  }
}

/** Keeps the names of an instance's attributes, for whoever looks through it. */
function remember(m: Machine, id: number, name: string): void {
  const key = attribute(id, "<names>");
  const names = readAt(m, key) ?? NOTHING;
  const word = constant(name);
  if (!names.some((known) => known.kind === "constant" && known.value === name)) writeAt(m, key, [...names, ...word]);
}

function attributeKey(m: Machine, owner: Value, name: string): string | null {
  if (owner.kind === "object") return attribute(owner.id, name);
  if (owner.kind === "class") return member(owner, name);
  if (owner.kind === "function") return `f${keyOf(owner)}.${name}`;
  if (owner.kind === "outside") return `x${owner.name}.${name}`;
  if (owner.kind !== "module") return null;
  const frame = m.moduleFrames.get(owner.path);
  return frame ? variable(frame, name) : null;
}
