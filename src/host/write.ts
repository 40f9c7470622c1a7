import { readFileSync } from "node:fs";
import type { Notice } from "../types";
import { createJournal, findJournal, hashOf, isUnderWay, type JournalEntry, removeJournal } from "./journal";
import { commit, discard, stage, temporaryFor } from "./replace-file";
import { explain, type Target, targetOf } from "./target";
import { clearUnfinished, unfinishedWrite } from "./unfinished";

/** One file's new content, against the content that the analysis saw. The path is relative to the root. */
export interface Write {
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface Refusal {
  readonly path: string;
  readonly reason: string;
}

export type Written =
  | { readonly kind: "written"; readonly paths: readonly string[]; readonly notices: readonly Notice[] }
  /** Nothing was changed; or, in `changed`, what could not be put back after a failure halfway. */
  | {
      readonly kind: "refused";
      readonly refusals: readonly Refusal[];
      readonly changed: readonly string[];
      readonly notices: readonly Notice[];
    };

/** A write with all that was found out about it. */
interface Prepared extends Write {
  readonly target: Target & { readonly kind: "ok" };
  readonly temporary: string;
}

/**
 * Writes all files or none. Killed at any moment, it leaves each file either old or new, and a note for the next run
 * (see `unfinished`). `step` is called between any two changes to the disk.
 *
 * @param root absolute, without links.
 */
export function writeFiles(root: string, writes: readonly Write[], step: () => void = () => {}): Written {
  const left = findJournal(root);
  if (left && isUnderWay(left.journal)) {
    return refuseAll(writes, `another run (process ${left.journal.pid}) is writing to this project`);
  }
  const notices = [...unfinishedWrite(root)];
  clearUnfinished(root);
  const prepared: Prepared[] = [];
  const refusals: Refusal[] = [];
  for (const write of writes) {
    const target = targetOf(root, write.path, write.before);
    if (target.kind === "refused") refusals.push({ path: write.path, reason: target.reason });
    else prepared.push({ ...write, target, temporary: temporaryFor(target.file) });
  }
  refusals.push(...contradictions(prepared));
  if (refusals.length > 0) return { kind: "refused", refusals, changed: [], notices };
  notices.push(...prepared.filter(({ target }) => target.status.nlink > 1).map(hardLinkNotice));
  return { ...transact(root, onePerFile(prepared), step, writes), notices };
}

function transact(root: string, prepared: readonly Prepared[], step: () => void, writes: readonly Write[]): Written {
  const journal = tryTo(() => createJournal(root, prepared.map(entryOf)));
  if ("failure" in journal) return refuseAll(writes, `no note of the write could be made: ${explain(journal.failure)}`);
  step();
  const done: Prepared[] = [];
  let current = prepared[0];
  const outcome = tryTo(() => {
    for (current of prepared) {
      stage(current.temporary, current.after, current.target.status);
      step();
    }
    for (current of prepared) {
      if (!readFileSync(current.target.file).equals(current.before))
        throw new Error("it changed on disk while we worked");
      commit(current.temporary, current.target.file);
      done.push(current);
      step();
    }
  });
  if (!("failure" in outcome)) {
    removeJournal(journal.value);
    return { kind: "written", paths: writes.map(({ path }) => path), notices: [] };
  }
  for (const { temporary } of prepared) tryTo(() => discard(temporary));
  const changed = done.filter((write) => !putBack(write)).map(({ path }) => path);
  if (changed.length === 0) removeJournal(journal.value);
  const refusals = [{ path: current?.path ?? "", reason: explain(outcome.failure) }];
  return { kind: "refused", refusals, changed, notices: [] };
}

/** Restores the old content, unless somebody changed the new one meanwhile. */
function putBack({ target, before, after }: Prepared): boolean {
  const temporary = temporaryFor(target.file);
  const outcome = tryTo(() => {
    if (!readFileSync(target.file).equals(after)) return false;
    stage(temporary, before, target.status);
    commit(temporary, target.file);
    return true;
  });
  if ("failure" in outcome) tryTo(() => discard(temporary));
  return "value" in outcome && outcome.value;
}

/** Two names of one file (links) must agree on what it becomes. */
function contradictions(prepared: readonly Prepared[]): readonly Refusal[] {
  const byFile = new Map<string, Prepared>();
  const refusals: Refusal[] = [];
  for (const write of prepared) {
    const other = byFile.get(write.target.file);
    if (other && !other.after.equals(write.after)) {
      refusals.push({ path: write.path, reason: `it is the same file as ${other.path}, which changes otherwise` });
    }
    byFile.set(write.target.file, write);
  }
  return refusals;
}

function onePerFile(prepared: readonly Prepared[]): readonly Prepared[] {
  return [...new Map(prepared.map((write) => [write.target.file, write])).values()];
}

function entryOf({ path, target, temporary, before, after }: Prepared): JournalEntry {
  return { path, target: target.file, temporary, before: hashOf(before), after: hashOf(after) };
}

function hardLinkNotice({ path }: Write): Notice {
  const message = "this file had other names (hard links); they keep the old content";
  return { code: "hard-link", path, line: null, message };
}

function refuseAll(writes: readonly Write[], reason: string): Written {
  return { kind: "refused", refusals: writes.map(({ path }) => ({ path, reason })), changed: [], notices: [] };
}

function tryTo<Value>(action: () => Value): { readonly value: Value } | { readonly failure: unknown } {
  try {
    return { value: action() };
  } catch (failure) {
    return { failure };
  }
}
