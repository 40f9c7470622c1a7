import type { ForkModel, Handover } from "../../models/model";
import type { Fork, Place, StartMethod } from "../../types";
import { callAll } from "./calls";
import { forkMakerMethod } from "./fork-calls";
import { handOver, living, placeKey } from "./grpc";
import { importFile } from "./imports";
import { noteStanding, type StartedBy, startOf } from "./launch";
import {
  allocate,
  attribute,
  type CallSite,
  type HeapObject,
  heapOf,
  type Machine,
  NO_ARGUMENTS,
  type Running,
  readAt,
  type Task,
  writeAt,
} from "./machine";
import { hand, runDeferred } from "./outside";
import { contextOf, methodOf } from "./start-methods";
import { emptyStore, layer, type Store } from "./store";
import { argument, handedOver, takeTask } from "./tasks";
import { runThread, threadMethod, threadPoolMethod } from "./threads";
import { constant, join, keyOf, NONE, NOTHING, object, UNKNOWN, type Value, type Values } from "./value";

type Forker = Extract<HeapObject, { type: "forker" }>;

/** How often one place may fork in one process, and how deep children may nest, before more would show nothing new. */
const FORKS_PER_PLACE = 3;
const NESTING = 4;

export function makeForker(m: Machine, name: string, site: CallSite): Value | null {
  const own = m.models.process(name);
  if (own) return newForker(m, own, name, "fork", site);
  const member = m.models.member(name);
  const model = member && m.models.fork(member.like, member.member.replace(/^context\.(Fork|Spawn|ForkServer)/, ""));
  if (!member || !model) return null;
  const explicit = /^context\.(Fork|Spawn|ForkServer)/.exec(member.member)?.[1]?.toLowerCase() as
    | StartMethod
    | undefined;
  return newForker(m, model, name, explicit ?? methodOf(m, member.family, model, site), site);
}

function newForker(m: Machine, model: ForkModel, by: string, method: Forker["method"], site: CallSite): Value {
  const task = takeTask(m, model.constructor, site);
  const respawns = argument(site.args, model.respawn) !== null;
  const forker = object(allocate(m, { type: "forker", model, by, method, task, respawns, at: site.place }));
  if (model.when === "construction" && forker.kind === "object") forkWorker(m, forker.id, site.place);
  return forker;
}

/** Methods of a context, a process, a pool, an executor or a thread; null when it has no such one. */
export function forkerMethod(m: Machine, id: number, heap: HeapObject, name: string, site: CallSite): Values | null {
  if (heap.type === "context") return contextMethod(m, heap, name, site);
  if (heap.type === "fork-maker") return forkMakerMethod(m, heap, name, site);
  if (heap.type === "thread") return threadMethod(m, id, heap, name);
  if (heap.type === "thread-pool") return threadPoolMethod(m, id, name, site);
  if (heap.type !== "forker") return null;
  if (name === "start" && heap.model.when === "start") return startTask(m, id, site, null);
  if (ENDS.has(name)) waitFor(m, id);
  if (name === "run" && heap.task) return callAll(m, heap.task.callee, { ...site, args: heap.task.args });
  const handover = heap.model.methods[name];
  if (!handover) return NONE;
  for (const callback of ["callback", "error_callback"]) {
    const given = site.args.keywords.get(callback);
    if (given) hand(m, callback, { ...site, args: { ...NO_ARGUMENTS, positional: [given] } });
  }
  submit(m, id, heap, takeTask(m, handover, site), site);
  return UNKNOWN;
}

function contextMethod(
  m: Machine,
  context: Extract<HeapObject, { type: "context" }>,
  name: string,
  site: CallSite,
): Values {
  if (name === "set_start_method") return NONE;
  if (name === "get_context") return contextOf(m, context.family, site);
  const model = m.models.fork("multiprocessing", name);
  if (!model) return [{ kind: "outside", name: `${context.family}.${name}()` }];
  return [newForker(m, model, `${context.family}.${name}`, context.method, site)];
}

