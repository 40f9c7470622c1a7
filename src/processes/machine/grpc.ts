/** gRPC objects on the machine: making them, using them, and what their process has done with them. */
import { distributionOf } from "../../models/library-index";
import type { LibraryModel } from "../../models/model";
import type { ParentState, Place } from "../../types";
import type { GrpcObject } from "../tree";
import { elements } from "./containers";
import { forkSupportIn } from "./environment";
import {
  type Activation,
  allocate,
  attribute,
  type HeapObject,
  heapOf,
  type Machine,
  type Running,
  readAt,
  writeAt,
} from "./machine";
import { heldBy } from "./managers";
import { read, type Store } from "./store";
import { acquit, stateAt } from "./suspected";
import { constant, join, keyOf, NOTHING, object, type Value, type Values } from "./value";

type Grpc = Extract<HeapObject, { type: "grpc" }>;

/** More uses of one object than this prove nothing more. */
const USES = 12;

interface Creation {
  readonly kind: GrpcObject["kind"];
  readonly aio: boolean;
  readonly maker: string;
  readonly at: Place;
  readonly target: string | null;
  readonly localPool: boolean;
  /** The heap id of the channel that it is derived from. */
  readonly channel: number | null;
  /** Methods of a generated stub and their arity, when the class was seen. */
  readonly methods: ReadonlyMap<string, string> | null;
  /** The library that opens it inside. */
  readonly library?: LibraryModel;
}

function createGrpc(m: Machine, creation: Creation): Value {
  const id = m.heap.length;
  const under = creation.channel === null ? null : m.heap[creation.channel];
  const root = under?.type === "grpc" ? under.root : id;
  const rooted = m.heap[root];
  const library = (rooted?.type === "grpc" ? rooted.library : creation.library) ?? null;
  const grpc: GrpcObject = {
    id,
    kind: creation.kind,
    aio: creation.aio || (rooted?.type === "grpc" && rooted.grpc.aio),
    maker: creation.maker,
    creation: [...m.stack.map((activation) => activation.at), creation.at],
    callers: m.stack.map((activation) => activation.name),
    process: m.process,
    target: creation.target,
    localPool: creation.localPool,
    library: rooted?.type === "grpc" ? rooted.grpc.library : library && distributionOf(library, creation.maker),
    ambient: library?.shared !== undefined || library?.ambient !== undefined,
  };
  allocate(m, { type: "grpc", grpc, root, methods: creation.methods, library });
  if (root === id) m.roots.push(id);
  // Nothing is open yet of what opens at its first use.
  if (library?.opens === "lazy") return object(id);
  if (root === id) writeAt(m, `s${id}`, constant("created"));
  if (creation.kind !== "server") noteCalls(m, grpc);
  if (root === id && creation.kind === "channel") reconnect(m, grpc);
  return object(id);
}

/** One object over each of the channels that it may be given; over none it stands for its own channel. */
export function createOver(m: Machine, creation: Omit<Creation, "channel">, channels: readonly number[]): Values {
  if (channels.length === 0) return [createGrpc(m, { ...creation, channel: null })];
  return channels.map((channel) => createGrpc(m, { ...creation, channel }));
}

/** The heap ids of gRPC objects among the values. */
export function channelsIn(m: Machine, values: Values): readonly number[] {
  return values.flatMap((value) => (value.kind === "object" && m.heap[value.id]?.type === "grpc" ? [value.id] : []));
}

/** Remembers of the running process that it puts gRPC to use. */
function noteCalls(m: Machine, { kind, library }: GrpcObject): void {
  const deeds = m.processes[m.process]?.deeds;
  if (kind === "server") return;
  deeds?.add("calls");
  if (library !== null) deeds?.add(`calls:${library}`);
}

/** The object that a lazy one makes at its first use. */
export function open(m: Machine, id: number, at: Place, what: string): void {
  const { root } = rootOf(m, id);
  use(m, id, at, what);
  if (stateIn(m.store, root) === null) writeAt(m, `s${root}`, constant("created"));
}

function rootOf(m: Machine, id: number): Grpc {
  const heap = m.heap[id] as Grpc;
  return heap.root === id ? heap : (m.heap[heap.root] as Grpc);
}

function words(store: Store, key: string): readonly string[] {
  return (read(store, key) ?? NOTHING).map((value) => (value.kind === "constant" ? String(value.value) : ""));
}

/** The state of a root object in a memory; null when it is not there or closed on every way. */
export function stateIn(store: Store, root: number): ParentState | null {
  const states = words(store, `s${root}`);
  if (states.length === 0 || states.every((state) => state === "closed")) return null;
  if (words(store, `b${root}`).length > 0) return "busy";
  if (words(store, `f${root}`).length > 0) return "in-flight";
  return states.includes("warm") ? "warm" : "created";
}

