import { lineStarts } from "../facts/lines";
import type { Facts, Files, Notice, Program, Resolution, Span } from "../types";
import { type ImportGraph, importGraph, namesBelow } from "./import-graph";
import { type ModuleIndex, moduleIndex } from "./modules";
import { type Scan, scanAll } from "./scans";
import type { Seeds } from "./seeds";
import { reversed, sliceOf } from "./slice";
import { fileOf, type Start } from "./start";

/** The program of a run, and what reading it cost and met. */
export interface Linked {
  readonly program: Program;
  /** Sorted by path. */
  readonly notices: readonly Notice[];
  /** The bytes of all files read, each counted once. */
  readonly bytes: number;
  /** How many files were parsed. */
  readonly parsed: number;
}

/** What makes facts of text; the only thing here that parses. */
export interface Extract {
  readonly facts: (path: string, text: string) => Facts;
  /** Only where a text does not parse, for the files of which nothing else is wanted. */
  readonly errors: (path: string, text: string) => readonly Span[];
}

/**
 * Reads every file once, scans its text for imports and seeds and lets go of it, then extracts the facts
 * of the files on the import paths between gRPC and forks. All others stay unparsed until
 * {@link Program.load} asks for them, but for a look at the syntax of those that the user has selected
 * and that import gRPC or mention a fork. What the deployment of the project starts matters whether it forks itself or not.
 */
export function link(files: Files, extract: Extract, seeds: Seeds, starts: readonly Start[] = []): Linked {
  const scans = scanAll(files, seeds);
  const index = moduleIndex(files.paths);
  const resolve = resolver(scans, index);
  const started = new Set(starts.flatMap((start) => fileOf(start, files.paths, resolve) ?? []));
  const graph = importGraph(
    files.paths,
    scans.map((scan) => scan.imports),
    index,
  );
  const slice = sliceOf({
    graph,
    mentions: scans.map((scan) => scan.mentions || started.has(scan.path)),
    needs: seeds.needs.map((_, need) => scans.map((scan) => scan.needs[need] === true)),
    suspect: scans.map((scan) => scan.suspect || started.has(scan.path)),
    main: scans.map((scan) => scan.main || seeds.entries?.includes(scan.path) === true),
    preferred: packagesFirst(files.paths),
  });
  const pathsOf = (nodes: readonly number[]) => nodes.flatMap((node) => files.paths[node] ?? []);
  const facts = new Map<string, Facts>();
  for (const path of pathsOf(slice.files)) {
    const extracted = extractFrom(files, extract, path);
    if (extracted !== null) facts.set(path, extracted);
  }
  const checked = scans.filter((scan) => isChecked(scan, files, facts));
  const notices = [
    ...scans.flatMap((scan) => unreadableNotice(scan, files)),
    ...[...facts.values()].flatMap(({ path, errors }) => syntaxNotice(files, path, errors)),
    ...checked.flatMap(({ path }) => syntaxNotice(files, path, errorsFrom(files, extract, path))),
  ];
  return {
    program: {
      files: files.paths,
      facts,
      load: loader(files, extract, facts),
      resolve,
      importersOf: importers(files.paths, graph),
      entries: pathsOf(slice.entries),
      suspects: new Set(scans.flatMap((scan) => (scan.suspect ? scan.path : []))),
    },
    notices: notices.sort((left, right) => compare(left.path ?? "", right.path ?? "")),
    bytes: scans.reduce((sum, scan) => sum + scan.bytes, 0),
    parsed: facts.size + checked.length,
  };
}

/** A package stands for its cycle before its modules do: whoever imports one of those runs it first. */
function packagesFirst(paths: readonly string[]): readonly number[] {
  const isPackage = (node: number) => paths[node]?.endsWith("__init__.py") === true;
  const nodes = [...paths.keys()];
  return [...nodes.filter(isPackage), ...nodes.filter((node) => !isPackage(node))];
}

function extractFrom(files: Files, extract: Extract, path: string): Facts | null {
  const read = files.read(path);
  return read.kind === "text" ? extract.facts(path, read.text) : null;
}

function errorsFrom(files: Files, extract: Extract, path: string): readonly Span[] {
  const read = files.read(path);
  return read.kind === "text" ? extract.errors(path, read.text) : [];
}

/** Files outside the slice whose syntax errors the user should still hear of (GFF002). */
function isChecked(scan: Scan, files: Files, facts: ReadonlyMap<string, Facts>): boolean {
  return scan.concerns && !facts.has(scan.path) && files.selected(scan.path);
}

function unreadableNotice(scan: Scan, files: Files): readonly Notice[] {
  if (scan.unreadable === null || !files.selected(scan.path)) return [];
  const matters = scan.mentions || files.named?.(scan.path) === true;
  return [{ code: matters ? "GFF002" : "unreadable", path: scan.path, line: null, message: scan.unreadable }];
}

function syntaxNotice(files: Files, path: string, errors: readonly Span[]): readonly Notice[] {
  const [error] = errors;
  if (error === undefined) return [];
  const read = files.read(path);
  const before = read.kind === "text" ? read.text.slice(0, error.start) : "";
  return [
    {
      code: "GFF002",
      path,
      line: lineStarts(before).length,
      message: "syntax error: this file is analysed as far as it parses and never edited",
    },
  ];
}

function loader(files: Files, extract: Extract, facts: ReadonlyMap<string, Facts>): Program["load"] {
  const loaded = new Map<string, Facts | null>(facts);
  const paths = new Set(files.paths);
  return (path) => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const fresh = paths.has(path) ? extractFrom(files, extract, path) : null;
    loaded.set(path, fresh);
    return fresh;
  };
}

function resolver(scans: readonly Scan[], index: ModuleIndex): Program["resolve"] {
  const imports = new Map(scans.map((scan) => [scan.path, scan.imports]));
  const known = new Map<string, Resolution>();
  return (from, module, level) => {
    const key = `${from}\n${level}\n${module}`;
    const own = imports.get(from) ?? [];
    const resolution = known.get(key) ?? index.resolve(from, module, level, () => namesBelow(own, module));
    known.set(key, resolution);
    return resolution;
  };
}

function importers(paths: readonly string[], graph: ImportGraph): Program["importersOf"] {
  const numbers = new Map(paths.map((path, number) => [path, number]));
  const incoming = reversed(graph.named);
  return (path) => (incoming[numbers.get(path) ?? -1] ?? []).flatMap((node) => paths[node] ?? []);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
