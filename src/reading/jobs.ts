/** What a thread does with files: the same in whichever thread. */
import { extractFacts } from "../facts/facts";
import { textHash } from "../facts/text-hash";
import { isPlainUtf8 } from "../host/decode";
import { readBytes, readOf } from "../host/reader";
import { needlesOf } from "../link/needles";
import { type Scanner, scannerFor } from "../link/scans";
import { seedsFor } from "../link/seeds";
import { loadParser, type Parser } from "../python/parser";
import type { Look, ParsedFile, Scan } from "../scan";
import type { UserModels } from "../types";

/** The work on files below one root. Paths are relative to it. */
export interface Jobs {
  readonly scan: (paths: readonly string[], look: Look) => readonly Scan[];
  /** What cannot be read is left out. */
  readonly parse: (paths: readonly string[], want: ParsedFile["kind"]) => Promise<readonly ParsedFile[]>;
  /** For each text the places of those paths in whose files it stands. */
  readonly search: (paths: readonly string[], texts: readonly string[]) => readonly (readonly number[])[];
}

/** Nearly every file is shorter (bytes). */
const BUFFER = 1 << 20;

export function jobsIn(root: string, models: UserModels | undefined): Jobs {
  const buffer = Buffer.allocUnsafe(BUFFER);
  let scanner: Scanner | null = null;
  let parser: Promise<Parser> | null = null;
  return {
    scan(paths, look) {
      scanner ??= scannerFor(seedsFor(models));
      const own = scanner;
      return paths.map((path) => scanFile(`${root}/${path}`, path, look, own, buffer));
    },
    async parse(paths, want) {
      parser ??= loadParser();
      const own = await parser;
      return paths.flatMap((path) => parseFile(`${root}/${path}`, path, want, own, buffer));
    },
    search: (paths, texts) => searchFiles(root, paths, texts, buffer),
  };
}

function scanFile(file: string, path: string, look: Look, scanner: Scanner, buffer: Buffer): Scan {
  const raw = readBytes(file, buffer);
  const seen =
    look === "glance" && raw.kind === "bytes" && isPlainUtf8(raw.bytes)
      ? scanner.glance(path, raw.bytes, raw.bytes.length)
      : null;
  return seen ?? scanner.look(path, readOf(raw));
}

function parseFile(
  file: string,
  path: string,
  want: ParsedFile["kind"],
  parser: Parser,
  buffer: Buffer,
): readonly ParsedFile[] {
  const read = readOf(readBytes(file, buffer));
  if (read.kind === "unreadable") return [];
  const { text } = read;
  const head = { path, hash: textHash(text), isFresh: true };
  if (want === "errors") return [{ ...head, kind: "errors", errors: parser.errors(text) }];
  return [{ ...head, kind: "facts", facts: extractFacts(path, text, parser) }];
}

function searchFiles(
  root: string,
  paths: readonly string[],
  texts: readonly string[],
  buffer: Buffer,
): readonly (readonly number[])[] {
  const found = texts.map((): number[] => []);
  const words = texts.map((text) => Buffer.from(text));
  const needles = needlesOf(texts);
  for (const [place, path] of paths.entries()) {
    const raw = readBytes(`${root}/${path}`, buffer);
    if (raw.kind === "unreadable") continue;
    const { bytes } = raw;
    // What is ASCII has the same bytes in every encoding that is read.
    if (needles !== null && needles.find(bytes, 0, bytes.length) < 0) continue;
    const isIn = isPlainUtf8(bytes)
      ? (text: number) => bytes.includes(words[text] as Buffer)
      : inText(readOf(raw), texts);
    for (const text of texts.keys()) if (isIn(text)) found[text]?.push(place);
  }
  return found;
}

function inText(read: ReturnType<typeof readOf>, texts: readonly string[]): (text: number) => boolean {
  return (text) => read.kind === "text" && read.text.includes(texts[text] as string);
}
