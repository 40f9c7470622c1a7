import type { Scan } from "../scan";
import type { Files, Program, Resolution } from "../types";
import { type ImportGraph, importGraph, namesBelow, redrawn } from "./import-graph";
import { type ModuleIndex, moduleIndex } from "./modules";
import { type Scanner, scannerFor } from "./scans";
import type { Seeds } from "./seeds";
import { needing, nodesWhere, type Slice, type SliceInput, sliceOf } from "./slice";
import { fileOf, type Start } from "./start";

/** All files of a project by what a look at each of them says, and the imports between them. A node is an index into `paths`. */
export interface Survey {
  readonly paths: readonly string[];
  /** In the order of `paths`. */
  readonly scans: readonly Scan[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly index: ModuleIndex;
  readonly graph: ImportGraph;
}

/** Draws the imports between files; `scans` are in the order of `paths`. */
export function surveyOf(paths: readonly string[], scans: readonly Scan[]): Survey {
  const numbers = new Map(paths.map((path, number) => [path, number]));
  const index = moduleIndex(paths);
  const graph = importGraph(
    paths,
    scans.map((scan) => scan.imports),
    index,
    numbers,
  );
  return { paths, scans, numbers, index, graph };
}

/** All files after the first look at them, and what looks closer. */
export interface Looked {
  readonly seeds: Seeds;
  readonly scanner: Scanner;
  readonly survey: Survey;
}

/** Looks at every file closely. */
export function lookedAt(files: Files, seeds: Seeds): Looked {
  const scanner = scannerFor(seeds);
  const scans = files.paths.map((path) => scanner.look(path, files.read(path)));
  return { seeds, scanner, survey: surveyOf(files.paths, scans) };
}

/** With a new look at some files, whose text is no longer the same. */
export function lookedAgain(looked: Looked, files: Files, changed: readonly string[]): Looked {
  const nodes = changed.flatMap((path) => looked.survey.numbers.get(path) ?? []);
  return { ...looked, survey: lookedCloser(looked.survey, files, looked.scanner, nodes) };
}

/** The same files with a new and close look at some nodes. */
export function lookedCloser(survey: Survey, files: Files, scanner: Scanner, nodes: Iterable<number>): Survey {
  const fresh = new Map<number, Scan>();
  for (const node of nodes) {
    const path = survey.paths[node] ?? "";
    fresh.set(node, scanner.look(path, files.read(path)));
  }
  return resurveyed(survey, fresh);
}

/** The same files with other scans for some of them, by node. */
export function resurveyed(survey: Survey, fresh: ReadonlyMap<number, Scan>): Survey {
  if (fresh.size === 0) return survey;
  const { paths, numbers, index } = survey;
  const scans = survey.scans.map((scan, node) => fresh.get(node) ?? scan);
  const changed = [...fresh.keys()].filter((node) => !isSame(survey.scans[node], scans[node]));
  const imports = new Map(changed.map((node) => [node, scans[node]?.imports ?? []]));
  return { ...survey, scans, graph: redrawn(survey.graph, paths, imports, index, numbers) };
}

function isSame(before: Scan | undefined, after: Scan | undefined): boolean {
  return JSON.stringify(before?.imports) === JSON.stringify(after?.imports);
}

/** The nodes of what the deployment starts. */
export function startedIn(survey: Survey, starts: readonly Start[]): ReadonlySet<number> {
  const resolve = resolver(survey);
  const paths = starts.flatMap((start) => fileOf(start, survey.paths, resolve) ?? []);
  return new Set(paths.flatMap((path) => survey.numbers.get(path) ?? []));
}

/** The nodes whose provisional scan does not do, because they are of programs that meet all needs that are known of. */
export function undecided(survey: Survey, seeds: Seeds, started: ReadonlySet<number>): readonly number[] {
  if (!survey.scans.some((scan) => scan.provisional)) return [];
  const input = sliceInput(survey, seeds, started);
  const early = input.needs.filter((_, need) => seeds.needs[need]?.common !== true);
  const isNeeded = needing({ ...input, needs: early });
  return nodesWhere(survey.scans.length, (node) => isNeeded[node] === 1 && survey.scans[node]?.provisional === true);
}

/** The files worth parsing, by what is known of all. */
export function chosenOf(survey: Survey, seeds: Seeds, started: ReadonlySet<number>): Slice {
  return sliceOf(sliceInput(survey, seeds, started));
}

/** Files outside the slice whose syntax errors the user should still hear of (GFF002). */
export function checkedIn(survey: Survey, slice: ReadonlySet<number>, files: Files): readonly number[] {
  const { scans, paths } = survey;
  return nodesWhere(
    scans.length,
    (node) => scans[node]?.concerns === true && !slice.has(node) && files.selected(paths[node] ?? ""),
  );
}

function sliceInput({ paths, scans, graph }: Survey, seeds: Seeds, started: ReadonlySet<number>): SliceInput {
  const entries = new Set(seeds.entries ?? []);
  return {
    graph,
    mentions: scans.map((scan, node) => scan.mentions || started.has(node)),
    needs: seeds.needs.map((_, need) => scans.map((scan) => scan.needs[need] === true)),
    suspect: scans.map((scan, node) => scan.suspect || started.has(node)),
    main: scans.map((scan, node) => scan.main || entries.has(paths[node] ?? "")),
    preferred: packagesFirst(paths),
  };
}

/** A package stands for its cycle before its modules do: whoever imports one of those runs it first. */
function packagesFirst(paths: readonly string[]): readonly number[] {
  const isPackage = paths.map((path) => path.endsWith("__init__.py"));
  const packages = nodesWhere(paths.length, (node) => isPackage[node] === true);
  return packages.concat(nodesWhere(paths.length, (node) => isPackage[node] === false));
}

/** Answers where imports lead, and remembers the answers. */
export function resolver({ scans, numbers, index }: Survey): Program["resolve"] {
  const known = new Map<string, Resolution>();
  return (from, module, level) => {
    const key = `${from}\n${level}\n${module}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const own = scans[numbers.get(from) ?? -1]?.imports ?? [];
    const resolution = index.resolve(from, module, level, () => namesBelow(own, module));
    known.set(key, resolution);
    return resolution;
  };
}
