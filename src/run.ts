/** The whole pipeline on one screen: files → facts → program → process tree → findings → plans → changes. */
import { transforms } from "../transforms/index";
import { type Analysis, analyse, type FactsCache } from "./analyse";
import { chosen } from "./edits/choose";
import { narrowed, type WantedFix } from "./edits/narrow";
import type { Proposal } from "./edits/select";
import type { Source } from "./edits/transform";
import { filesWith } from "./files-with";
import { gather } from "./gather";
import { edited, type Landed, land } from "./land";
import { lookedAgain } from "./link/survey";
import { graphOf, placesOf } from "./processes/graph";
import { loadParser } from "./python/parser";
import { rules } from "./rules/index";
import { silence } from "./silence";
import { knownFindings } from "./suppress/known";
import { suppress } from "./suppress/suppress";
import type { Change, Files, Finding, Known, Options, ProcessGraph, Result, RuleCode } from "./types";
import { withOrigins } from "./with-origins";

/** The names of all transforms, in order of preference. */
export const transformNames: readonly string[] = transforms.map(({ name }) => name);

export type { WantedFix } from "./edits/narrow";

/** A run that can be asked further, as long as its files stay as they are. */
export interface Investigation {
  readonly result: Result;
  /** What these fixes alone come to, verified as a set; what is chosen may be unsafe. */
  readonly fix: (fixes: readonly WantedFix[]) => Landed;
  /** Whether a text of Python has no syntax error. */
  readonly parses: (text: string) => boolean;
  /** The comment that silences a finding of the result; null where none can be written. */
  readonly silence: (finding: Finding) => Change | null;
}

export async function run(files: Files, options: Options): Promise<Result> {
  return (await investigate(files, options)).result;
}

/** A run; with the `cache` of the one before it, only what has changed since is parsed. */
export async function investigate(
  files: Files,
  options: Options,
  cache: FactsCache = new Map(),
): Promise<Investigation> {
  const started = performance.now();
  // In this order: while threads look at files, there is time to load a parser.
  const [{ looked, parsed }, parser] = await Promise.all([gather(files, options, cache), loadParser()]);
  const analysis = analyse(files, options, parser, cache, looked);
  const { findings: asked, known } = wanted(analysis, files, options);
  const findings = withOrigins(asked, analysis.program, files);
  const source = await sourceFor(findings, analysis, files, options);
  const proposals = chosen(propose(findings, source), options);
  // What is only tried must not take the place of what is known of the files.
  const trial: FactsCache = new Map(cache);
  const reanalyse = (changed: Files, paths: readonly string[]) =>
    analyse(changed, options, parser, trial, lookedAgain(looked, changed, paths), analysis);
  const input = { findings, proposals, analysis, files, source, options, reanalyse };
  const graph = graphOf(analysis.tree, findings, files.selected);
  const result = {
    ...land(input),
    ...(options.known && { known }),
    notices: analysis.notices,
    stats: {
      ...analysis.counts,
      parsed: parsed + analysis.counts.parsed,
      milliseconds: Math.round(performance.now() - started),
    },
    graph,
    sources: sourcesOf(findings, graph, analysis, source),
  };
  const lookAgain = (change: Change) => {
    const changed = edited(files, [change]);
    return wanted(reanalyse(changed, [change.path]), changed, options).findings;
  };
  return {
    result,
    fix: (fixes) => {
      const narrow = narrowed(proposals, findings, fixes);
      return land({ ...input, proposals: narrow, options: { ...options, unsafeFixes: true } });
    },
    parses: (text) => parser.errors(text).length === 0,
    silence: (finding) => silence(finding, findings, source, lookAgain),
  };
}

interface Wanted {
  readonly findings: readonly Finding[];
  /** What is in the baseline. */
  readonly known: readonly Known[];
}

/**
 * The findings that were asked for, without those that a comment silences or the baseline holds, with those about such
 * comments.
 */
