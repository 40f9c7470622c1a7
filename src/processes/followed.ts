/** What is kept of a program when it has been followed: its processes by name, and its gRPC objects. */
import type { Place } from "../types";
import { stateIn } from "./machine/grpc";
import { targetOf } from "./machine/launch";
import { heapOf, type Machine, type Running } from "./machine/machine";
import type { Value } from "./machine/value";
import type { Followed, FollowedProcess, GrpcObject, Observation } from "./tree";

/** What the machine held before the program was started: the rest is the program's own. */
interface Inherited {
  readonly heap: number;
  readonly processes: number;
}

export function followed(
  m: Machine,
  entry: string,
  inherited: Inherited,
  observations: readonly Observation[],
): Followed {
  const objects = objectsOf(m, inherited);
  const firstUses = new Map<number, Place>();
  for (const { id, process } of objects) {
    const place = m.firstUse.get(`${id}:${process}`);
    if (place) firstUses.set(id, place);
  }
  const own = m.processes.filter(({ id }) => id === 0 || id >= inherited.processes);
  return { entry, processes: own.map((process) => followedProcess(m, process)), objects, firstUses, observations };
}

/** Imports that programs share were followed once, and what they made is on the heap of all: in the memory of those alone that import it. */
function objectsOf(m: Machine, inherited: Inherited): readonly GrpcObject[] {
  return m.roots.flatMap((id) => {
    const heap = m.heap[id];
    const isOwn = id >= inherited.heap || stateIn(m.store, id) !== null;
    return heap?.type === "grpc" && isOwn ? [heap.grpc] : [];
  });
}

function followedProcess(m: Machine, process: Running): FollowedProcess {
  const { id, parent, fork, entry, start } = process;
  return {
    id,
    parent,
    fork,
    entry: parent === null ? entry : labelOf(m, process),
    target: targetOf(m, start?.tasks.flatMap((task) => task.callee) ?? []),
    several: start?.several ?? false,
    implicit: start?.construct === "framework",
  };
}

/** More names than this say no more. */
const NAMES = 3;

/** What a child runs, by the names of its functions. */
function labelOf(m: Machine, { start, fork }: Running): string {
  const names = [...new Set(start?.tasks.flatMap((task) => task.callee.flatMap((value) => namesOf(m, value))) ?? [])];
  if (names.length > 0) return names.length > NAMES ? [...names.slice(0, NAMES), "…"].join(", ") : names.join(", ");
  if (start?.construct !== "os-fork") return start?.tasks.length ? "unknown function" : "worker";
  const around = fork && functionAt(m, fork.at);
  return around ? `${around}, after the fork` : "after the fork";
}

function namesOf(m: Machine, value: Value): readonly string[] {
  if (value.kind === "function" || value.kind === "class") return [dottedName(m, value.path, value.scope)];
  if (value.kind === "outside") return [value.name];
  const heap = heapOf(m, value);
  if (heap?.type === "instance") return [dottedName(m, heap.of.path, heap.of.scope)];
  return heap?.type === "partial" ? heap.callee.flatMap((callee) => namesOf(m, callee)) : [];
}

/** `Feed.run`, `main.work`, `lambda` */
function dottedName(m: Machine, path: string, scope: number): string {
  const scopes = m.program.facts.get(path)?.scopes ?? [];
  const names: string[] = [];
  for (let at = scopes[scope]; at && at.kind !== "module"; at = at.parent === null ? undefined : scopes[at.parent])
    names.unshift(at.name.replace(/[<>]/g, ""));
  return names.join(".") || path;
}

function functionAt(m: Machine, { path, span }: Place): string | null {
  const scopes = m.program.facts.get(path)?.scopes ?? [];
  const inner = scopes.findLast((s) => s.kind === "function" && s.span.start <= span.start && span.end <= s.span.end);
  return inner ? dottedName(m, path, inner.id) : null;
}
