/** Processes, pools, executors and threads: when each starts its child, and what the child runs. */
import type { Expression } from "../../code";
import type { ForkModel, Handover } from "../../models/model";
import type { Fork, Place, StartMethod } from "../../types";
import { callAll } from "./calls";
import { elements, itemsInOrder, stringEntries } from "./containers";
import { iterate } from "./evaluate";
import { handOver, living, placeKey, reachable, settle } from "./grpc";
import { importFile } from "./imports";
import {
  type Arguments,
  allocate,
  attribute,
  type CallSite,
  type HeapObject,
  heapOf,
  type Machine,
  NO_ARGUMENTS,
  placeOf,
  type Running,
  readAt,
  type Task,
  variable,
  writeAt,
} from "./machine";
import { argument, hand, runDeferred } from "./outside";
import { emptyStore, layer, type Store } from "./store";
import { constant, joinAll, NONE, NOTHING, object, textOf, UNKNOWN, type Value, type Values } from "./value";

type Forker = Extract<HeapObject, { type: "forker" }>;

/** How often one place may fork in one process, and how deep children may nest, before more would show nothing new. */
const FORKS_PER_PLACE = 3;
const NESTING = 4;

export function makeForker(m: Machine, name: string, site: CallSite): Value | null {
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

function methodOf(m: Machine, family: string, model: ForkModel, site: CallSite): Forker["method"] {
  for (const value of argument(site.args, model.context) ?? NOTHING) {
    const heap = heapOf(m, value);
    if (heap?.type === "context") return heap.method;
    if (value.kind === "unknown") return "unknown";
  }
  if (model.when === "first-task" && argument(site.args, model.respawn) !== null) return "spawn";
  return defaultMethod(m, family);
}

/** The family whose global start method counts. */
function methodKey(family: string): string {
  return `<start-method>${family === "billiard" || family === "multiprocess" ? family : "multiprocessing"}`;
}

/** Fork on Linux before Python 3.14, forkserver from then on (CPython gh-84559); spawn on macOS (bpo-33725). */
export function defaultMethod(m: Machine, family: string): Forker["method"] {
  const set = readAt(m, methodKey(family));
  if (set) {
    const words = set.map((value) => (value.kind === "constant" ? value.value : "unknown"));
    if (words.includes("fork")) return "fork";
    return words[0] === "spawn" || words[0] === "forkserver" ? words[0] : "unknown";
  }
  if (m.options.platform === "darwin") return "spawn";
  const target = m.options.targetPython;
  if (family === "billiard" || !target) return "fork";
  return target.major > 3 || (target.major === 3 && target.minor >= 14) ? "forkserver" : "fork";
}

export function setStartMethod(m: Machine, family: string, site: CallSite): Values {
  const given = site.args.positional[0]?.values ?? site.args.keywords.get("method")?.values ?? NOTHING;
  writeAt(m, methodKey(family), given.length > 0 ? given : constant("unknown"));
  return NONE;
}

export function contextOf(m: Machine, family: string, site: CallSite): Values {
  const given = site.args.positional[0]?.values ?? site.args.keywords.get("method")?.values;
  const word = given && textOf(given);
  const none = !given || given.every((value) => value.kind === "constant" && value.value === null);
  const named = word === "fork" || word === "spawn" || word === "forkserver" ? word : "unknown";
  return [object(allocate(m, { type: "context", family, method: none ? defaultMethod(m, family) : named }))];
}

/** Methods of a context, a process, a pool, an executor or a thread; null when it has no such one. */
export function forkerMethod(m: Machine, id: number, heap: HeapObject, name: string, site: CallSite): Values | null {
  if (heap.type === "context") return contextMethod(m, heap, name, site);
  if (heap.type === "thread") return threadMethod(m, id, heap, name);
  if (heap.type === "thread-pool") return threadPoolMethod(m, id, name, site);
  if (heap.type !== "forker") return null;
  if (name === "start" && heap.model.when === "start") return startTask(m, id, site, null);
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
  const child: Running = { ...process, handed: handedOver(m, task), targetAt: task.calleeAt };
  runChild(m, child, store, task, site.place, forker.model.pickles);
}

function forkWorker(m: Machine, id: number, at: Place): Value | undefined {
  const forker = m.heap[id] as Forker;
  const child = newChild(m, { at, by: forker.by, method: forker.method }, forker.task);
  if (!child) return undefined;
  writeAt(m, attribute(id, "<worker>"), constant(child.id));
  const frozen = freeze(m);
  runChild(m, child, child.atFork ? frozen : emptyStore(), forker.task, at, false);
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
  const child = newChild(m, { at: heap.at, by: heap.by, method: heap.method }, task);
  if (child) runChild(m, child, child.atFork ? freeze(m) : emptyStore(), task, site.place, false);
  return NONE;
}

/** Makes the running memory a base that nobody writes to any more, and goes on above it. */
export function freeze(m: Machine): Store {
  const frozen = m.store;
  m.store = layer(frozen);
  return frozen;
}

/** A new process, unless this place has forked often enough. A child that is not forked inherits nothing. */
export function newChild(m: Machine, fork: Fork, task: Task | null): Running | null {
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
  };
  m.processes.push(child);
  return child;
}

