/**
 * The first look at a file, at its bytes: most files of a repository have nothing to do with gRPC or with forks, and of
 * those only the imports are wanted. A text is decoded, and looked at closely, only where a word in it may mean something.
 */
import type { ScannedImport } from "../scan";
import { bringsIn } from "./mentions";
import { type Needles, needlesOf } from "./needles";
import { firmnessOf } from "./outside";
import { isMainGuardAt, scanImports } from "./scan";
import type { ImportSeed, Seeds } from "./seeds";

/** All that a file without any sign says to the prefilter. */
export interface Glance {
  /** Without those of modules that no repository can hold, such as `os`. */
  readonly imports: readonly ScannedImport[];
  readonly main: boolean;
}

/** Looks at the first `length` bytes, which are UTF-8 without a byte-order mark; null where a closer look is needed. */
export type Glancer = (bytes: Buffer, length: number) => Glance | null;

/** Makes a glancer, which remembers the imports that it has seen; null where the seeds are too short for one. */
export function glancerFor(seeds: Seeds): Glancer | null {
  const words = [...new Set(signs(seeds))];
  const needles = needlesOf(["import", "__main__", ...words.filter((word) => word !== "import")]);
  if (needles === null) return null;
  const statements = statementReader(seeds.needs.flatMap((need) => need.imports));
  return (bytes, length) => glance(bytes, length, needles, statements);
}

/** Every word that decides something at once. Of words that stand together in one text, one is enough to look for. */
function signs({ grpc, fork, needs, suspect }: Seeds): readonly string[] {
  const early = needs.flatMap(({ words, common }) => (common === true ? [] : words));
  const texts = [...grpc, ...fork, ...early, ...suspect.flatMap((all) => all.slice(0, 1))].map(({ text }) => text);
  return texts.filter((text) => !texts.some((other) => other !== text && text.includes(other)));
}

const IMPORT = 0;
const MAIN = 1;
const nothing: readonly ScannedImport[] = [];

function glance(bytes: Buffer, length: number, needles: Needles, statements: StatementReader): Glance | null {
  let imports = nothing;
  let main = false;
  let readTo = 0;
  for (let at = needles.find(bytes, 0, length); at >= 0; at = needles.find(bytes, at + 1, length)) {
    const needle = needles.which(bytes, at, length);
    if (needle === MAIN) {
      main ||= isGuard(bytes, at, length);
      continue;
    }
    if (needle !== IMPORT) return null;
    if (at < readTo) continue;
    const read = statementAt(bytes, at, length, statements);
    if (read === null) return null;
    if (read.imports.length > 0) imports = imports.length === 0 ? read.imports : [...imports, ...read.imports];
    readTo = read.end;
  }
  return { imports, main };
}

/** More than {@link isMainGuardAt} looks at, on either side. */
const AROUND = 400;

function isGuard(bytes: Buffer, at: number, length: number): boolean {
  const start = Math.max(0, at - AROUND);
  return isMainGuardAt(bytes.toString("latin1", start, Math.min(length, at + AROUND)), at - start);
}

/** What was read, and where the reading goes on. */
interface Read {
  readonly imports: readonly ScannedImport[];
  readonly end: number;
}

/**
 * What {@link scanImports} would find at an `import`, when that can be told from the line, or from the parentheses, around
 * it; null when it takes the whole text.
 */
function statementAt(bytes: Buffer, at: number, length: number, statements: StatementReader): Read | null {
  const end = at + 6;
  const after = end < length ? (bytes[end] as number) : SPACE;
  const passed: Read = { imports: nothing, end };
  if (after === UNDERSCORE) return mayBeLiteral(bytes, end, length) ? null : passed;
  // A byte-order mark is no part of a word, as other letters beyond ASCII are.
  if (after === BOM || (at > 0 && bytes[at - 1] === BOM_END)) return null;
  if (isWord(after) || (at > 0 && isWord(bytes[at - 1] as number))) return passed;
  const start = lineStart(bytes, at);
  if (start < 0 || isContinued(bytes, start)) return null;
  const opening = openingOf(bytes, start, at);
  if (opening === "unclear") return null;
  if (opening === "none") return passed;
  const stop = statementEnd(bytes, end, length);
  if (stop < 0) return null;
  const imports = statements(bytes.toString("latin1", start, stop));
  return imports && { imports, end: stop };
}

