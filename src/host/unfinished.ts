import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Notice } from "../types";
import { isInside } from "./discover";
import { findJournal, hashOf, isUnderWay, type JournalEntry, removeJournal } from "./journal";
import { discard, isTemporary } from "./replace-file";

/**
 * What a killed run left in the project: one notice per file of its fix, or one in all if it had changed nothing.
 * Empty if there was none. Changes nothing; see {@link clearUnfinished}.
 */
export function unfinishedWrite(root: string): readonly Notice[] {
  const found = findJournal(root);
  if (found === null || isUnderWay(found.journal)) return [];
  const states = found.journal.entries.filter(isWellFormed).map((entry) => ({ entry, state: stateOf(root, entry) }));
  if (states.every(({ state }) => state === "old")) {
    return [notice(null, "an earlier run was killed before it wrote anything")];
  }
  if (states.every(({ state }) => state === "new")) {
    return [notice(null, "an earlier run was killed after it had written all its files")];
  }
  return states.map(({ entry, state }) => notice(entry.path, SENTENCES[state]));
}

/** Takes away the temporary files that a killed run left, and its note. Leaves a run alone that is under way. */
export function clearUnfinished(root: string): void {
  const found = findJournal(root);
  if (found === null || isUnderWay(found.journal)) return;
  for (const entry of found.journal.entries) {
    // The note is a file in the project's reach: what it says is not trusted to delete anything else.
    if (isWellFormed(entry) && isTemporary(entry.temporary) && liesIn(root, entry.temporary)) discard(entry.temporary);
  }
  removeJournal(found.file);
}

type State = "old" | "new" | "changed" | "gone";

const SENTENCES: Readonly<Record<State, string>> = {
  old: "an earlier run was killed before it wrote this file, which belongs to a fix of several; it is as it was",
  new: "an earlier run was killed after it wrote this file, which belongs to a fix of several; it holds the fix",
  changed: "an earlier run was killed while it wrote a fix that this file belongs to; the file was changed since",
  gone: "an earlier run was killed while it wrote a fix that this file belongs to; the file is gone",
};

function stateOf(root: string, entry: JournalEntry): State {
  try {
    const hash = hashOf(readFileSync(join(root, entry.path)));
    if (hash === entry.before) return "old";
    return hash === entry.after ? "new" : "changed";
  } catch {
    return "gone";
  }
}

function isWellFormed(entry: JournalEntry): boolean {
  return [entry.path, entry.target, entry.temporary, entry.before, entry.after].every((it) => typeof it === "string");
}

function liesIn(root: string, file: string): boolean {
  try {
    return isInside(root, realpathSync(dirname(file))) && lstatSync(file).isFile();
  } catch {
    return false;
  }
}

function notice(path: string | null, message: string): Notice {
  return { code: "unfinished-write", path, line: null, message };
}