/** Gives a task to a pool or an executor, which forks first if it has not yet. */
function submit(m: Machine, id: number, forker: Forker, task: Task | null, site: CallSite): void {
  if (!task) return;
  const key = attribute(id, "<worker>");
  let worker = readAt(m, key)?.[0];
  if (!worker || forker.respawns)
    worker = forkWorker(m, id, forker.model.when === "construction" ? forker.at : site.place);
  const process =
    worker?.kind === "constant" && typeof worker.value === "number" ? m.processes[worker.value] : undefined;
  const store = process && m.workers.get(process.id);
  if (!process || !store) return;
  process.start?.tasks.push(task);
  const handed = handedOver(m, task);
  const child: Running = { ...process, handed: [...process.handed, ...handed], targetAt: task.calleeAt };
  runChild(m, child, store, task, site.place, forker.model.pickles ? handed : []);
}

function forkWorker(m: Machine, id: number, at: Place): Value | undefined {
  const forker = m.heap[id] as Forker;
  const construct = forker.model.when === "construction" ? ("pool" as const) : ("executor" as const);
  const by = { construct, at, made: forker.at };
  const child = newChild(m, { at, by: forker.by, method: forker.method }, forker.task, by);
  if (!child) return undefined;
  writeAt(m, attribute(id, "<worker>"), constant(child.id));
  const frozen = freeze(m);
  runChild(m, child, child.atFork ? frozen : emptyStore(), forker.task, at, []);
  return constant(child.id)[0];
}

/** `Process.start()`; `override` is the `run` of a subclass, which `self` is handed to. */
export function startTask(
  m: Machine,
  id: number,
  site: CallSite,
  override: { callee: Values; self: Value } | null,
): Values {
  const heap = m.heap[id];
  if (heap?.type === "thread") {
    runThread(m, id, override ? { ...heap.task, callee: override.callee, args: NO_ARGUMENTS } : heap.task);
    return NONE;
  }
  if (heap?.type !== "forker" || readAt(m, attribute(id, "<started>"))) return NONE;
  writeAt(m, attribute(id, "<started>"), constant(true));
  const own = heap.task ?? { callee: UNKNOWN, args: NO_ARGUMENTS, handed: [], calleeAt: heap.at };
  const task: Task = override
    ? {
        callee: override.callee,
        args: NO_ARGUMENTS,
        handed: [{ place: heap.at, values: [override.self] }],
        calleeAt: heap.at,
      }
    : own;
  const by = { construct: override ? ("process-subclass" as const) : ("process" as const), at: site.place };
  const child = newChild(m, { at: heap.at, by: heap.by, method: heap.method }, task, by);
  if (!child) return NONE;
  runChild(m, child, child.atFork ? freeze(m) : emptyStore(), task, site.place, []);
  writeAt(m, attribute(id, "<worker>"), constant(child.id));
  writeAt(m, CHILDREN, join(readAt(m, CHILDREN) ?? NOTHING, constant(child.id)));
  return NONE;
}

/** The processes that the running one has started and not waited for. */
export const CHILDREN = "<children>";

const ENDS = new Set(["join", "terminate", "kill", "close"]);

function waitFor(m: Machine, id: number): void {
  const [worker] = readAt(m, attribute(id, "<worker>")) ?? NOTHING;
  const left = (readAt(m, CHILDREN) ?? NOTHING).filter((child) => !worker || keyOf(child) !== keyOf(worker));
  writeAt(m, CHILDREN, left);
}

/** Makes the running memory a base that nobody writes to any more, and goes on above it. */
export function freeze(m: Machine): Store {
  const frozen = m.store;
  m.store = layer(frozen);
  return frozen;
}

/** A new process, unless this place has forked often enough. A child that is not forked inherits nothing. */
export function newChild(m: Machine, fork: Fork, task: Task | null, by: StartedBy): Running | null {
  const key = `${placeKey(fork.at)}|${m.process}`;
  const count = (m.forks.get(key) ?? 0) + 1;
  m.forks.set(key, count);
  if (count > FORKS_PER_PLACE || depthOf(m) >= NESTING || m.exhausted || fork.method === "unknown") return null;
  const child: Running = {
    id: m.processes.length,
    parent: m.process,
    fork,
    entry: task ? "task" : "worker",
    atFork: fork.method === "fork" ? m.store : null,
    stack: [...m.stack],
    handed: task ? handedOver(m, task) : [],
    targetAt: task?.calleeAt ?? null,
    deferred: new Map(),
    start: startOf(m, fork, task, by),
    deeds: new Set(),
    ran: new Set(),
  };
  m.processes.push(child);
  noteStanding(m, child);
  return child;
}

