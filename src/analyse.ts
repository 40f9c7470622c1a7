/** Files → findings: the first half of a run, and how the second half checks its work. */
import { extractFacts } from "./facts/facts";
import { link } from "./link/link";
import { defaultSeeds } from "./link/seeds";
import { createModels } from "./models/models";
import { buildTree } from "./processes/build";
import type { ProcessTree } from "./processes/tree";
import type { Parser } from "./python/parser";
import { byPlace, findingsOf } from "./rules/findings";
import { brokenFile } from "./rules/gff002";
import type { Names } from "./rules/rule";
import type { Facts, Files, Finding, Notice, Options, Program, Stats } from "./types";

export interface Analysis {
  readonly program: Program;
  readonly tree: ProcessTree;
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
  readonly counts: Omit<Stats, "milliseconds">;
}

/** Facts by path, so that a second analysis parses only what has changed. */
export type FactsCache = Map<string, { readonly text: string; readonly facts: Facts }>;

export function analyse(files: Files, options: Options, parser: Parser, cache: FactsCache): Analysis {
  const extract = (path: string, text: string): Facts => {
    const known = cache.get(path);
    if (known?.text === text) return known.facts;
    const facts = extractFacts(path, text, parser);
    cache.set(path, { text, facts });
    return facts;
  };
  const { program, notices, bytes, parsed } = link(files, extract, defaultSeeds);
  const tree = buildTree(program, createModels(), options);
  const names: Names = { facts: (path) => program.facts.get(path) ?? null };
  const [broken, others] = partition(notices, (notice) => isBroken(notice, files));
  const findings = [...findingsOf(tree, names), ...broken.map((notice) => brokenFinding(notice, program, names))];
  return {
    program,
    tree,
    findings: findings.sort(byPlace),
    notices: [...others, ...tree.exhausted.map(budgetNotice)],
    counts: { files: files.paths.length, bytes, parsed, entries: program.entries.length },
  };
}

/** A file that was asked for and does not parse or decode; of another one it is only said. */
function isBroken(notice: Notice, files: Files): boolean {
  return notice.code === "GFF002" && notice.path !== null && files.selected(notice.path);
}

function brokenFinding(notice: Notice, program: Program, names: Names): Finding {
  const path = notice.path ?? "";
  // What does not decode has no text to point at.
  const span = program.load(path)?.errors[0] ?? { start: 0, end: 0 };
  return brokenFile({ path, span }, notice.message, names);
}

function partition<T>(items: readonly T[], holds: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))];
}

function budgetNotice(path: string): Notice {
  return {
    code: "analysis-budget",
    path,
    line: null,
    message: "the program that starts here is too large to follow to its end; what it does late may be missed",
  };
}
