/** Files → findings: the first half of a run, and how the second half checks its work. */
import { deployedVariables, isGunicornConfig, type Launcher, launchersIn } from "./deployment/index";
import { extractFacts } from "./facts/facts";
import { textHash } from "./facts/text-hash";
import { type Extract, link } from "./link/link";
import { seedsFor } from "./link/seeds";
import type { Start } from "./link/start";
import { type Looked, lookedAt } from "./link/survey";
import { createModels } from "./models/models";
import { collectedStarts, startOf } from "./processes/applications";
import { buildTree } from "./processes/build";
import type { ProcessTree } from "./processes/tree";
import type { Parser } from "./python/parser";
import { byPlace, findingsOf } from "./rules/findings";
import { brokenFile } from "./rules/gff002";
import type { Names } from "./rules/rule";
import type { Facts, Files, Finding, Notice, Options, Program, Span, Stats } from "./types";

export interface Analysis {
  readonly program: Program;
  readonly tree: ProcessTree;
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
  readonly counts: Omit<Stats, "milliseconds">;
}

/** What is known of files by path, so that a second analysis parses only what has changed. Texts are not kept. */
export type FactsCache = Map<string, Known>;

interface Known {
  /** Of the text from which the rest was made. */
  readonly hash: string;
  /** Null where only the errors were asked for. */
  readonly facts: Facts | null;
  readonly errors: readonly Span[];
}

/** `before` is an analysis of files of which most were the same. */
export function analyse(
  files: Files,
  options: Options,
  parser: Parser,
  cache: FactsCache,
  looked: Looked = lookedAt(files, seedsFor(options.models)),
  before?: Analysis,
): Analysis {
  const launchers = launchersIn(files);
  const starts = startsOf(files, launchers);
  let parsed = 0;
  const extract = extractor(parser, cache, () => {
    parsed += 1;
  });
  const { program, notices, bytes } = link(files, extract, looked, starts);
  const deployment = { variables: deployedVariables(files), launchers };
  const tree = buildTree(program, createModels(options.models), options, deployment, before?.tree);
  const names: Names = { facts: (path) => program.facts.get(path) ?? null, options };
  // What is wrong with a file that nobody asked about is not for this run to say.
  const wanted = notices.filter(({ path }) => path === null || files.selected(path));
  const [broken, others] = partition(wanted, (notice) => isBroken(notice, files));
  const findings = [...findingsOf(tree, names), ...broken.map((notice) => brokenFinding(notice, program, names))];
  return {
    program,
    tree,
    findings: findings.sort(byPlace),
    notices: [...others, ...tree.exhausted.map(budgetNotice), ...skippedNotice(tree.skipped)],
    counts: { files: files.paths.length, bytes, parsed, entries: program.entries.length },
  };
}

/** Where something outside of Python starts a program. */
export function startsOf(files: Files, launchers: readonly Launcher[]): readonly Start[] {
  const configs = files.paths.filter(isGunicornConfig).map((module) => ({ module, folders: [""] }));
  const collected = collectedStarts(files.paths, launchers);
  return [...launchers.flatMap((launcher) => startOf(launcher) ?? []), ...configs, ...collected];
}

function extractor(parser: Parser, cache: FactsCache, count: () => void): Extract {
  return {
    facts: (path, text) => {
      const hash = textHash(text);
      const known = cache.get(path);
      if (known?.hash === hash && known.facts !== null) return known.facts;
      count();
      const facts = extractFacts(path, text, parser);
      cache.set(path, { hash, facts, errors: facts.errors });
      return facts;
    },
    errors: (path, text) => {
      const hash = textHash(text);
      const known = cache.get(path);
      if (known?.hash === hash) return known.errors;
      count();
      const errors = parser.errors(text);
      cache.set(path, { hash, facts: null, errors });
      return errors;
    },
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

function skippedNotice(count: number): readonly Notice[] {
  if (count === 0) return [];
  const message = `the repository holds more than one run follows: ${count} of its programs and library functions were left out; name a part of it`;
  return [{ code: "analysis-budget", path: null, line: null, message }];
}

function budgetNotice(path: string): Notice {
  return {
    code: "analysis-budget",
    path,
    line: null,
    message: "the program that starts here is too large to follow to its end; what it does late may be missed",
  };
}