function wanted(analysis: Analysis, files: Files, options: Options): Wanted {
  const isSelected = (code: RuleCode) => matches(code, options.select, true) && !matches(code, options.ignore, false);
  const { kept, unused } = suppress(analysis.findings, {
    facts: (path) => analysis.program.load(path),
    paths: [...analysis.program.facts.keys()].filter(files.selected),
    known: rules.map((rule) => rule.code),
    isSelected,
  });
  const isWanted = ({ rule, at }: Finding) =>
    isSelected(rule) && files.selected(at.path) && !isIgnoredIn(at.path, rule, options);
  const asked = [...kept, ...unused].filter(isWanted);
  const known = knownFindings(kept, options.known ?? new Map());
  return {
    findings: asked.filter((finding) => !known.has(finding)),
    known: asked.flatMap((finding) => {
      const fingerprint = known.get(finding);
      return fingerprint === undefined ? [] : [{ finding, fingerprint }];
    }),
  };
}

function isIgnoredIn(path: string, code: RuleCode, { perFileIgnores = [] }: Options): boolean {
  return perFileIgnores.some(({ match, codes }) => match(path) && matches(code, codes, false));
}

function matches(code: RuleCode, prefixes: readonly string[], whenEmpty: boolean): boolean {
  return prefixes.length === 0 ? whenEmpty : prefixes.some((prefix) => code.startsWith(prefix));
}

/** What transforms may look at, with the files found in which stands what they look for. */
async function sourceFor(
  findings: readonly Finding[],
  analysis: Analysis,
  files: Files,
  options: Options,
): Promise<Source> {
  const source = sourceOf(analysis, files, options);
  const texts = transforms.flatMap(({ looksFor, rules: own }) => {
    const mine = findings.filter(({ rule }) => own.some((code) => code === rule));
    return looksFor === undefined || mine.length === 0 ? [] : looksFor(mine, source);
  });
  const found = await filesWith(texts, files, source);
  return { ...source, filesWith: (text) => found.get(text) ?? [] };
}

function propose(findings: readonly Finding[], source: Source): readonly Proposal[] {
  return transforms.flatMap((transform) => {
    const mine = findings.flatMap((finding, index) => (transform.rules.includes(finding.rule) ? [index] : []));
    if (mine.length === 0) return [];
    const proposals = transform.plan(
      mine.map((index) => findings[index] as Finding),
      source,
    );
    return proposals.map((proposal) => ({ ...proposal, findings: proposal.findings.map((i) => mine[i] as number) }));
  });
}

function sourceOf(analysis: Analysis, files: Files, options: Options): Source {
  return {
    program: analysis.program,
    facts: analysis.program.load,
    options,
    text: (path) => {
      const read = files.read(path);
      return read.kind === "text" ? read.text : null;
    },
  };
}

/** The text of every file that a report shows. */
function sourcesOf(
  findings: readonly Finding[],
  graph: ProcessGraph,
  analysis: Analysis,
  source: Source,
): ReadonlyMap<string, string> {
  const paths = new Set<string>(analysis.notices.flatMap((notice) => (notice.path === null ? [] : [notice.path])));
  for (const finding of findings) {
    paths.add(finding.at.path);
    if (finding.fork) paths.add(finding.fork.at.path);
    for (const step of finding.trace) paths.add(step.at.path);
  }
  for (const place of placesOf(graph)) paths.add(place.path);
  return new Map(
    [...paths].sort().flatMap((path) => {
      const text = source.text(path);
      return text === null ? [] : [[path, path.endsWith(".py") ? text : withoutSecrets(text)] as const];
    }),
  );
}

/**
 * Files of the deployment hold more than what a report is about: of those it shows no other line. What it leaves out is
 * blank, and as long as it was, so that places still are where they were.
 */
function withoutSecrets(text: string): string {
  return text.replace(/^.*$/gm, (line) => (line.includes("GRPC_") ? line : " ".repeat(line.length)));
}
