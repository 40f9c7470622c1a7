/**
 * One machine for all entries of a program. Most of what an entry does is to import, and most entries of a repository
 * begin with the same imports: the memory after those is kept and shared.
 */
import type { Import, ImportFrom } from "../code";
import type { Variable } from "../deployment/index";
import type { Facts, Place } from "../types";
import { bringsInGrpc, deploy } from "./machine/environment";
import { importedAttribute, importModule } from "./machine/imports";
import {
  createMachine,
  type Deferred,
  type Ground,
  type Machine,
  newFrame,
  placeOf,
  type Running,
} from "./machine/machine";
import { emptyStore, layer, type Store } from "./machine/store";
import type { Observation } from "./tree";

export interface World {
  readonly machine: Machine;
  readonly prefixes: Map<string, Prefix>;
  /** How much of the machine's lists the prefixes need. */
  kept: { heap: number; frames: number; processes: number };
  readonly firstUse: Map<string, Place>;
  readonly deployed: readonly Variable[];
}

/** More heap objects than this are not kept for entries to come: it bounds the memory of a run. */
const KEPT_OBJECTS = 400_000;

/** What there is after some imports, done in a fresh process. */
interface Prefix {
  readonly store: Store;
  readonly deferred: ReadonlyMap<string, Deferred>;
  readonly deeds: Running["deeds"];
  /** What was seen in the course of it; every entry that begins so sees it. */
  readonly observations: readonly Observation[];
}

/** `deployed` are variables of the environment in which the programs are started. */
export function createWorld(ground: Ground, deployed: readonly Variable[]): World {
  const machine = createMachine(ground);
  machine.processes.push(mainProcess(""));
  const kept = { heap: 0, frames: 0, processes: 1 };
  return { machine, prefixes: new Map(), kept, firstUse: new Map(), deployed };
}

function mainProcess(entry: string): Running {
  const nothing = { parent: null, fork: null, atFork: null, stack: [], handed: [], targetAt: null, start: null };
  return { id: 0, entry, ...nothing, deferred: new Map(), deeds: new Set(), ran: new Set() };
}

/** The process that starts with the file, as the imports have left it. */
function processOver(facts: Facts, prefix: Prefix): Running {
  return { ...mainProcess(facts.path), deferred: new Map(prefix.deferred), deeds: new Set(prefix.deeds) };
}

/** Makes the machine a fresh process that has done the imports with which the file begins. */
export function enterWorld(world: World, facts: Facts): void {
  forget(world);
  const m = world.machine;
  let key = "";
  let prefix: Prefix = { store: freshStore(world), deferred: new Map(), deeds: new Set(), observations: [] };
  for (const statement of leadingImports(facts)) {
    const target = targetOf(m, facts, statement);
    if (target === null) continue;
    key = `${key}>${target}`;
    prefix = world.prefixes.get(key) ?? computePrefix(world, facts, statement, key, prefix);
  }
  m.processes[0] = processOver(facts, prefix);
  for (const seen of prefix.observations) m.observations.push(seenFrom(seen, facts.path));
  resetRun(m);
  m.store = layer(prefix.store);
}

/** An observation that names the entry in which it was made, as one of another entry. */
function seenFrom(observation: Observation, entry: string): Observation {
  return observation.kind === "setting" || observation.kind === "misuse" ? { ...observation, entry } : observation;
}

/** Cells have one numbering in a machine, whatever memory they are in. */
function freshStore({ machine, deployed }: World): Store {
  const store = { ...emptyStore(), cells: machine.store.cells };
  for (const { name, value, at } of deployed) deploy(store, name, value, at);
  return store;
}