/** `import_module(` or `__import__(`, with whatever may stand before the parenthesis. */
function mayBeLiteral(bytes: Buffer, at: number, length: number): boolean {
  let end = at;
  while (end < length && isWord(bytes[end] as number)) end++;
  const word = bytes.toString("latin1", at, end);
  return word.startsWith("_module") || word.startsWith("__");
}

/** Where the line begins; -1 when that is far away. */
function lineStart(bytes: Buffer, at: number): number {
  let start = at;
  const limit = Math.max(0, at - LONGEST_LINE);
  while (start > limit && !isLineEnd(bytes[start - 1] as number)) start--;
  return start === limit && limit > 0 ? -1 : start;
}

const LONGEST_LINE = 900;

/** Whether the line before this one ends with a backslash. */
function isContinued(bytes: Buffer, start: number): boolean {
  let end = start - 1;
  if (end > 0 && bytes[end] === LF && bytes[end - 1] === CR) end--;
  return end > 0 && bytes[end - 1] === BACKSLASH;
}

/** Whether the line, up to its `import`, opens a statement: with nothing at all, or with `from`. */
function openingOf(bytes: Buffer, start: number, at: number): "statement" | "none" | "unclear" {
  let first = start;
  while (first < at && isBlank(bytes[first] as number)) first++;
  if (first === at) return "statement";
  const isFrom = first + 4 <= at && isFromAt(bytes, first);
  for (let index = first; index < at; index++) {
    const code = bytes[index] as number;
    // After these a statement may start, or a line go on.
    if (code === COLON || code === SEMICOLON || code === BACKSLASH || code === BOM) return "unclear";
    if (isFrom && code >= 0x80) return "unclear";
  }
  return isFrom ? "statement" : "none";
}

function isFromAt(bytes: Buffer, at: number): boolean {
  return bytes[at] === 102 && bytes[at + 1] === 114 && bytes[at + 2] === 111 && bytes[at + 3] === 109;
}

/** Where the lines of a statement end; -1 when they hold more than a list of names. */
function statementEnd(bytes: Buffer, from: number, length: number): number {
  let isOpen = false;
  for (let at = from; at < length; at++) {
    const code = bytes[at] as number;
    if (isLineEnd(code) && !isOpen) return at;
    if (code === BACKSLASH || code >= 0x80) return -1;
    if (code === OPEN) {
      if (isOpen) return -1;
      isOpen = true;
    } else if (code === CLOSE) {
      if (!isOpen) return -1;
      isOpen = false;
    } else if (code === HASH && isOpen) return -1;
  }
  return isOpen ? -1 : length;
}

/** The imports of a few lines of text; null where one of them is itself a sign. */
type StatementReader = (text: string) => readonly ScannedImport[] | null;

/** More distinct statements than this are not remembered at a time. */
const REMEMBERED = 100_000;

function statementReader(wanted: readonly ImportSeed[]): StatementReader {
  const known = new Map<string, readonly ScannedImport[] | null>();
  const tops = new Set(wanted.map((seed) => topOf(seed.package)));
  const isSign = (one: ScannedImport) => one.level === 0 && tops.has(topOf(one.module)) && bringsIn([one], wanted);
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const imports = scanImports(text);
    const kept = imports.some(isSign) ? null : copied(ofRepository(imports));
    known.set(text, kept);
    return kept;
  };
}

function topOf(module: string): string {
  const dot = module.indexOf(".");
  return dot < 0 ? module : module.slice(0, dot);
}

/** Without the imports of modules that no repository can hold. */
export function ofRepository(imports: readonly ScannedImport[]): readonly ScannedImport[] {
  const kept = imports.filter(({ module, level }) => level > 0 || firmnessOf(module) !== "always");
  return kept.length === 0 ? nothing : kept;
}

/** A piece cut from a string keeps all of that string alive in V8. */
function copied(imports: readonly ScannedImport[]): readonly ScannedImport[] {
  return imports.length === 0 ? imports : JSON.parse(JSON.stringify(imports));
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;
const OPEN = 40;
const CLOSE = 41;
const COLON = 58;
const SEMICOLON = 59;
const BACKSLASH = 92;
const UNDERSCORE = 95;
/** The first byte of a byte-order mark, and its last. */
const BOM = 0xef;
const BOM_END = 0xbf;

function isLineEnd(code: number): boolean {
  return code === LF || code === CR;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === 9 || code === 12;
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === UNDERSCORE ||
    code >= 0x80
  );
}
