/** Objects of libraries that open gRPC inside: what making, asking and closing one does. Their models say which methods do what. */
import type { LibraryModel } from "../../models/model";
import type { Place } from "../../types";
import { channelsIn, close, connect, createOver, living, open, placeKey, setToWork, talk } from "./grpc";
import { allocate, type CallSite, type Machine, readAt, writeAt } from "./machine";
import { hand } from "./outside";
import { argument, holds } from "./tasks";
import { identityOf, NONE, NOTHING, object, UNKNOWN, type Values } from "./value";

/** What a call of an outside name makes, when it is one of a library that opens gRPC; null when it is none. */
export function makeOfLibrary(m: Machine, name: string, site: CallSite): Values | null {
  const model = m.models
    .library(name)
    .find(({ conditions }) => conditions?.every((condition) => holds(condition, site.args)) ?? true);
  if (!model || model.opens === "never") return null;
  if (model.shared) return askShared(m, model, name, site);
  hand(m, name, site);
  const given = [...site.args.positional, ...site.args.keywords.values()].flatMap((arg) => arg.values);
  // A transport that the program has made brings its channel along.
  const channels = channelsIn(m, given).filter((id) => kindOf(m, id) !== "server");
  return make(m, model, name, site.place, channels, identityOf(argument(site.args, model.target ?? null) ?? NOTHING));
}

function kindOf(m: Machine, id: number): string {
  const heap = m.heap[id];
  return heap?.type === "grpc" ? heap.grpc.kind : "";
}

function make(
  m: Machine,
  model: LibraryModel,
  name: string,
  at: Place,
  channels: readonly number[],
  target: string | null = null,
): Values {
  const made = createOver(
    m,
    { kind: "client", aio: model.aio, maker: name, at, target, localPool: false, methods: null, library: model },
    channels,
  );
  if (model.opens === "warm") for (const value of made) if (value.kind === "object") connect(m, value.id);
  return made;
}

/** A call through an object that the library keeps for its process; the child has that of its parent. */
function askShared(m: Machine, model: LibraryModel, name: string, site: CallSite): Values {
  const at = outermost(m, site);
  const target = identityOf(argument(site.args, model.shared ?? null) ?? NOTHING) ?? placeKey(at);
  const key = `<shared>${model.library}|${target}`;
  const known = readAt(m, key) ?? NOTHING;
  if (known.length === 0) writeAt(m, key, make(m, model, name, at, []));
  for (const value of known) if (value.kind === "object") talk(m, value.id, at, name);
  return UNKNOWN;
}

/** Where the program calls what generated code passes on. */
function outermost(m: Machine, site: CallSite): Place {
  const caller = m.stack.at(-1);
  return site.frame.facts.generated && caller ? caller.at : site.place;
}

export function libraryMethod(m: Machine, id: number, model: LibraryModel, name: string, site: CallSite): Values {
  const isOneOf = (methods: readonly string[] | undefined) => methods?.some((method) => fits(method, name)) ?? false;
  if (isOneOf(model.closes ?? ["close"]) || name === "__exit__" || name === "__aexit__") {
    close(m, id);
    return NONE;
  }
  if (name === "__enter__" || name === "__aenter__") return [object(id)];
  if (isOneOf(model.quiet)) return UNKNOWN;
  if (isOneOf(model.handles)) return derived(m, id, name, site.place);
  const what = `${name}()`;
  if (isOneOf(model.connects)) {
    open(m, id, site.place, what);
    return derived(m, id, name, site.place);
  }
  hand(m, what, site);
  if (isOneOf(model.background)) {
    const work = allocate(m, { type: "call", root: rootOf(m, id), streams: false });
    setToWork(m, id, work, site.place, what);
    return [object(work)];
  }
  talk(m, id, site.place, what);
  return UNKNOWN;
}

/** `_path` fits `*_path`. */
function fits(method: string, name: string): boolean {
  if (!method.includes("*")) return method === name;
  return new RegExp(`^${method.replaceAll("*", "\\w+")}$`).test(name);
}

function rootOf(m: Machine, id: number): number {
  const heap = m.heap[id];
  return heap?.type === "grpc" ? heap.root : id;
}

/** What a method gives that later calls through the object; the same for the same call of the same object. */
function derived(m: Machine, id: number, name: string, at: Place): Values {
  const key = `<derived>${id}.${name}@${placeKey(at)}:${m.process}`;
  const known = readAt(m, key);
  if (known) return known;
  const base = { kind: "client" as const, aio: false, at, target: null, localPool: false, methods: null };
  const made = createOver(m, { ...base, maker: name }, [id]);
  writeAt(m, key, made);
  return made;
}

/** Something is called that goes through an object of a library without naming it: the one that was made last. */
export function passThrough(m: Machine, name: string, at: Place): void {
  for (const model of m.models.ambient(name)) {
    const last = living(m).findLast(({ id }) => modelOf(m, id) === model);
    if (last) talk(m, last.id, at, `${name.replaceAll("()", "")}()`);
  }
}

function modelOf(m: Machine, id: number): LibraryModel | null {
  const heap = m.heap[id];
  return heap?.type === "grpc" ? heap.library : null;
}

/** The objects are given to something of their library that calls through them from a thread of its own. */
export function giveToThread(m: Machine, ids: readonly number[], name: string, at: Place): void {
  for (const id of ids) {
    if (!modelOf(m, id)?.background?.includes(name)) continue;
    setToWork(m, id, allocate(m, { type: "call", root: rootOf(m, id), streams: false }), at, name);
  }
}