/** The chain of processes from the running one up to, and without, `ancestor`; null if it is none. */
function descent(m: Machine, ancestor: number): readonly Running[] | null {
  const chain: Running[] = [];
  for (let at = m.processes[m.process]; at; at = at.parent === null ? undefined : m.processes[at.parent]) {
    if (at.id === ancestor) return chain;
    chain.push(at);
  }
  return null;
}

/** Says that the running process uses the object here. It matters when a fork stands between. */
export function use(m: Machine, id: number, at: Place, what: string): void {
  const root = rootOf(m, id);
  noteCalls(m, root.grpc);
  const chain = descent(m, root.grpc.process);
  const child = chain && forkedWith(m, chain, root.root, STATES);
  if (!child) return;
  const handed = child.handed.filter((item) => item.objects.has(root.root)).map((item) => item.place);
  record(m, root, child, handed, at, what, false);
  // A process between the two may have used it, and then forked in its turn.
  const states = (chain ?? []).flatMap((process) =>
    process.atFork ? (stateAt(m, process.atFork, root.root) ?? []) : [],
  );
  const pending = m.pending.get(crossingKey(root, child));
  if (pending) pending.state = worstOf([pending.state, ...states]);
}

const STATES: readonly ParentState[] = ["created", "warm", "in-flight", "busy"];

/**
 * The oldest process of a line of descent that was forked while the object was in one of these states. That need not be
 * the first one: what opens at its first use may have been opened by a child, whose own children then inherit it.
 */
function forkedWith(
  m: Machine,
  chain: readonly Running[],
  root: number,
  states: readonly ParentState[],
): Running | undefined {
  if (chain.at(-1)?.atFork === null) return undefined;
  return chain.findLast(({ atFork }) => {
    const state = atFork && stateAt(m, atFork, root);
    return state && states.includes(state);
  });
}

export function worstOf(states: readonly ParentState[]): ParentState {
  return STATES[Math.max(...states.map((state) => STATES.indexOf(state)))] ?? "created";
}

function crossingKey(root: Grpc, child: Running): string {
  const fork = child.fork?.at;
  return `${root.grpc.creation.map(placeKey).join(">")}|${fork ? placeKey(fork) : ""}`;
}

/** A task whose arguments are pickled holds a gRPC object: it fails before it runs. */
export function handOver(m: Machine, id: number, child: Running, at: Place, what: string, pickled: boolean): void {
  const root = rootOf(m, id);
  const places = child.handed.filter((item) => item.objects.has(root.root)).map((item) => item.place);
  record(m, root, child, places, at, what, pickled);
}

function record(
  m: Machine,
  root: Grpc,
  child: Running,
  handed: readonly Place[],
  at: Place,
  what: string,
  pickled: boolean,
): void {
  const state = child.atFork && stateAt(m, child.atFork, root.root);
  if (!state) return;
  const key = crossingKey(root, child);
  const known = m.pending.get(key);
  if (known) {
    if (known.uses.length < USES && !known.uses.some((place) => placeKey(place) === placeKey(at))) known.uses.push(at);
    return;
  }
  const stack: Activation[] = [...m.stack];
  m.pending.set(key, {
    object: root.grpc,
    process: child,
    state,
    handed,
    uses: [at],
    stack,
    pickled,
    what,
  });
}

export function placeKey(place: Place): string {
  return `${place.path}:${place.span.start}-${place.span.end}`;
}

/** An RPC or a wait for readiness: the channel is connected from here on. */
export function talk(m: Machine, id: number, at: Place, what: string): void {
  const root = rootOf(m, id);
  use(m, id, at, what);
  writeAt(m, `s${root.root}`, constant("warm"));
  recordFirst(m, root.root, at);
  const thread = m.threads.at(-1);
  if (thread !== undefined) addWord(m, `b${root.root}`, thread);
}

/** It is connected by what made it: the program itself has not used it yet. */
export function connect(m: Machine, id: number): void {
  writeAt(m, `s${rootOf(m, id).root}`, constant("warm"));
}

/** Remembers where a process first put an object to use. */
export function recordFirst(m: Machine, root: number, at: Place): void {
  const key = `${root}:${m.process}`;
  if (!m.firstUse.has(key)) m.firstUse.set(key, at);
}

/** A stream or a future has begun. */
export function begin(m: Machine, id: number, call: number, at: Place): void {
  const { root } = rootOf(m, id);
  addWord(m, `f${root}`, call);
  m.begun.set(`${root}:${m.process}`, at);
}

export function end(m: Machine, id: number, call: number): void {
  const { root } = rootOf(m, id);
  removeWord(m, `f${root}`, call);
  removeWord(m, `b${root}`, call);
  acquit(m, root, call);
}

