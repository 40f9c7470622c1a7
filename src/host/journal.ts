/**
 * The note that a write leaves while it is under way, so that the run after one that was killed can say what was left.
 * It lies in the git folder of the root, else in a private folder among the system's temporary files.
 */
import { createHash } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitFolderOf } from "./git";

export interface JournalEntry {
  /** Relative to the root. */
  readonly path: string;
  /** Absolute: the file that is replaced, links followed. */
  readonly target: string;
  /** Absolute: the new content until it takes the target's place. */
  readonly temporary: string;
  /** SHA-256 of the old and of the new content. */
  readonly before: string;
  readonly after: string;
}

export interface Journal {
  readonly version: 1;
  readonly pid: number;
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly entries: readonly JournalEntry[];
}

/** A write takes seconds. After this long (milliseconds), a process with the number in the note is another one. */
const LIFETIME = 10 * 60 * 1000;

/** Writes the note for a root to the disk and gives its place. Throws EEXIST if there is one already. */
export function createJournal(root: string, entries: readonly JournalEntry[]): string {
  const journal: Journal = { version: 1, pid: process.pid, started: Date.now(), entries };
  const file = placeForNew(root);
  const descriptor = openSync(file, "wx", 0o600);
  try {
    writeSync(descriptor, JSON.stringify(journal));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return file;
}

/** The note of an unfinished write to a root; null when there is none. Makes nothing. */
export function findJournal(root: string): { readonly file: string; readonly journal: Journal } | null {
  for (const { folder, file } of places(root)) {
    const journal = isOurs(folder) ? readJournal(join(folder, file)) : null;
    if (journal !== null) return { file: join(folder, file), journal };
  }
  return null;
}

/** Takes the note away. */
export function removeJournal(file: string): void {
  rmSync(file, { force: true });
}

/** Whether the process that wrote a note is still at it. */
export function isUnderWay(journal: Journal): boolean {
  if (journal.pid === process.pid || Date.now() - journal.started > LIFETIME) return false;
  try {
    process.kill(journal.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** SHA-256 in hexadecimal. */
export function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const EMPTY: Journal = { version: 1, pid: 0, started: 0, entries: [] };

interface JournalPlace {
  readonly folder: string;
  readonly file: string;
}

function places(root: string): readonly JournalPlace[] {
  const gitFolder = gitFolderOf(root);
  const shared = join(tmpdir(), `grpc-fork-fix-${process.getuid?.() ?? "user"}`);
  const inTemporary = { folder: shared, file: `${hashOf(Buffer.from(root))}.json` };
  if (gitFolder === null) return [inTemporary];
  return [{ folder: join(gitFolder, "grpc-fork-fix"), file: "journal.json" }, inTemporary];
}

/** The first place that can be written. */
function placeForNew(root: string): string {
  let failure: unknown;
  for (const { folder, file } of places(root)) {
    try {
      mkdirSync(folder, { mode: 0o700, recursive: true });
      accessSync(folder, constants.W_OK);
      if (isOurs(folder)) return join(folder, file);
      failure = new Error(`${folder} belongs to somebody else`);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** The temporary folder is everybody's: somebody else may have made a folder of this name, or a link. */
function isOurs(folder: string): boolean {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (!status?.isDirectory()) return false;
  return process.getuid === undefined || status.uid === process.getuid();
}

/** A note that was cut short was so before any file changed. */
function readJournal(file: string): Journal | null {
  try {
    const journal = JSON.parse(readFileSync(file, "utf8"));
    return journal.version === 1 && Array.isArray(journal.entries) ? journal : EMPTY;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : EMPTY;
  }
}
