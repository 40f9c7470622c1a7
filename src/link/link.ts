import { lineStarts } from "../facts/lines";
import type { Scan } from "../scan";
import type { Facts, Files, Notice, Program, Span } from "../types";
import { nodesWhere, reversed } from "./slice";
import type { Start } from "./start";
import { checkedIn, chosenOf, type Looked, lookedCloser, resolver, type Survey, startedIn, undecided } from "./survey";

/** The program of a run, and what reading it cost and met. */
export interface Linked {
  readonly program: Program;
  /** Sorted by path. */
  readonly notices: readonly Notice[];
  /** The bytes of all files read, each counted once. */
  readonly bytes: number;
}

/** What makes facts of text; the only thing here that parses. */
export interface Extract {
  readonly facts: (path: string, text: string) => Facts;
  /** Only where a text does not parse, for the files of which nothing else is wanted. */
  readonly errors: (path: string, text: string) => readonly Span[];
}

/**
 * Extracts the facts of the files on the import paths between gRPC and forks. All others stay unparsed until
 * {@link Program.load} asks for them, but for a look at the syntax of those that the user has selected
 * and that import gRPC or mention a fork. What the deployment of the project starts matters whether it forks itself or not.
 * A survey whose scans are provisional is completed.
 */
export function link(
  files: Files,
  extract: Extract,
  { seeds, scanner, survey: known }: Looked,
  starts: readonly Start[] = [],
): Linked {
  const started = startedIn(known, starts);
  const survey = lookedCloser(known, files, scanner, undecided(known, seeds, started));
  const { paths, scans } = survey;
  const slice = chosenOf(survey, seeds, started);
  const pathsOf = (nodes: readonly number[]) => nodes.flatMap((node) => paths[node] ?? []);
  const facts = new Map<string, Facts>();
  for (const path of pathsOf(slice.files)) {
    const extracted = extractFrom(files, extract, path);
    if (extracted !== null) facts.set(path, extracted);
  }
  const checked = pathsOf(checkedIn(survey, new Set(slice.files), files));
  const notices = [
    ...nodesWhere(scans.length, (node) => scans[node]?.unreadable !== null).flatMap((node) =>
      unreadableNotice(scans[node] as Scan, paths[node] ?? "", files),
    ),
    ...[...facts.values()].flatMap(({ path, errors }) => syntaxNotice(files, path, errors)),
    ...checked.flatMap((path) => syntaxNotice(files, path, errorsFrom(files, extract, path))),
  ];
  return {
    program: {
      files: paths,
      facts,
      load: loader(files, extract, facts, survey),
      resolve: resolver(survey),
      importersOf: importers(survey),
      entries: pathsOf(slice.entries),
      suspects: new Set(paths.filter((_, node) => scans[node]?.suspect)),
    },
    notices: notices.sort((left, right) => compare(left.path ?? "", right.path ?? "")),
    bytes: scans.reduce((sum, scan) => sum + scan.bytes, 0),
  };
}

function extractFrom(files: Files, extract: Extract, path: string): Facts | null {
  const read = files.read(path);
  return read.kind === "text" ? extract.facts(path, read.text) : null;
}

function errorsFrom(files: Files, extract: Extract, path: string): readonly Span[] {
  const read = files.read(path);
  return read.kind === "text" ? extract.errors(path, read.text) : [];
}

function unreadableNotice(scan: Scan, path: string, files: Files): readonly Notice[] {
  if (scan.unreadable === null || !files.selected(path)) return [];
  const matters = scan.mentions || files.named?.(path) === true;
  return [{ code: matters ? "GFF002" : "unreadable", path, line: null, message: scan.unreadable }];
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

function loader(files: Files, extract: Extract, facts: ReadonlyMap<string, Facts>, survey: Survey): Program["load"] {
  const loaded = new Map<string, Facts | null>(facts);
  return (path) => {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const fresh = survey.numbers.has(path) ? extractFrom(files, extract, path) : null;
    loaded.set(path, fresh);
    return fresh;
  };
}

function importers({ paths, graph, numbers }: Survey): Program["importersOf"] {
  const incoming = reversed(graph.named);
  return (path) => (incoming[numbers.get(path) ?? -1] ?? []).flatMap((node) => paths[node] ?? []);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
