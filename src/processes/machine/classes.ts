/** Classes of the program: making instances, as far as that can hold gRPC or fork. */
import type { Statement } from "../../code";
import type { Place } from "../../types";
import { findMember, metaclassOf, outsideBases, setAttribute } from "./attributes";
import { callAll, callFunction, callOne } from "./calls";
import { forkCall } from "./fork-calls";
import { makeForker } from "./forks";
import { channelsIn, createOver } from "./grpc";
import { makeOfLibrary } from "./libraries";
import {
  allocate,
  attribute,
  type CallSite,
  heapOf,
  type Machine,
  member,
  NO_ARGUMENTS,
  readAt,
  scopeKey,
  writeAt,
} from "./machine";
import { deferMethod } from "./outside";
import { makeThread } from "./threads";
import { type ClassValue, type FunctionValue, NOTHING, object, unknown, type Value, type Values } from "./value";

export function instantiate(m: Machine, of: ClassValue, site: CallSite): Values {
  const stub = generatedStub(m, of, site);
  if (stub) return stub;
  const meta = metaclassCall(m, of);
  if (meta) return callFunction(m, { ...meta, self: of }, site.args, site.place);
  return construct(m, of, site);
}

/** `type.__call__`: what making an instance does when no metaclass interferes. */
export function construct(m: Machine, of: ClassValue, site: CallSite): Values {
  const maker = findMember(m, of, "__new__")?.find((found): found is FunctionValue => found.kind === "function");
  const made = maker
    ? callFunction(m, { ...maker, self: of, flags: [] }, site.args, site.place)
    : [bare(m, of, site.place)];
  for (const instance of made) {
    const heap = heapOf(m, instance);
    if (heap?.type === "instance" && heap.of.path === of.path && heap.of.scope === of.scope)
      initialise(m, of, instance, site);
  }
  return made;
}

/** Under this name an instance keeps the object of a library that it inherits from. */
export const CLIENT = "<client>";

export function bare(m: Machine, of: ClassValue, at: Place): Value {
  return object(allocate(m, { type: "instance", of, at }));
}

function initialise(m: Machine, of: ClassValue, instance: Value, site: CallSite): void {
  const init = findMember(m, of, "__init__");
  if (!init) {
    initialiseOutside(m, of, instance, site);
    setFields(m, of, instance, site);
    return;
  }
  for (const found of init) {
    if (found.kind === "function") callFunction(m, { ...found, self: instance }, site.args, site.place);
    else
      callOne(m, found, {
        ...site,
        args: { ...site.args, positional: [{ values: [instance], expression: null }, ...site.args.positional] },
      });
  }
  const id = instance.kind === "object" ? instance.id : -1;
  if (readAt(m, attribute(id, "<task>")) === undefined && readAt(m, attribute(id, CLIENT)) === undefined) {
    initialiseOutside(m, of, instance, { ...site, args: NO_ARGUMENTS });
  }
}

/** `__init__` of a base outside the program: what a Process or a Thread keeps of its arguments. */
export function initialiseOutside(m: Machine, of: ClassValue, instance: Value, site: CallSite): void {
  const made = heapOf(m, instance);
  if (instance.kind !== "object" || made?.type !== "instance") return;
  // It forks where it was made, not where its `__init__` calls that of its base.
  const there = { ...site, place: made.at };
  for (const base of outsideBases(m, of)) {
    for (const name of m.models.objectMethods(base)) deferMethod(m, of, instance, name, there);
    const task = makeForker(m, base, there) ?? makeThread(m, base, there) ?? forkCall(m, base, there)?.[0] ?? null;
    if (task) {
      writeAt(m, attribute(instance.id, "<task>"), [task]);
      return;
    }
    const client = makeOfLibrary(m, base, there);
    if (client) {
      setAttribute(m, [instance], CLIENT, client);
      return;
    }
  }
}

/** A class of a generated `*_pb2_grpc.py` that takes a channel is a stub, whatever its body says. */
function generatedStub(m: Machine, of: ClassValue, site: CallSite): Values | null {
  const facts = m.program.facts.get(of.path);
  const scope = facts?.scopes[of.scope];
  if (!facts?.path.endsWith("_pb2_grpc.py") || !scope?.name.endsWith("Stub")) return null;
  const methods = new Map<string, string>();
  for (const inner of facts.scopes) {
    if (inner.parent === scope.id && inner.name === "__init__") collectMethods(inner.body, methods);
  }
  return createStub(m, site, `${scope.name}`, methods);
}

function collectMethods(body: readonly Statement[], into: Map<string, string>): void {
  for (const statement of body) {
    if (statement.kind !== "assign" || statement.value?.kind !== "call") continue;
    const [target] = statement.targets;
    const callee = statement.value.callee;
    if (target?.kind === "attribute" && callee.kind === "attribute") into.set(target.name, callee.name);
  }
}

/** A stub over the channel that it is given; over an unknown one it stands for that channel too. */
export function createStub(
  m: Machine,
  site: CallSite,
  maker: string,
  methods: ReadonlyMap<string, string> | null,
): Values {
  const given = site.args.positional[0]?.values ?? site.args.keywords.get("channel")?.values ?? NOTHING;
  const base = { kind: "stub" as const, aio: false, maker, at: site.place, target: null, localPool: false, methods };
  return createOver(m, base, channelsIn(m, given));
}

function metaclassCall(m: Machine, of: ClassValue): FunctionValue | null {
  const meta = metaclassOf(m, of);
  const found = meta && findMember(m, meta, "__call__");
  return found?.find((value): value is FunctionValue => value.kind === "function") ?? null;
}

/** Dataclasses and named tuples: fields from arguments, then from defaults. */
function setFields(m: Machine, of: ClassValue, instance: Value, site: CallSite): void {
  const facts = m.program.facts.get(of.path);
  const scope = facts?.scopes[of.scope];
  if (!scope) return;
  let position = 0;
  for (const statement of scope.body) {
    const target = statement.kind === "assign" && statement.annotation ? statement.targets[0] : undefined;
    if (target?.kind !== "name") continue;
    const given = site.args.positional[position++]?.values ?? site.args.keywords.get(target.name)?.values;
    const factory = readAt(m, member(of, `${target.name}<factory>`));
    const values =
      given ?? (factory ? callAll(m, factory, { ...site, args: NO_ARGUMENTS }) : readAt(m, member(of, target.name)));
    setAttribute(m, [instance], target.name, values ?? unknown(`field:${scopeKey(of.path, of.scope)}:${target.name}`));
  }
}
