/** The process tree and its findings → the graph that reports draw: what was followed twice is one, and what is too much is cut. */
import type {
  Finding,
  GraphFinding,
  GraphObject,
  GraphProcess,
  Holding,
  Place,
  ProcessGraph,
  ProgramGraph,
} from "../types";
import { placeKey } from "./machine/grpc";
import type { Crossing, Followed, FollowedProcess, GrpcObject, ProcessTree, Standing } from "./tree";

/** What a drawing can hold. */
const PROGRAMS = 200;
const PROCESSES = 60;
const OBJECTS = 120;

/** The programs of which something lies in the wanted files. */
export function graphOf(
  tree: ProcessTree,
  findings: readonly Finding[],
  isWanted: (path: string) => boolean,
): ProcessGraph {
  const byEntry = new Map<string, Followed[]>();
  for (const run of tree.programs) byEntry.set(run.entry, [...(byEntry.get(run.entry) ?? []), run]);
  const programs = [...byEntry]
    .map(([entry, runs]) => programOf(entry, runs, findings))
    .filter((program) => matters(program) && pathsOf(program).some(isWanted))
    .sort((a, b) => Number(b.findings.length > 0) - Number(a.findings.length > 0) || compare(a.entry, b.entry));
  const kept = programs.slice(0, PROGRAMS).sort((a, b) => compare(a.entry, b.entry));
  return { programs: kept, omitted: programs.length - kept.length };
}

function matters({ processes, objects, findings }: ProgramGraph): boolean {
  return findings.length > 0 || (objects.length > 0 && processes.some(({ parent }) => parent !== null));
}

/** The files that a graph speaks of. */
function pathsOf({ entry, processes, objects }: ProgramGraph): readonly string[] {
  return [entry, ...processes.flatMap(({ fork }) => fork?.at.path ?? []), ...objects.map(({ at }) => at.path)];
}

/** Places of a graph, so that their text can be shown. */
export function placesOf({ programs }: ProcessGraph): readonly Place[] {
  return programs.flatMap(({ processes, objects, holdings }) => [
    ...processes.flatMap(({ fork, target }) => [...(fork ? [fork.at] : []), ...(target ? [target] : [])]),
    ...objects.flatMap(({ at, firstUse }) => (firstUse ? [at, firstUse] : [at])),
    ...holdings.flatMap(({ handed, uses }) => [...handed, ...uses]),
  ]);
}

/** Numbers things by what they are, in the order in which they come. */
interface Numbered<T> {
  readonly items: T[];
  readonly numbers: Map<string, number>;
}

function numberOf<T>({ items, numbers }: Numbered<T>, key: string, make: () => T): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, items.length);
  return items.push(make()) - 1;
}

function programOf(entry: string, runs: readonly Followed[], findings: readonly Finding[]): ProgramGraph {
  const processes: Numbered<GraphProcess> = { items: [], numbers: new Map() };
  const objects: Numbered<GraphObject> = { items: [], numbers: new Map() };
  const holdings = new Map<string, Holding>();
  for (const run of withChildren(runs)) {
    const processOf = new Map(run.processes.map((process) => [process.id, addProcess(processes, process, run)]));
    const objectOf = new Map(
      run.objects.map((object) => [object.id, addObject(objects, object, run, processOf.get(object.process) ?? 0)]),
    );
    for (const seen of run.observations) {
      if (seen.kind !== "crossing" && seen.kind !== "standing") continue;
      const object = objectOf.get(seen.object.id);
      const process = processOf.get(childAt(run, seen)?.id ?? -1);
      if (object === undefined || process === undefined) continue;
      const key = `${object}|${process}`;
      holdings.set(key, mergeHolding(holdings.get(key), { object, process, ...heldAs(seen) }));
    }
  }
  const whole = { entry, processes: processes.items, objects: objects.items, holdings: [...holdings.values()] };
  return cut({ ...whole, findings: findings.flatMap((finding) => marksOf(finding, whole)), omitted: 0 });
}

/** That a file can also be run without starting anything is not worth drawing beside the way in which it does. */
function withChildren(runs: readonly Followed[]): readonly Followed[] {
  const starting = runs.filter((run) => run.processes.length > 1);
  return starting.length > 0 ? starting : runs;
}

function addProcess(processes: Numbered<GraphProcess>, process: FollowedProcess, run: Followed): number {
  const { fork, target, several, implicit } = process;
  const parent = run.processes.find(({ id }) => id === process.parent);
  const above = parent ? addProcess(processes, parent, run) : null;
  // The framework's parent is not the program that somebody starts by hand.
  const start = parent ? "" : (run.processes.find((other) => other.implicit)?.fork?.by ?? "");
  const key = `${above}|${fork ? placeKey(fork.at) : start}|${process.entry}`;
  const label = parent || start === "" ? process.entry : `${process.entry} (${start})`;
  const number = numberOf(processes, key, () => ({ parent: above, label, fork, target, several, implicit }));
  const known = processes.items[number];
  if (known && several && !known.several) processes.items[number] = { ...known, several };
  return number;
}

