/** What was seen of an entry, when it has been followed to its end. */
import type { ForkSupport, Place, ServerCall } from "../types";
import { forkSupportIn, settingAtIn } from "./machine/environment";
import { CHILDREN } from "./machine/forks";
import { launchOf } from "./machine/launch";
import type {
  Binding,
  Machine,
  PendingCrossing,
  PendingReconnection,
  PendingStanding,
  Running,
} from "./machine/machine";
import { read } from "./machine/store";
import { NOTHING } from "./machine/value";
import { bindingTrace, crossingTrace, reconnectionTrace, standingTrace } from "./traces";
import type { Crossing, GrpcObject, Observation, Reconnection, Serving, Standing } from "./tree";

export function observed(m: Machine): readonly Observation[] {
  return [
    ...m.observations.map((observation) =>
      observation.kind === "misuse" ? { ...observation, calls: callsOf(m, observation.object) } : observation,
    ),
    ...[...m.pending.values()].map((crossing) => crossingOf(m, crossing)),
    ...m.reconnections.map((reconnection) => reconnectionOf(m, reconnection)),
    ...[...m.standings.values()].map((standing) => standingOf(m, standing)),
    ...m.bindings.flatMap((binding) => servingOf(m, binding)),
  ];
}

function crossingOf(m: Machine, pending: PendingCrossing): Crossing {
  const { object, process } = pending;
  const fork = process.fork as NonNullable<typeof process.fork>;
  return {
    kind: "crossing",
    object,
    fork,
    state: pending.state,
    handed: pending.handed,
    uses: pending.uses,
    pickled: pending.pickled,
    derived: derivedFrom(m, object),
    usedInParent: [object.process, process.parent].some((parent) => m.firstUse.has(`${object.id}:${parent}`)),
    calls: callsOf(m, object),
    launch: launchOf(m, process),
    forkSupport: supportAt(process),
    trace: crossingTrace(m, pending, fork.at),
  };
}

function derivedFrom(m: Machine, object: GrpcObject): readonly Place[] {
  return m.heap.flatMap((heap) => {
    if (heap.type === "multicallable") {
      const owner = m.heap[heap.of];
      return heap.at && owner?.type === "grpc" && owner.root === object.id ? [heap.at] : [];
    }
    if (heap.type !== "grpc" || heap.root !== object.id || heap.grpc.id === object.id) return [];
    return heap.grpc.process === object.process ? heap.grpc.creation.slice(-1) : [];
  });
}

function callsOf(m: Machine, object: GrpcObject): readonly ServerCall[] {
  const calls = m.servers.get(object.id)?.calls ?? [];
  return calls.map(({ method, at, process }) => ({
    method,
    at,
    process: process === object.process ? "own" : "child",
  }));
}

/** Of the parent, when it forked. */
function supportAt(child: Running): ForkSupport {
  return child.start ? forkSupportIn(child.start.memory) : "unknown";
}

function reconnectionOf(m: Machine, { object, inherited, child, stack }: PendingReconnection): Reconnection {
  const fork = child.fork as NonNullable<typeof child.fork>;
  const trace = reconnectionTrace(m, object, inherited, child, stack);
  return { kind: "reconnection", object, inherited, fork, launch: launchOf(m, child), trace };
}

function standingOf(m: Machine, pending: PendingStanding): Standing {
  const { object, child } = pending;
  const fork = child.fork as NonNullable<typeof child.fork>;
  return {
    kind: "standing",
    object,
    fork,
    state: pending.state,
    inHandler: pending.inHandler,
    child: mostOf(m, child),
    callsLibrary: object.library !== null && deedsOf(m, child).has(`calls:${object.library}`),
    calls: callsOf(m, object),
    launch: launchOf(m, child),
    forkSupport: supportAt(child),
    settingAt: child.start ? settingAtIn(child.start.memory) : null,
    trace: standingTrace(m, pending, fork),
  };
}

/** The most that a process or one of its descendants does with gRPC. */
function mostOf(m: Machine, process: Running): Standing["child"] {
  const deeds = deedsOf(m, process);
  if (deeds.has("serves")) return "serves";
  return deeds.has("calls") ? "calls" : "nothing";
}

/** What a process and its descendants do. */
function deedsOf(m: Machine, process: Running): ReadonlySet<string> {
  const family = [...m.processes.filter((other) => descends(m, other, process)), process];
  return new Set(family.flatMap(({ deeds }) => [...deeds]));
}

function descends(m: Machine, process: Running, from: Running): boolean {
  for (let at: Running | undefined = process; at; at = at.parent === null ? undefined : m.processes[at.parent]) {
    if (at.id === from.id) return true;
  }
  return false;
}

function servingOf(m: Machine, binding: Binding): readonly Serving[] {
  const { object, process } = binding;
  if (!process.fork || object.process !== process.id) return [];
  const parent = process.parent === null ? undefined : m.processes[process.parent];
  return [
    {
      kind: "serving",
      object,
      fork: process.fork,
      bind: binding.at,
      anyPort: binding.anyPort,
      shared: isShared(m, binding),
      reusePort: m.servers.get(object.id)?.reusePort ?? "unknown",
      guarded: parent?.deeds.has("handles-sigterm") === true || process.deeds.has("dies-with-parent"),
      calls: callsOf(m, object),
      launch: launchOf(m, process),
      trace: bindingTrace(binding),
    },
  ];
}

/** Whether other processes bind the same address while this one does. */
function isShared(m: Machine, binding: Binding): boolean {
  if (binding.address === null) return false;
  const { process } = binding;
  if (chainOf(m, process).some((at) => at.start?.several)) return true;
  return m.bindings.some(
    (other) =>
      other.address === binding.address &&
      other.process.fork?.at.span.start !== process.fork?.at.span.start &&
      (livesBeside(other.process, process) || livesBeside(process, other.process)),
  );
}

function chainOf(m: Machine, process: Running): readonly Running[] {
  const chain: Running[] = [];
  for (let at: Running | undefined = process; at; at = at.parent === null ? undefined : m.processes[at.parent])
    chain.push(at);
  return chain;
}

/** Whether `older` had been started and not been waited for when `younger` was. */
function livesBeside(older: Running, younger: Running): boolean {
  const alive = younger.start ? (read(younger.start.memory, CHILDREN) ?? NOTHING) : NOTHING;
  return alive.some((value) => value.kind === "constant" && value.value === older.id);
}
