/** What a file of a project says about a version. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isBelow, type Version } from "./specifier";

export interface Statement {
  readonly version: Version;
  /** Nothing but this version will do. */
  readonly exact: boolean;
  /** 1-based. */
  readonly line: number;
}

/** A kind of file that says something. */
export interface Witness {
  readonly matches: (name: string) => boolean;
  readonly statements: (text: string) => readonly Statement[];
}

/** A statement and the file that makes it, absolute. */
export interface Testimony extends Statement {
  readonly path: string;
}

/** All that the files of a folder say to these witnesses. */
export function testimoniesIn(folder: string, witnesses: readonly Witness[]): readonly Testimony[] {
  const names = namesIn(folder);
  return witnesses.flatMap(({ matches, statements }) =>
    names.filter(matches).flatMap((name) => {
      const path = join(folder, name);
      return statements(textOf(path)).map((statement) => ({ ...statement, path }));
    }),
  );
}

/** The one with the lowest version; of equals the first. */
export function lowestTestimony(testimonies: readonly Testimony[]): Testimony | null {
  return testimonies.reduce<Testimony | null>(
    (least, one) => (least === null || isBelow(one.version, least.version) ? one : least),
    null,
  );
}

/** The matches of a global pattern, each with its 1-based line. */
export function matchesIn(text: string, pattern: RegExp): readonly { found: RegExpExecArray; line: number }[] {
  return [...text.matchAll(pattern)].map((found) => ({ found, line: lineAt(text, found.index) }));
}

/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // A folder of that name, or one that may not be read: it says nothing.
    return "";
  }
}
