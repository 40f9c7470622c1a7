/** gRPC servers on the machine: making one, binding it, starting it, and who does that. */
import type { GrpcModel } from "../../models/model";
import type { Place } from "../../types";
import { createOver, recordFirst, stateIn, use } from "./grpc";
import { type CallSite, heapOf, type Machine, readAt, writeAt } from "./machine";
import { reusePortIn } from "./options";
import { hand } from "./outside";
import { argument } from "./tasks";
import { constant, identityOf, join, NONE, NOTHING, textOf, UNKNOWN, type Values } from "./value";

export function makeServer(m: Machine, model: GrpcModel, name: string, site: CallSite): Values {
  const options = argument(site.args, model.options);
  const creation = { kind: "server" as const, aio: model.aio, maker: name, at: site.place };
  const made = createOver(m, { ...creation, target: null, localPool: false, methods: null }, []);
  for (const value of made) {
    if (value.kind !== "object") continue;
    const reusePort = options === null && site.args.open ? "unknown" : reusePortIn(m, options);
    m.servers.set(value.id, { reusePort, calls: [] });
    const pool = argument(site.args, model.pool ?? null) ?? NOTHING;
    if (pool.some((item) => isProcessPool(m, item))) misuse(m, value.id, "process-pool", site.place);
  }
  return made;
}

function isProcessPool(m: Machine, value: Values[number]): boolean {
  const heap = heapOf(m, value);
  return heap?.type === "forker" && heap.model.when === "first-task";
}

function misuse(m: Machine, id: number, what: "options-on-add-port" | "process-pool", at: Place): void {
  const heap = m.heap[id];
  if (heap?.type !== "grpc") return;
  m.observations.push({ kind: "misuse", what, object: heap.grpc, at, calls: [], entry: m.processes[0]?.entry ?? "" });
}

/** How many positional arguments the methods that bind a port take (grpc/__init__.py, `class Server`). */
const BINDING: Readonly<Record<string, number>> = { add_insecure_port: 1, add_secure_port: 2 };

export function serverMethod(m: Machine, id: number, name: string, site: CallSite): Values {
  if (name === "stop") {
    record(m, id, name, site.place);
    writeAt(m, `s${id}`, constant("closed"));
    return UNKNOWN;
  }
  act(m, id, name, site.place);
  const known = BINDING[name];
  if (known !== undefined) {
    const options = site.args.keywords.get("options") ?? site.args.positional[known];
    if (options) {
      misuse(m, id, "options-on-add-port", site.place);
      takeOver(m, id, options.values);
    }
    bind(m, id, site);
    return UNKNOWN;
  }
  if (name === "start") start(m, id, site.place);
  else if (name === "wait_for_termination") {
    if (site.args.positional.length + site.args.keywords.size === 0) writeAt(m, `s${id}`, constant("closed"));
  } else hand(m, `server.${name}`, site);
  return name === "start" ? NONE : UNKNOWN;
}

/** Options that are in the wrong place are still what was meant. */
function takeOver(m: Machine, id: number, options: Values): void {
  const known = m.servers.get(id);
  if (known?.reusePort === "missing") m.servers.set(id, { ...known, reusePort: reusePortIn(m, options) });
}

/** What `add_OrdersServicer_to_server(servicer, server)` does with the server, when its file is not in the program. */
export function registerAt(m: Machine, name: string, site: CallSite): void {
  const method = name.slice(name.lastIndexOf(".") + 1);
  for (const arg of [...site.args.positional, ...site.args.keywords.values()]) {
    for (const value of arg.values) {
      const heap = heapOf(m, value);
      if (value.kind === "object" && heap?.type === "grpc" && heap.grpc.kind === "server")
        act(m, value.id, method, site.place);
    }
  }
}

/** Something that only a process does that is to serve. */
function act(m: Machine, id: number, name: string, at: Place): void {
  m.processes[m.process]?.deeds.add("serves");
  use(m, id, at, `server.${name}()`);
  const around = m.stack.at(-1);
  const isGenerated = around !== undefined && /^add_\w+_to_server\(\)$/.test(around.name);
  if (isGenerated) record(m, id, around.name.slice(0, -2), around.at);
  else record(m, id, name, at);
}

function record(m: Machine, id: number, method: string, at: Place): void {
  const calls = m.servers.get(id)?.calls;
  const isKnown = calls?.some(
    (call) => call.at.path === at.path && call.at.span.start === at.span.start && call.process === m.process,
  );
  if (calls && !isKnown) calls.push({ method, at, process: m.process });
}

function bind(m: Machine, id: number, site: CallSite): void {
  const heap = m.heap[id];
  const process = m.processes[m.process];
  if (heap?.type !== "grpc" || !process) return;
  const values = argument(site.args, { position: 0, keyword: "address" }) ?? UNKNOWN;
  const text = textOf(values);
  const anyPort = text !== null && /:0$/.test(text);
  m.bindings.push({
    object: heap.grpc,
    process,
    at: site.place,
    address: addressOf(identityOf(values)),
    anyPort,
    stack: [...m.stack],
  });
}

/**
 * An address that is the same in every process that computes it: made of constants, and of what the environment or the
 * command line says. What else is computed, or comes out of a loop, may differ.
 */
function addressOf(identity: string | null): string | null {
  if (identity === null || /[\w)\]]\[(?!number:\d+\])|pid:|object:|unix:|parameter:/.test(identity)) return null;
  const calls = identity.match(/[\w.]+(?=\()/g) ?? [];
  return calls.every((name) => /^(argparse|os\.(getenv|environ))\b/.test(name)) ? identity : null;
}

function start(m: Machine, id: number, at: Place): void {
  if (stateIn(m.store, id) === null) return;
  writeAt(m, `s${id}`, constant("warm"));
  writeAt(m, "<served>", join(readAt(m, "<served>") ?? NOTHING, constant(id)));
  recordFirst(m, id, at);
}

/** The servers of the running process that serve at this moment, or for whose RPC it runs. */
export function serving(m: Machine): readonly number[] {
  const own = m.roots.filter((id) => isOwnServer(m, id));
  const served = new Set((readAt(m, "<served>") ?? NOTHING).map((value) => value.kind === "constant" && value.value));
  return own.filter((id) => stateIn(m.store, id) === "warm" || (m.handling && served.has(id)));
}

function isOwnServer(m: Machine, id: number): boolean {
  const heap = m.heap[id];
  return heap?.type === "grpc" && heap.grpc.kind === "server" && heap.grpc.process === m.process;
}
