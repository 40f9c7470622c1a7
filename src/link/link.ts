import type { Facts, Files, Notice, Program, Resolution } from "../types";
import { type ImportGraph, importGraph, namesBelow } from "./import-graph";
import { mentionsOf } from "./mentions";
import { type ModuleIndex, moduleIndex } from "./modules";
import { hasMainGuard, type ScannedImport, scanImports } from "./scan";
import type { Seeds } from "./seeds";
import { reversed, sliceOf } from "./slice";

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

/** Makes the facts of one file; the only thing here that parses. */
export type Extract = (path: string, text: string) => Facts;

/** What is kept of a file's text after the first look at it. */
interface Scan {
  readonly path: string;
  readonly imports: readonly ScannedImport[];
  readonly grpc: boolean;
  readonly fork: boolean;
  readonly main: boolean;
  /** Why there was no text; null when there was. */
  readonly unreadable: string | null;
  readonly bytes: number;
}

/**
 * Reads every file once, scans its text for imports and seeds and lets go of it, then extracts the facts
 * of the files on the import paths between gRPC and forks. All others stay unparsed until
 * {@link Program.load} asks for them, but for a look at the syntax of those that the user has selected
 * and that mention a seed.
 */
export function link(files: Files, extract: Extract, seeds: Seeds): Linked {
  const scans = scanAll(files, seeds);
  const index = moduleIndex(files.paths);
  const graph = importGraph(
    files.paths,
    scans.map((scan) => scan.imports),
    index,
  );
  const slice = sliceOf({
    graph,
    grpc: scans.map((scan) => scan.grpc),
    fork: scans.map((scan) => scan.fork),
    main: scans.map((scan) => scan.main),
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
    ...[...facts.values()].flatMap(syntaxNotice),
    ...checked.flatMap((scan) => syntaxNotice(extractFrom(files, extract, scan.path))),
  ];
  return {
    program: {
      files: files.paths,
      facts,
      load: loader(files, extract, facts),
      resolve: resolver(scans, index),
      importersOf: importers(files.paths, graph),
      entries: pathsOf(slice.entries),
    },
    notices: notices.sort((left, right) => compare(left.path ?? "", right.path ?? "")),
    bytes: scans.reduce((sum, scan) => sum + scan.bytes, 0),
    parsed: facts.size + checked.length,
  };
}

function scanAll(files: Files, seeds: Seeds): readonly Scan[] {
  const mentions = mentionsOf(seeds);
  const keep = keeper();
  return files.paths.map((path) => {
    const read = files.read(path);
    if (read.kind === "unreadable") return { ...blank, path, unreadable: read.message, bytes: read.bytes };
    // A stub is never run: it starts nothing and imports nothing.
    if (path.endsWith(".pyi")) return { ...blank, path, bytes: read.bytes };
    const { text, bytes } = read;
    const main = path.endsWith("__main__.py") || hasMainGuard(text);
    return { path, imports: keep(scanImports(text)), ...mentions(text), main, unreadable: null, bytes };
  });
}

const blank = { imports: [], grpc: false, fork: false, main: false, unreadable: null };

/**
 * Copies the names of imports, each distinct one once. A piece cut from a long string keeps all of that
 * string alive in V8; without the copy a scan would hold the text of the whole repository.
 */
function keeper(): (imports: readonly ScannedImport[]) => readonly ScannedImport[] {
  const copies = new Map<string, string>();
  const copy = (name: string): string => {
    const known = copies.get(name);
    if (known !== undefined) return known;
    const fresh = name.split("").join("");
    copies.set(fresh, fresh);
    return fresh;
  };
  return (imports) =>
    imports.map(({ module, level, names }) => ({
      module: copy(module),
      level,
      names: names === "*" ? names : names.map(copy),
    }));
}

/** A package stands for its cycle before its modules do: whoever imports one of those runs it first. */
function packagesFirst(paths: readonly string[]): readonly number[] {
  const isPackage = (node: number) => paths[node]?.endsWith("__init__.py") === true;
  const nodes = [...paths.keys()];
  return [...nodes.filter(isPackage), ...nodes.filter((node) => !isPackage(node))];
}

function extractFrom(files: Files, extract: Extract, path: string): Facts | null {
  const read = files.read(path);
  return read.kind === "text" ? extract(path, read.text) : null;
}

/** Files outside the slice whose syntax errors the user should still hear of (GFF002). */
function isChecked(scan: Scan, files: Files, facts: ReadonlyMap<string, Facts>): boolean {
  if (!(scan.grpc || scan.fork) || facts.has(scan.path)) return false;
  const isProtobuf = /_pb2(_grpc)?\.py$/.test(scan.path);
  return !isProtobuf && scan.unreadable === null && files.selected(scan.path);
}

function unreadableNotice(scan: Scan, files: Files): readonly Notice[] {
  if (scan.unreadable === null || !files.selected(scan.path)) return [];
  return [{ code: "GFF002", path: scan.path, line: null, message: scan.unreadable }];
}

function syntaxNotice(facts: Facts | null): readonly Notice[] {
  const error = facts?.errors[0];
  if (facts === null || error === undefined) return [];
  const line = facts.lines.findLastIndex((start) => start <= error.start) + 1;
  return [
    {
      code: "GFF002",
      path: facts.path,
      line,
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
