/** Methods that the machine implements: of containers, gRPC objects, calls, processes, pools, threads. */
import { findMember } from "./attributes";
import { callFunction, useAll } from "./calls";
import { bare, CLIENT, construct, initialiseOutside } from "./classes";
import {
  addElement,
  clear,
  elements,
  getItem,
  hasKey,
  newPair,
  newSequence,
  removeItem,
  setItem,
  stringEntries,
} from "./containers";
import { concatenate, iterate } from "./evaluate";
import { forkerMethod, startTask } from "./forks";
import { advance } from "./generators";
import { begin, close, end, talk, use } from "./grpc";
import { libraryMethod } from "./libraries";
import { allocate, attribute, type CallSite, type HeapObject, heapOf, type Machine, readAt, writeAt } from "./machine";
import { exitStackMethod } from "./managers";
import { hand } from "./outside";
import { enter, leave } from "./protocols";
import { serverMethod } from "./servers";
import { confirm, suspect } from "./suspected";
import {
  constant,
  type FunctionValue,
  join,
  joinAll,
  keyOf,
  NONE,
  NOTHING,
  object,
  UNKNOWN,
  unknown,
  type Value,
  type Values,
} from "./value";

export function callMethod(m: Machine, of: Value, name: string, site: CallSite): Values {
  if (of.kind === "function") return functionMethod(m, of, name);
  if (of.kind === "constant" || of.kind === "text") return textMethod(m, of, name, site);
  const heap = heapOf(m, of);
  if (of.kind !== "object" || !heap) return UNKNOWN;
  switch (heap.type) {
    case "sequence":
      return sequenceMethod(m, of, of.id, name, site);
    case "mapping":
      return mappingMethod(m, of, of.id, name, site);
    case "grpc":
      return heap.grpc.kind === "channel"
        ? channelMethod(m, of, of.id, name, site)
        : clientMethod(m, of.id, name, site);
    case "multicallable":
      return rpc(m, heap, name, site);
    case "call":
      return callObjectMethod(m, of.id, heap, name);
    case "exit-stack":
      return exitStackMethod(m, of.id, name, site);
    case "generator":
      if (name === "__next__" || name === "send") return advance(m, of.id, heap);
      return managerMethod(m, of, name, site);
    case "closing":
      return managerMethod(m, of, name, site);
    case "super":
      return superMethod(m, heap, name, site);
    case "instance":
      return instanceMethod(m, of, heap, name, site);
    default:
      return forkerMethod(m, of.id, heap, name, site) ?? UNKNOWN;
  }
}

function functionMethod(m: Machine, of: FunctionValue, name: string): Values {
  if (name !== "cache_clear") return UNKNOWN;
  // Results are kept under the epoch, so a new one forgets them.
  writeAt(m, `epoch:${keyOf({ ...of, self: null })}`, constant(`${m.process}.${m.steps}`));
  return NONE;
}

function textMethod(m: Machine, of: Value, name: string, site: CallSite): Values {
  if (name === "format") return concatenate([[of], ...site.args.positional.map((arg) => arg.values)]);
  if (name === "join") return UNKNOWN;
  if (name === "split") return newSequence(m, [], UNKNOWN);
  return UNKNOWN;
}

function first(site: CallSite): Values {
  return site.args.positional[0]?.values ?? NOTHING;
}

function sequenceMethod(m: Machine, of: Value, id: number, name: string, site: CallSite): Values {
  if (name === "append" || name === "add" || name === "appendleft") addElement(m, id, first(site));
  else if (name === "insert") addElement(m, id, site.args.positional[1]?.values ?? NOTHING);
  else if (name === "extend" || name === "update")
    addElement(m, id, joinAll(first(site).map((value) => iterate(m, value))));
  else if (name === "clear") clear(m, id);
  else if (name === "pop" || name === "popleft" || name === "__next__") return elements(m, of, "iterate");
  else if (name === "copy") return newSequence(m, [], elements(m, of, "iterate"));
  else return UNKNOWN;
  return NONE;
}

function mappingMethod(m: Machine, of: Value, id: number, name: string, site: CallSite): Values {
  const index = first(site);
  const preset = site.args.positional[1]?.values;
  switch (name) {
    case "get":
    case "pop": {
      const has = hasKey(m, of, index);
      const found = getItem(m, of, index);
      if (name === "pop") removeItem(m, id, index);
      if (has === true) return found;
      return has === false ? (preset ?? NONE) : join(found, preset ?? NONE);
    }
    case "setdefault": {
      const has = hasKey(m, of, index);
      if (has === true) return getItem(m, of, index);
      setItem(m, of, index, join(getItem(m, of, index), preset ?? NONE));
      return getItem(m, of, index);
    }
    case "values":
      return newSequence(m, [], elements(m, of, "values"));
    case "keys":
      return newSequence(m, [], elements(m, of, "keys"));
    case "items":
      return newSequence(m, [], newPair(m, elements(m, of, "keys"), elements(m, of, "values")));
    case "update":
      for (const [key, values] of joinEntries(m, index)) setItem(m, of, constant(key), values);
      for (const [key, arg] of site.args.keywords) setItem(m, of, constant(key), arg.values);
      return NONE;
    case "clear":
      clear(m, id);
      return NONE;
    case "copy":
      return [of];
    case "popitem":
      return newPair(m, elements(m, of, "keys"), elements(m, of, "values"));
    default:
      return UNKNOWN;
  }
}

function joinEntries(m: Machine, values: Values): ReadonlyMap<string, Values> {
  return stringEntries(m, values) ?? new Map();
}