function addObject(objects: Numbered<GraphObject>, object: GrpcObject, run: Followed, process: number): number {
  const { kind, aio, maker, library, target } = object;
  const at = object.creation.at(-1) as Place;
  const firstUse = run.firstUses.get(object.id) ?? null;
  const constant = target?.startsWith("string:") ? target.slice("string:".length) : null;
  const number = numberOf(objects, `${process}|${placeKey(at)}`, () => ({
    process,
    kind,
    aio,
    maker,
    library,
    target: constant,
    at,
    firstUse,
  }));
  const known = objects.items[number];
  if (known && known.firstUse === null && firstUse) objects.items[number] = { ...known, firstUse };
  return number;
}

/** The child of the object's own process whose fork the observation names. */
function childAt({ processes }: Followed, { fork, object }: Crossing | Standing): FollowedProcess | undefined {
  return processes.find(
    (process) => process.fork && placeKey(process.fork.at) === placeKey(fork.at) && process.parent === object.process,
  );
}

function heldAs(seen: Crossing | Standing): Pick<Holding, "state" | "handed" | "uses"> {
  return seen.kind === "crossing"
    ? { state: seen.state, handed: seen.handed, uses: seen.uses }
    : { state: seen.state, handed: [], uses: [] };
}

const STATES: readonly Holding["state"][] = ["created", "warm", "in-flight", "busy"];

function mergeHolding(known: Holding | undefined, more: Holding): Holding {
  if (!known) return more;
  const distinct = (places: readonly Place[]) => [...new Map(places.map((place) => [placeKey(place), place])).values()];
  return {
    ...known,
    state: STATES.indexOf(more.state) > STATES.indexOf(known.state) ? more.state : known.state,
    handed: distinct([...known.handed, ...more.handed]),
    uses: distinct([...known.uses, ...more.uses]),
  };
}

type Unmarked = Pick<ProgramGraph, "entry" | "processes" | "objects">;

/** Where in the program a finding is: at the process that its fork starts and the object that it speaks of. */
function marksOf(finding: Finding, { entry, processes, objects }: Unmarked): readonly GraphFinding[] {
  const { rule, severity, fingerprint, fork, evidence } = finding;
  const created = evidence?.kind === "object" ? evidence.creations.flatMap((chain) => chain.slice(-1)) : [];
  const places = new Set([finding.at, ...created].map(placeKey));
  const forked = processes.findIndex((process) => {
    return fork !== null && process.fork !== null && placeKey(process.fork.at) === placeKey(fork.at);
  });
  const isNear = (process: number) => forked < 0 || descends(processes, forked, process);
  const object = numberOrNull(objects.findIndex(({ at, process }) => places.has(placeKey(at)) && isNear(process)));
  const isOfEntry = evidence?.kind === "setting" && evidence.entries.includes(entry);
  const isHere = fork === null ? object !== null || isOfEntry : forked >= 0;
  return isHere ? [{ rule, severity, fingerprint, process: numberOrNull(forked), object }] : [];
}

function descends(processes: readonly GraphProcess[], process: number, ancestor: number): boolean {
  for (let at: number | null = process; at !== null; at = processes[at]?.parent ?? null)
    if (at === ancestor) return true;
  return false;
}

function numberOrNull(index: number): number | null {
  return index < 0 ? null : index;
}

/** Leaves out what is behind the last process and the last object that fit, with all that refers to it. */
function cut(program: ProgramGraph): ProgramGraph {
  const processes = program.processes.slice(0, PROCESSES);
  const kept = program.objects.filter(({ process }) => process < processes.length);
  const objects = sortObjects(kept).slice(0, OBJECTS);
  const numberIn = new Map(objects.map((object, index) => [program.objects.indexOf(object), index]));
  const processIn = (process: number | null) => (process !== null && process < processes.length ? process : null);
  return {
    entry: program.entry,
    processes,
    objects,
    holdings: program.holdings.flatMap((holding) => {
      const object = numberIn.get(holding.object);
      return object === undefined || processIn(holding.process) === null ? [] : [{ ...holding, object }];
    }),
    findings: program.findings.map((finding) => ({
      ...finding,
      process: processIn(finding.process),
      object: finding.object === null ? null : (numberIn.get(finding.object) ?? null),
    })),
    omitted: program.processes.length - processes.length + program.objects.length - objects.length,
  };
}

function sortObjects(objects: readonly GraphObject[]): readonly GraphObject[] {
  return [...objects].sort(
    (a, b) => a.process - b.process || compare(a.at.path, b.at.path) || a.at.span.start - b.at.span.start,
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