function depthOf(m: Machine): number {
  let depth = 0;
  for (let at = m.processes[m.process]; at && at.parent !== null; at = m.processes[at.parent]) depth++;
  return depth;
}

/** Runs a task in the child, on the memory that it has, and keeps that memory for the next task. */
function runChild(m: Machine, child: Running, base: Store, task: Task | null, at: Place, pickled: boolean): void {
  inProcess(m, child, base, () => {
    if (!task) return;
    if (child.atFork === null)
      for (const callee of task.callee) if (callee.kind === "function") importFile(m, callee.path);
    for (const id of pickled ? carried(child) : []) handOver(m, id, child, at, "the arguments are pickled", true);
    const followed = task.callee.some((callee) => callee.kind !== "unknown" && callee.kind !== "outside");
    if (!followed) unfollowed(m, child, task, at);
    const frame = m.frames[0];
    const call = {
      kind: "call" as const,
      callee: { kind: "unknown" as const, parts: [], span: at.span },
      arguments: [],
      span: at.span,
    };
    if (frame) callAll(m, task.callee, { frame, call, place: task.calleeAt, args: task.args });
  });
}

/** Does something as another process, and comes back. */
export function inProcess(m: Machine, child: Running, base: Store, body: () => void): void {
  const { store, process, stack, threads, ended } = m;
  m.processes[child.id] = child;
  m.store = layer(base);
  m.process = child.id;
  m.stack = [];
  m.threads = [];
  m.ended = null;
  const hooks = m.workers.has(child.id) || child.atFork === null ? NOTHING : (readAt(m, "<after-in-child>") ?? NOTHING);
  runHooks(m, hooks, child);
  body();
  runDeferred(m);
  m.workers.set(child.id, m.store);
  Object.assign(m, { store, process, stack, threads, ended });
}

function runHooks(m: Machine, hooks: Values, child: Running): void {
  const frame = m.frames[0];
  const place = child.fork?.at;
  if (!frame || !place) return;
  const call = {
    kind: "call" as const,
    callee: { kind: "unknown" as const, parts: [], span: place.span },
    arguments: [],
    span: place.span,
  };
  for (const hook of hooks) callAll(m, [hook], { frame, call, place, args: NO_ARGUMENTS });
}

function carried(child: Running): ReadonlySet<number> {
  return new Set(child.handed.flatMap((item) => [...item.objects]));
}

/** The target is not in the program, or not known: what is handed to it counts as used, the rest is said. */
function unfollowed(m: Machine, child: Running, task: Task, at: Place): void {
  const handed = carried(child);
  for (const id of handed) handOver(m, id, child, at, "code that the analysis does not see", false);
  if (handed.size > 0 || !child.fork || !task.callee.some((callee) => callee.kind === "unknown")) return;
  const objects = living(m).filter((grpc) => grpc.process !== child.id);
  if (objects.length === 0 || !child.atFork) return;
  m.observations.push({
    kind: "unfollowed",
    fork: child.fork,
    objects,
    what: `the target of ${child.fork.by}`,
    trace: [],
  });
}

function handedOver(m: Machine, task: Task): Running["handed"] {
  return task.handed.map((item) => ({ place: item.place, objects: reachable(m, item.values) }));
}

/** Reads from a call what it gives the child to run. */
function takeTask(m: Machine, handover: Handover, site: CallSite): Task | null {
  const callee = argument(site.args, handover.function);
  const none = callee?.every((value) => value.kind === "constant" && value.value === null);
  if (!callee || none) return null;
  const positional = [...sequenceArguments(m, handover, site), ...itemArguments(m, handover, site)];
  const mapping = argument(site.args, handover.kwargs);
  const entries = mapping && stringEntries(m, mapping);
  const keywords = new Map([...(entries ?? [])].map(([name, values]) => [name, { values, expression: null }]));
  if (handover.items?.kind === "rest")
    for (const [name, arg] of site.args.keywords) keywords.set(name, { values: arg.values, expression: null });
  const args: Arguments = { positional, keywords, open: mapping !== null && entries === null };
  const at = expressionOf(site, handover.function.position, handover.function.keyword);
  const calleeAt = at ? placeOf(site.frame, at) : site.place;
  const captured = callee.flatMap((value) => [...capturedBy(m, value)]);
  const kwargsAt = handover.kwargs && expressionOf(site, handover.kwargs.position, handover.kwargs.keyword);
  const handed = [
    { place: calleeAt, values: [...callee, ...captured] },
    ...positional.map((arg) => ({
      place: arg.expression ? placeOf(site.frame, arg.expression) : site.place,
      values: arg.values,
    })),
    ...[...keywords.values()].map((arg) => ({
      place: kwargsAt ? placeOf(site.frame, kwargsAt) : site.place,
      values: arg.values,
    })),
  ];
  return { callee, args, handed, calleeAt };
}

