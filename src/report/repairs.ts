import type { Change, Decision, Edit, Repair, Result } from "../types";
import { compareTexts } from "./order";

/** What repairs a finding, and nothing else that the run repairs. */
export interface OwnRepair {
  /** The files that it edits, by path. */
  readonly files: readonly FileRepair[];
  /** The findings that go with it, among them the one that was asked for. */
  readonly decisions: readonly Decision[];
}

export interface FileRepair extends Change {
  /** What turns the text before into the text after, in order; none touches another. */
  readonly edits: readonly Edit[];
}

/** Finds the repair of each finding; null for one that the run does not repair. One that repairs several is one object. */
export function repairsOf(result: Result): (decision: Decision) => OwnRepair | null {
  const texts = new Map(result.changes.map(({ path, before }) => [path, before]));
  const known = new Map<string, OwnRepair>();
  const indexes = new Map(result.decisions.map((decision, index) => [decision, index]));
  return (decision) => {
    const index = indexes.get(decision) ?? -1;
    const own = result.repairs.flatMap((repair, place) => (repair.decisions.includes(index) ? [place] : []));
    if (own.length === 0) return null;
    const key = own.join();
    const repairs = own.map((place) => result.repairs[place] as Repair);
    const repair = known.get(key) ?? ownRepair(repairs, result, texts);
    known.set(key, repair);
    return repair;
  };
}

function ownRepair(repairs: readonly Repair[], result: Result, texts: ReadonlyMap<string, string>): OwnRepair {
  const edits = unique(repairs.flatMap((repair) => repair.edits));
  const paths = [...new Set(edits.map(({ path }) => path))].sort(compareTexts);
  const decisions = [...new Set(repairs.flatMap((repair) => repair.decisions))].map((index) => result.decisions[index]);
  return {
    files: paths.map((path) =>
      fileRepair(
        path,
        texts.get(path) ?? "",
        edits.filter((edit) => edit.path === path),
      ),
    ),
    decisions: decisions.filter((decision) => decision !== undefined),
  };
}

/** Two repairs may need the same import. */
function unique(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify([edit.path, edit.span, edit.text]), edit])).values()];
}

function fileRepair(path: string, before: string, edits: readonly Edit[]): FileRepair {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let after = "";
  let end = 0;
  for (const { span, text } of sorted) {
    after += before.slice(end, span.start) + text;
    end = span.end;
  }
  return { path, before, after: after + before.slice(end), edits: joined(sorted) };
}

/** Edits that touch are one: of two insertions at one place, each reader would have to guess which comes first. */
function joined(sorted: readonly Edit[]): readonly Edit[] {
  const parts: Edit[] = [];
  for (const edit of sorted) {
    const last = parts.at(-1);
    if (last === undefined || last.span.end < edit.span.start) {
      parts.push(edit);
      continue;
    }
    const span = { start: last.span.start, end: edit.span.end };
    parts[parts.length - 1] = { path: edit.path, span, text: last.text + edit.text };
  }
  return parts;
}