/** Drops what the last entry left behind. */
function forget(world: World): void {
  const { machine: m, kept } = world;
  m.heap.length = Math.min(m.heap.length, kept.heap);
  m.frames.length = Math.min(m.frames.length, kept.frames);
  m.processes.length = Math.min(m.processes.length, kept.processes);
  for (const [path, frame] of m.moduleFrames) if (frame.id >= kept.frames) m.moduleFrames.delete(path);
  for (const id of m.workers.keys()) if (id >= kept.processes) m.workers.delete(id);
  m.lineages.clear();
  m.suspected.clear();
  m.confirmed.clear();
  m.firstUse.clear();
  for (const [object, place] of world.firstUse) m.firstUse.set(object, place);
  m.roots.splice(0, Number.POSITIVE_INFINITY, ...m.roots.filter((id) => id < kept.heap));
  for (const id of m.servers.keys()) if (id >= kept.heap) m.servers.delete(id);
  m.observations.length = 0;
  m.standings.clear();
  m.bindings.length = 0;
  m.reconnections.length = 0;
  m.pending.clear();
  m.forks.clear();
  resetRun(m);
}

/** What a run of functions counts; the memory is the caller's to set. */
export function resetRun(m: Machine): void {
  m.calls.clear();
  m.active.clear();
  Object.assign(m, {
    process: 0,
    stack: [],
    threads: [],
    importing: null,
    handling: false,
    ended: null,
    steps: 0,
    exhausted: false,
  });
}

function computePrefix(
  world: World,
  facts: Facts,
  statement: Import | ImportFrom,
  key: string,
  before: Prefix,
): Prefix {
  const m = world.machine;
  resetRun(m);
  m.store = layer(before.store);
  const process = processOver(facts, before);
  m.processes[0] = process;
  const seen = m.observations.length;
  runImports(m, facts, statement);
  const observations = [...before.observations, ...m.observations.splice(seen)];
  const prefix = { store: m.store, deferred: process.deferred, deeds: process.deeds, observations };
  if (m.exhausted || m.heap.length > KEPT_OBJECTS) return prefix;
  world.prefixes.set(key, prefix);
  world.kept = { heap: m.heap.length, frames: m.frames.length, processes: m.processes.length };
  for (const [object, place] of m.firstUse) world.firstUse.set(object, place);
  return prefix;
}

function runImports(m: Machine, facts: Facts, statement: Import | ImportFrom): void {
  const frame = newFrame(m, facts, 0, null);
  m.importing = placeOf(frame, statement);
  if (statement.kind === "import") {
    for (const { name } of statement.names) importModule(m, frame, name, 0);
    return;
  }
  const [from] = importModule(m, frame, statement.module, statement.level);
  if (!from || statement.names === "*") return;
  for (const { name } of statement.names) importedAttribute(m, from, name);
}

/** Imports before anything else but the docstring: nothing that the file does itself comes before them. */
function leadingImports(facts: Facts): readonly (Import | ImportFrom)[] {
  const found: (Import | ImportFrom)[] = [];
  for (const statement of facts.scopes[0]?.body ?? []) {
    if (statement.kind === "expression" && statement.value.kind === "constant") continue;
    if (statement.kind !== "import" && statement.kind !== "import-from") break;
    found.push(statement);
  }
  return found;
}

/** What an import leads to; null when that is all outside the program, does not bring in gRPC, and so is not worth keeping. */
function targetOf(m: Machine, facts: Facts, statement: Import | ImportFrom): string | null {
  const resolve = (module: string, level: number): string | null => {
    const to = m.program.resolve(facts.path, module, level);
    if (to.kind === "outside") return bringsInGrpc(to.name) ? to.name : null;
    return to.kind === "file" ? to.path : to.folder;
  };
  if (statement.kind === "import") {
    const targets = statement.names.map(({ name }) => resolve(name, 0));
    return targets.every((target) => target === null) ? null : targets.join(",");
  }
  const from = resolve(statement.module, statement.level);
  if (from === null) return null;
  return `${from}:${statement.names === "*" ? "*" : statement.names.map(({ name }) => name).join(",")}`;
}