function expressionOf(site: CallSite, position: number | null, keyword: string | null): Expression | null {
  const named = keyword === null ? undefined : site.args.keywords.get(keyword);
  return (named ?? (position === null ? undefined : site.args.positional[position]))?.expression ?? null;
}

function sequenceArguments(m: Machine, handover: Handover, site: CallSite): Arguments["positional"] {
  const values = argument(site.args, handover.args);
  if (!values || !handover.args) return [];
  const written = expressionOf(site, handover.args.position, handover.args.keyword);
  const items = itemsInOrder(m, values);
  if (!items) return [{ values: joinAll(values.map((value) => elements(m, value, "values"))), expression: written }];
  const inPlace = written?.kind === "sequence" && written.items.length === items.length ? written.items : null;
  return items.map((item, index) => ({ values: item, expression: inPlace?.[index] ?? written }));
}

function itemArguments(m: Machine, handover: Handover, site: CallSite): Arguments["positional"] {
  const items = handover.items;
  if (!items) return [];
  const given = site.args.positional.slice(items.from);
  if (items.kind === "rest") return given;
  return given.flatMap((arg) => {
    const each = joinAll(arg.values.map((value) => iterate(m, value)));
    if (items.kind === "each") return [{ values: each, expression: arg.expression }];
    const inOrder = itemsInOrder(m, each);
    if (inOrder) return inOrder.map((values) => ({ values, expression: arg.expression }));
    return [{ values: joinAll(each.map((value) => iterate(m, value))), expression: arg.expression }];
  });
}

/** The locals that a lambda captures: passing it passes them. */
function capturedBy(m: Machine, value: Value): Values {
  if (value.kind !== "function") return NOTHING;
  const scope = m.program.facts.get(value.path)?.scopes[value.scope];
  const frame = m.frames[value.frame];
  if (scope?.kind !== "lambda" || !frame?.outer) return NOTHING;
  return scope.mentions.flatMap((name) => readAt(m, variable(frame, name)) ?? NOTHING);
}

export function makeThread(m: Machine, name: string, site: CallSite): Value | null {
  const effect = m.models.guard(name);
  if (effect === "thread-pool") return object(allocate(m, { type: "thread-pool" }));
  if (effect !== "thread") return null;
  const target = { position: name.endsWith("Timer") ? 1 : 1, keyword: name.endsWith("Timer") ? "function" : "target" };
  const handover: Handover = {
    function: target,
    args: { position: name.endsWith("Timer") ? 2 : 3, keyword: "args" },
    kwargs: { position: null, keyword: "kwargs" },
    items: null,
  };
  const task = takeTask(m, handover, site) ?? { callee: NOTHING, args: NO_ARGUMENTS, handed: [], calleeAt: site.place };
  return object(allocate(m, { type: "thread", task }));
}

function runThread(m: Machine, id: number, task: Task): void {
  m.threads = [...m.threads, id];
  const frame = m.frames[0];
  const at = task.calleeAt;
  const call = {
    kind: "call" as const,
    callee: { kind: "unknown" as const, parts: [], span: at.span },
    arguments: [],
    span: at.span,
  };
  const ended = m.ended;
  if (frame) callAll(m, task.callee, { frame, call, place: at, args: task.args });
  m.ended = ended;
  m.threads = m.threads.slice(0, -1);
}

function threadMethod(m: Machine, id: number, thread: Extract<HeapObject, { type: "thread" }>, name: string): Values {
  if (name === "start") runThread(m, id, thread.task);
  if (name === "join") settle(m, id);
  return NONE;
}

const REST: Handover = {
  function: { position: 0, keyword: "func" },
  args: { position: null, keyword: "args" },
  kwargs: null,
  items: { kind: "rest", from: 1 },
};
const EACH: Handover = { ...REST, items: { kind: "each", from: 1 } };

function threadPoolMethod(m: Machine, id: number, name: string, site: CallSite): Values {
  if (name === "shutdown" || name === "join") {
    settle(m, id);
    return NONE;
  }
  const task = takeTask(m, name === "submit" ? REST : EACH, site);
  if (task) runThread(m, id, task);
  if (name === "map" || name === "apply") settle(m, id);
  return UNKNOWN;
}

export function submitToThread(m: Machine, site: CallSite): Values {
  const task = takeTask(m, REST, site);
  return task ? callAll(m, task.callee, { ...site, args: task.args }) : UNKNOWN;
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