/**
 * Time passes. A wait for readiness leaves a thread behind that watches the channel in steps of 0.2 s (`_poll_connectivity` in
 * `grpc/_channel.py`): by now it is gone (grpcio 1.71.0: right in 0 of 3 runs with a fork at once, in 4 of 4 after 0.5 s).
 */
export function lapse(m: Machine): void {
  for (const id of m.roots) {
    for (const work of words(m.store, `f${id}`).map(Number)) {
      if (m.heap[work]?.type === "watch") removeWord(m, `f${id}`, work);
    }
  }
}

/** A thread of a library goes on calling, until what it works for has ended. */
export function setToWork(m: Machine, id: number, work: number, at: Place, what: string): void {
  talk(m, id, at, what);
  addWord(m, `b${rootOf(m, id).root}`, work);
}

/** A thread has been joined: nothing that it called is under way any more. */
export function settle(m: Machine, thread: number): void {
  for (const id of m.roots) if (readAt(m, `b${id}`)?.length) removeWord(m, `b${id}`, thread);
}

export function close(m: Machine, id: number): void {
  const root = rootOf(m, id);
  writeAt(m, `s${root.root}`, constant("closed"));
  writeAt(m, `f${root.root}`, NOTHING);
  writeAt(m, `b${root.root}`, NOTHING);
}

export function addWord(m: Machine, key: string, word: number): void {
  writeAt(m, key, join(readAt(m, key) ?? NOTHING, constant(word)));
}

export function removeWord(m: Machine, key: string, word: number): void {
  const left = (readAt(m, key) ?? NOTHING).filter((value) => !(value.kind === "constant" && value.value === word));
  writeAt(m, key, left);
}

/** Root objects that are alive in a memory and belong to the running process or an ancestor. */
export function living(m: Machine): readonly GrpcObject[] {
  return m.roots.flatMap((id) => {
    const heap = m.heap[id];
    if (heap?.type !== "grpc" || stateIn(m.store, id) === null || !descent(m, heap.grpc.process)) return [];
    return [heap.grpc];
  });
}

const CONNECTED: readonly ParentState[] = ["warm", "in-flight", "busy"];

/** A channel that a child opens to where an ancestor is connected shares the ancestor's socket (grpc/grpc#13873). */
function reconnect(m: Machine, own: GrpcObject): void {
  if (own.target === null || own.localPool || own.aio || m.process === 0) return;
  if (forkSupportIn(m.store) === "on") return;
  for (const id of m.roots) {
    const heap = m.heap[id];
    if (heap?.type !== "grpc" || heap.grpc.kind !== "channel") continue;
    if (heap.grpc.target !== own.target || heap.grpc.localPool || heap.grpc.aio) continue;
    const child = forkedWith(m, descent(m, heap.grpc.process) ?? [], id, CONNECTED);
    if (!child?.fork) continue;
    m.reconnections.push({ object: own, inherited: heap.grpc, child, stack: [...m.stack] });
  }
}

/** The gRPC objects that can be reached from a value: attributes, elements, what a partial or a bound method carries. */
export function reachable(m: Machine, values: Values, seen: Set<string> = new Set()): Set<number> {
  const found = new Set<number>();
  for (const value of values) {
    const key = keyOf(value);
    if (seen.has(key) || seen.size > 400) continue;
    seen.add(key);
    for (const id of reach(m, value, seen)) found.add(id);
  }
  return found;
}

function reach(m: Machine, value: Value, seen: Set<string>): Set<number> {
  if (value.kind === "function" && value.self) return reachable(m, [value.self], seen);
  if (value.kind === "method") return reachable(m, [value.of], seen);
  const heap = heapOf(m, value);
  if (value.kind !== "object" || !heap) return new Set();
  if (heap.type === "grpc") return new Set([heap.root]);
  if (heap.type === "multicallable") return new Set([rootOf(m, heap.of).root]);
  if (heap.type === "exit-stack") return reachable(m, heldBy(m, value.id), seen);
  if (heap.type === "closing") return reachable(m, [heap.of], seen);
  if (heap.type === "partial" || heap.type === "generator") {
    const callee = heap.type === "partial" ? heap.callee : [heap.callee];
    const args = [...heap.args.positional, ...heap.args.keywords.values()].map((arg) => arg.values);
    return new Set([callee, ...args].flatMap((part) => [...reachable(m, part, seen)]));
  }
  if (heap.type === "mapping" || heap.type === "sequence") return reachable(m, elements(m, value, "values"), seen);
  if (heap.type !== "instance") return new Set();
  const names = readAt(m, attribute(value.id, "<names>")) ?? NOTHING;
  return new Set(
    names.flatMap((name) => {
      const held = name.kind === "constant" ? readAt(m, attribute(value.id, String(name.value))) : undefined;
      return held ? [...reachable(m, held, seen)] : [];
    }),
  );
}