function depthOf(m: Machine): number {
  let depth = 0;
  for (let at = m.processes[m.process]; at && at.parent !== null; at = m.processes[at.parent]) depth++;
  return depth;
}

/** Runs a task in the child, on the memory that it has, and keeps that memory for the next task. */
function runChild(
  m: Machine,
  child: Running,
  base: Store,
  task: Task | null,
  at: Place,
  pickled: Running["handed"],
): void {
  inProcess(m, child, base, () => {
    if (!task) return;
    if (child.atFork === null)
      for (const callee of task.callee) if (callee.kind === "function") importFile(m, callee.path);
    for (const id of objectsIn(pickled)) handOver(m, id, child, at, "the arguments are pickled", true);
    const followed = task.callee.some((callee) => callee.kind !== "unknown" && callee.kind !== "outside");
    if (!followed) unfollowed(m, child, task, at);
    const frame = m.frames[0];
    if (frame) callAll(m, task.callee, { frame, place: task.calleeAt, args: task.args });
  });
}

/** Does something as another process, and comes back. */
export function inProcess(m: Machine, child: Running, base: Store, body: () => void): void {
  const { store, process, stack, threads, importing, handling, ended, escapes } = m;
  m.processes[child.id] = child;
  m.store = layer(base);
  m.process = child.id;
  m.stack = [];
  m.threads = [];
  m.importing = null;
  m.handling = false;
  m.ended = null;
  m.escapes = [];
  const isFirst = !m.workers.has(child.id) && child.atFork !== null && child.start?.runsForkHooks !== false;
  const hooks = isFirst ? (readAt(m, "<after-in-child>") ?? NOTHING) : NOTHING;
  runHooks(m, hooks, child);
  body();
  runDeferred(m);
  m.workers.set(child.id, m.store);
  Object.assign(m, { store, process, stack, threads, importing, handling, ended, escapes });
}

function runHooks(m: Machine, hooks: Values, child: Running): void {
  const frame = m.frames[0];
  const place = child.fork?.at;
  if (!frame || !place) return;
  for (const hook of hooks) callAll(m, [hook], { frame, place, args: NO_ARGUMENTS });
}

function objectsIn(handed: Running["handed"]): ReadonlySet<number> {
  return new Set(handed.flatMap((item) => [...item.objects]));
}

/** The target is not in the program, or not known: what is handed to it counts as used, the rest is said. */
function unfollowed(m: Machine, child: Running, task: Task, at: Place): void {
  const handed = objectsIn(child.handed);
  for (const id of handed) handOver(m, id, child, at, "code that the analysis does not see", false);
  if (handed.size > 0 || !child.fork || !task.callee.some((callee) => callee.kind === "unknown")) return;
  const objects = living(m).filter(
    (grpc) => grpc.process !== child.id && grpc.kind !== "server" && grpc.library === null,
  );
  if (objects.length === 0 || !child.atFork) return;
  m.observations.push({
    kind: "unfollowed",
    fork: child.fork,
    objects,
    what: `the target of ${child.fork.by}`,
    trace: [],
  });
}

/** `loop.run_in_executor(executor, function, *args)`; without an executor it is a thread. */
export function runInExecutor(m: Machine, site: CallSite): Values {
  const handover: Handover = {
    function: { position: 1, keyword: "func" },
    args: null,
    kwargs: null,
    items: { kind: "rest", from: 2 },
  };
  for (const value of site.args.positional[0]?.values ?? NOTHING) {
    const heap = heapOf(m, value);
    if (heap?.type === "forker" && value.kind === "object")
      submit(m, value.id, heap, takeTask(m, handover, site), site);
    else {
      const task = takeTask(m, handover, site);
      if (task) callAll(m, task.callee, { ...site, args: task.args });
    }
  }
  return UNKNOWN;
}
