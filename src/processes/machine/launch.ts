/** How processes are started: what a fork finds alive in the parent, and what is known of the call that makes it. */
import type { Facts, Fork, Launch, Place, Span } from "../../types";
import { isRepeated } from "../loops";
import { objectionsTo } from "../objections";
import type { Machine, Running, Start, Task } from "./machine";
import { serving } from "./servers";
import { stateAt } from "./suspected";
import type { Values } from "./value";

/** The part of a start that the caller of `newChild` knows. */
export interface StartedBy {
  readonly construct: Launch["construct"];
  /** Where the child begins to live, which may be another place than the construction. */
  readonly at: Place;
  /** Where what starts it was made, if that is not where the fork is. */
  readonly made?: Place;
  readonly runsForkHooks?: boolean;
  readonly framework?: Launch["framework"];
}

export function startOf(m: Machine, fork: Fork, task: Task | null, by: StartedBy): Start {
  const places = [fork.at, by.at, ...m.stack.map((activation) => activation.at)];
  return {
    construct: by.construct,
    ...(by.framework && { framework: by.framework }),
    made: by.made ?? fork.at,
    tasks: task ? [task] : [],
    several: !isVarying(task) && (by.construct === "pool" || places.some((place) => repeats(m, place))),
    inThread: m.threads.length > 0,
    inHandler: m.handling,
    memory: m.store,
    runsForkHooks: by.runsForkHooks ?? true,
  };
}

/** Each turn of the loop starts another function: that there are several says nothing about any of them. */
function isVarying(task: Task | null): boolean {
  return task !== null && task.callee.length > 1;
}

function repeats(m: Machine, { path, span }: Place): boolean {
  const facts = m.program.facts.get(path);
  return facts !== undefined && isRepeated(facts, span);
}

/** Remembers what is alive in the running process, which is about to be copied. */
export function noteStanding(m: Machine, child: Running): void {
  if (child.atFork === null) return;
  const served = new Set(serving(m));
  for (const id of m.roots) {
    const heap = m.heap[id];
    if (heap?.type !== "grpc" || !isOpenedHere(m, id, heap.grpc.process)) continue;
    const state = stateAt(m, m.store, id) ?? (served.has(id) ? "warm" : null);
    if (state === null) continue;
    const key = `${id}|${child.id}`;
    const inHandler = m.handling && served.has(id);
    m.standings.set(key, { object: heap.grpc, child, state, inHandler });
  }
}

/** By the running process; what opens at its first use, by whoever uses it first. */
function isOpenedHere(m: Machine, id: number, maker: number): boolean {
  const inherited = m.processes[m.process]?.atFork;
  return maker === m.process || (inherited != null && stateAt(m, inherited, id) === null);
}

export function launchOf(m: Machine, child: Running): Launch {
  const { start, fork } = child;
  const at = start?.made ?? fork?.at ?? { path: "", span: { start: 0, end: 0 } };
  return {
    at,
    construct: start?.construct ?? "process",
    ...(start?.framework && { framework: start.framework }),
    target: targetOf(m, start?.tasks.flatMap((task) => task.callee) ?? []),
    several: start?.several ?? false,
    inThread: start?.inThread ?? false,
    inHandler: start?.inHandler ?? false,
    entries: [m.processes[0]?.entry ?? ""],
    objections: objectionsTo(m, child),
  };
}

/** The definition of the only function among the values. */
export function targetOf(m: Machine, callees: Values): Place | null {
  const functions = callees.filter((callee) => callee.kind === "function");
  const [only] = functions;
  if (!only || functions.some((other) => other.path !== only.path || other.scope !== only.scope)) return null;
  const span = definitionOf(m.program.facts.get(only.path), only.scope);
  return span && { path: only.path, span };
}

function definitionOf(facts: Facts | undefined, scope: number): Span | null {
  const found = facts?.scopes[scope];
  return found ? (found.nameSpan ?? found.span) : null;
}