/** Whether the running process made the object, and so opens it here. */
function madeHere(m: Machine, id: number): boolean {
  const heap = m.heap[id];
  const root = heap?.type === "grpc" ? m.heap[heap.root] : undefined;
  return root?.type === "grpc" && root.grpc.process === m.process;
}

const ARITIES = new Set(["unary_unary", "unary_stream", "stream_unary", "stream_stream"]);

function channelMethod(m: Machine, of: Value, id: number, name: string, site: CallSite): Values {
  if (ARITIES.has(name)) {
    use(m, id, site.place, `channel.${name}()`);
    return [
      object(
        allocate(m, { type: "multicallable", of: id, name: "", arity: name, at: madeHere(m, id) ? site.place : null }),
      ),
    ];
  }
  if (name === "close" || name === "__exit__" || name === "__aexit__") {
    close(m, id);
    return NONE;
  }
  if (name === "subscribe") {
    talk(m, id, site.place, "channel.subscribe()");
    begin(m, id, id, site.place);
    return NONE;
  }
  if (name === "unsubscribe") {
    end(m, id, id);
    return NONE;
  }
  if (name === "__enter__" || name === "__aenter__") return [of];
  if (name === "channel_ready" || name === "get_state" || name === "wait_for_state_change") {
    talk(m, id, site.place, `channel.${name}()`);
  }
  return UNKNOWN;
}

/** A method of an outside object that was built on a channel, or of a server. */
function clientMethod(m: Machine, id: number, name: string, site: CallSite): Values {
  const heap = m.heap[id];
  if (heap?.type === "grpc" && heap.grpc.kind === "server") return serverMethod(m, id, name, site);
  if (heap?.type === "grpc" && heap.library) return libraryMethod(m, id, heap.library, name, site);
  if (name === "close" || name === "stop") {
    if (name === "close") close(m, id);
    return NONE;
  }
  talk(m, id, site.place, `${name}()`);
  return UNKNOWN;
}

type Multicallable = Extract<HeapObject, { type: "multicallable" }>;

/** Calling a multicallable, or its `future`, `with_call`. */
function rpc(m: Machine, callable: Multicallable, name: string, site: CallSite): Values {
  if (name === "__getattr__" || name === "assert_called" || name === "assert_called_once") return UNKNOWN;
  const what = callable.name === "" ? "an RPC" : `the RPC ${callable.name}`;
  talk(m, callable.of, site.place, what);
  for (const arg of site.args.positional) useAll(m, arg.values, site.place, what);
  const streams = callable.arity === "unary_stream" || callable.arity === "stream_stream";
  const owner = m.heap[callable.of];
  const root = owner?.type === "grpc" ? owner.root : callable.of;
  const call = allocate(m, { type: "call", root, streams });
  const aio = owner?.type === "grpc" && owner.grpc.aio;
  if (!aio && (streams || name === "future")) begin(m, root, call, site.place);
  else if (!aio && callable.arity === "") suspect(m, root, call, site.place);
  return [object(call)];
}

/** `__enter__` and `__exit__` called by hand. */
function managerMethod(m: Machine, of: Value, name: string, site: CallSite): Values {
  if (name === "__enter__" || name === "__aenter__") return enter(m, site.frame, of, site.place);
  if (name === "__exit__" || name === "__aexit__") leave(m, site.frame, of, site.place);
  return NONE;
}

const ENDS = new Set(["result", "exception", "cancel", "__next__", "code", "details"]);

function callObjectMethod(m: Machine, id: number, call: Extract<HeapObject, { type: "call" }>, name: string): Values {
  if (name === "cancel" || name === "__next__") confirm(m, call.root, id);
  if (ENDS.has(name)) end(m, call.root, id);
  return UNKNOWN;
}

function superMethod(m: Machine, heap: Extract<HeapObject, { type: "super" }>, name: string, site: CallSite): Values {
  if (name === "__new__") {
    const of = site.args.positional[0]?.values.find((value) => value.kind === "class") ?? heap.self;
    return of.kind === "class" ? [bare(m, of, site.place)] : UNKNOWN;
  }
  if (name === "__call__" && heap.self.kind === "class") return construct(m, heap.self, site);
  const self = heapOf(m, heap.self);
  if (self?.type !== "instance") return UNKNOWN;
  if (name === "__init__") {
    initialiseOutside(m, self.of, heap.self, site);
    return NONE;
  }
  return instanceMethod(m, heap.self, self, name, site);
}

/** A method that an instance inherits from a base outside the program: `Process.start`, `Thread.join`. */
function instanceMethod(
  m: Machine,
  of: Value,
  heap: Extract<HeapObject, { type: "instance" }>,
  name: string,
  site: CallSite,
): Values {
  const own = findMember(m, heap.of, name)?.filter((found): found is FunctionValue => found.kind === "function") ?? [];
  if (own.length > 0)
    return joinAll(own.map((found) => callFunction(m, { ...found, self: of }, site.args, site.place)));
  const task = readAt(m, `o${of.kind === "object" ? of.id : -1}.<task>`)?.[0];
  const carrier = task ? heapOf(m, task) : null;
  const clients = readAt(m, attribute(of.kind === "object" ? of.id : -1, CLIENT));
  if (clients) return joinAll(clients.map((client) => callMethod(m, client, name, site)));
  if (task?.kind !== "object" || !carrier) {
    hand(m, name, site);
    return UNKNOWN;
  }
  if (name === "start" && carrier.type !== "fork-maker") {
    const run =
      findMember(m, heap.of, "run")?.filter((found): found is FunctionValue => found.kind === "function") ?? [];
    const callee: Values = run.map((found) => ({ ...found, self: of }));
    return startTask(m, task.id, site, callee.length > 0 ? { callee, self: of } : null);
  }
  return forkerMethod(m, task.id, carrier, name, site) ?? unknown(null);
}
