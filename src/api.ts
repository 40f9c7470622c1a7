/**
 * The programmatic interface: what the command line does, without a terminal. Nothing here prints or exits; what the
 * caller did wrong rejects with a {@link UsageError}. docs/api.md shows it at work.
 */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { type AnalyzeRequest, type FixRequest, type Look, tokensOf } from "./api/request";
import { type Analysed, analyse, openAnalysis } from "./cli/analysis";
import { checkFormats } from "./cli/publish";
import { settingsOf } from "./cli/settings";
import { silentTerminal } from "./cli/terminal";
import type { Tokens } from "./cli/tokens";
import { toolVersion } from "./cli/version";
import { writeChanges } from "./cli/write-changes";
import { UsageError } from "./host/usage-error";
import type { Allowance } from "./host/worktree";
import { isApplied } from "./report/fate";
import { formatNames, loadFormat } from "./report/formats";
import type { View } from "./report/report";
import { rules } from "./rules/index";
import { investigate } from "./run";
import type * as core from "./types";

export type { AnalyzeRequest, Cache, FixRequest, Look } from "./api/request";
export type { Rule } from "./rules/rule";
export type {
  Alternative,
  Change,
  Decision,
  Edit,
  Finding,
  Fix,
  Fork,
  Notice,
  Place,
  Reason,
  Repair,
  RuleCode,
  Safety,
  Severity,
  Span,
  StartMethod,
  Stats,
  Step,
} from "./types";
export { rules, UsageError };

/** All that a run found out. Paths in it are relative to `root`; offsets count UTF-16 units. */
export interface Result extends core.Result {
  /** The folder of the project, absolute: the top of the git work tree, where there is one. */
  readonly root: string;
}

/** A result, and what became of its changes. */
export interface Fixed extends Result {
  /** The files that were written, sorted; empty where nothing was asked to be written. */
  readonly written: readonly string[];
  /** The decisions on findings that the changes leave. */
  readonly left: readonly core.Decision[];
}

/** The formats that {@link format} takes, sorted. */
export const formats: readonly string[] = formatNames();

/** The version of this package. */
export const version: string = toolVersion();

/** How the results of this module are shown; a result that was made elsewhere has none. */
const views = new WeakMap<core.Result, View>();

/** Finds what is wrong. `changes` of the result are what would repair it; nothing is written. */
export async function analyze(request: AnalyzeRequest = {}): Promise<Result> {
  const analysed = await analysedFor(request, tokensOf(request));
  return shown({ ...analysed.result, root: analysed.project.root }, analysed.view);
}

/**
 * Finds what is wrong, and repairs it: in memory, or with `write` on the disk, all files or none.
 *
 * @throws UsageError where a file may not be written: it has uncommitted changes, is in no version control, or changed.
 */
export async function fix(request: FixRequest = {}): Promise<Fixed> {
  if (request.write && request.files) throw new UsageError("write is for what is on the disk; files are the caller's");
  const { flags, words } = tokensOf(request);
  const mode = request.write ? [] : [{ flag: "dry-run", value: "", on: true }];
  const { result, project, view } = await analysedFor(request, { flags: [...flags, ...mode], words });
  const isWritten = request.write === true && result.changes.length > 0;
  const landing = isWritten ? writeChanges(result.changes, project, allowances(request)) : null;
  if (landing?.kind === "refused") throw new UsageError(landing.complaint.trimEnd());
  const fixed = {
    ...result,
    notices: [...result.notices, ...(landing?.notices ?? [])],
    root: project.root,
    written: isWritten ? result.changes.map(({ path }) => path) : [],
    left: result.decisions.filter((decision) => !isApplied(decision, view)),
  };
  return shown(fixed, view);
}

/**
 * A result as a report in one of the {@link formats}. Paths are relative to the `root` of the request, unless `look`
 * says otherwise.
 */
export function format(result: core.Result, name: string, look: Look = {}): string {
  checkFormats([{ format: name, file: null }], "format");
  return loadFormat(name).render(result, { ...plain, ...views.get(result), ...look });
}

const plain: View = {
  display: (path) => path,
  version,
  mode: "report",
  unsafeFixes: false,
  color: false,
  rules,
  bytesOf: (_path, text) => Buffer.from(text),
};

function shown<R extends core.Result>(result: R, view: View): R {
  views.set(result, view);
  return result;
}

async function analysedFor(request: AnalyzeRequest, tokens: Tokens): Promise<Analysed> {
  const { cache, files, progress, root = "." } = request;
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`root: ${root} is no folder`);
  const terminal = silentTerminal(resolve(root));
  const opened = openAnalysis(settingsOf(tokens, terminal.folder), terminal, files);
  const run = async (found: core.Files, options: core.Options) =>
    (await investigate(found, { ...options, ...(progress && { progress }) }, cache)).result;
  return analyse(opened, terminal, { run, rules });
}

function allowances({ allowDirty, allowNoVcs }: FixRequest): ReadonlySet<Allowance> {
  return new Set<Allowance>([...(allowDirty ? ["dirty" as const] : []), ...(allowNoVcs ? ["no-vcs" as const] : [])]);
}
