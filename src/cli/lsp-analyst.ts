import { realpathSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { FactsCache } from "../analyse";
import { isInside } from "../host/discover";
import { withoutLinks } from "../host/overlay";
import type { Analyst, Checked, CheckRequest, Edited, EditRequest, Scope } from "../lsp/analyst";
import { orderOf, reportedOf } from "../lsp/reported";
import { textEditsOf } from "../lsp/text-edits";
import { rules } from "../rules/index";
import { type Investigation, investigate } from "../run";
import type { Change, Decision, Notice } from "../types";
import { type Analysed, analyse, openAnalysis } from "./analysis";
import { settingsOf } from "./settings";
import { silentTerminal } from "./terminal";
import type { Tokens } from "./tokens";

/** The last check of a scope, to be asked about. */
interface Checkup {
  readonly investigation: Investigation;
  readonly decisions: readonly Decision[];
  readonly pathOf: (path: string) => string;
}

/**
 * An analyst that checks a folder as `grpc-fork-fix` would that was started in it with these flags. Between checks it
 * keeps what it knows of the files, and what it found last.
 */
export function createAnalyst({ flags }: Tokens): Analyst {
  const caches = new Map<string, FactsCache>();
  const checkups = new Map<string, Checkup>();
  return {
    check: async (request, token, show) => {
      const { scope } = request;
      const halt = () => {
        if (token.isCancellationRequested) throw new Cancelled();
      };
      const progress = (name: string, done: number, total: number) => {
        halt();
        show({ name, done, total });
      };
      try {
        if (!statSync(scope.folder, { throwIfNoEntry: false })?.isDirectory())
          return refused(`${scope.folder} is gone`);
        const { analysed, investigation } = await checkedBy(request, flags, caches, progress);
        const pathOf = speller(request, analysed.project.root);
        checkups.set(keyOf(scope), { investigation, decisions: orderOf(analysed.result), pathOf });
        const { project, result, view, assumptions } = analysed;
        return {
          kind: "checked",
          root: project.root,
          findings: reportedOf(result, pathOf, view),
          notices: [...result.notices.map((notice) => noticeLine(notice, pathOf)), ...lineOf(assumptions)],
        };
      } catch (error) {
        return explained(error);
      }
    },
    edit: async (request) => {
      const checkup = checkups.get(keyOf(request.scope));
      if (checkup === undefined) return { kind: "refused", message: "nothing was checked yet" };
      try {
        return edited(request, checkup);
      } catch (error) {
        if (error instanceof Error && error.name === "UsageError") return { kind: "refused", message: error.message };
        throw error;
      }
    },
  };
}

/** Thrown out of a run that a change has overtaken. */
class Cancelled extends Error {}

function explained(error: unknown): Checked {
  if (error instanceof Cancelled) return { kind: "cancelled" };
  if (error instanceof Error && error.name === "UsageError") return refused(error.message);
  throw error;
}

function refused(message: string): Checked {
  return { kind: "refused", message };
}

async function checkedBy(
  { scope, texts }: CheckRequest,
  flags: Tokens["flags"],
  caches: Map<string, FactsCache>,
  progress: (name: string, done: number, total: number) => void,
): Promise<{ readonly analysed: Analysed; readonly investigation: Investigation }> {
  const terminal = silentTerminal(scope.folder);
  const words = [{ text: scope.file ?? ".", literal: true }];
  const opened = openAnalysis(settingsOf({ flags, words }, scope.folder), terminal, new Map(texts));
  const cache = caches.get(opened.project.root) ?? new Map();
  caches.set(opened.project.root, cache);
  let investigation: Investigation | null = null;
  const analysed = await analyse(opened, terminal, {
    rules,
    run: async (files, options) => {
      investigation = await investigate(files, { ...options, progress }, cache);
      return investigation.result;
    },
  });
  if (investigation === null) throw new Error("the engine was not asked");
  return { analysed, investigation };
}

function keyOf({ folder, file }: Scope): string {
  return file ?? folder;
}

/** Gives paths of a run as the editor spells them, which may be through links. */
function speller({ scope, texts }: CheckRequest, root: string): (path: string) => string {
  const open = new Map(texts.map(([path]) => [withoutLinks(path), path]));
  const folder = realpathSync(scope.folder);
  return (path) => {
    const absolute = join(root, path);
    const spelled = open.get(absolute);
    if (spelled !== undefined) return spelled;
    return isInside(folder, absolute) ? join(scope.folder, relative(folder, absolute)) : absolute;
  };
}

function noticeLine({ code, path, line, message }: Notice, pathOf: (path: string) => string): string {
  const place = path === null ? "" : `${pathOf(path)}${line === null ? "" : `:${line}`}: `;
  return `${place}${message} (${code})`;
}

function lineOf(text: string): readonly string[] {
  return text === "" ? [] : [text.trimEnd()];
}

function edited({ wanted }: EditRequest, { investigation, decisions, pathOf }: Checkup): Edited {
  if (wanted.kind === "silence") {
    const finding = decisions[wanted.finding]?.finding;
    const change = finding ? investigation.silence(finding) : null;
    return change === null
      ? { kind: "refused", message: "no comment in this statement would silence it" }
      : { kind: "edited", files: fileEdits([change], pathOf) };
  }
  const fixes = fixesOf(wanted, decisions);
  const { changes, decisions: after } = investigation.fix(fixes);
  const withheld = after.find(({ finding, fix }) => finding === fixes[0]?.finding && fix.status === "none");
  if (changes.length > 0) return { kind: "edited", files: fileEdits(changes, pathOf) };
  return { kind: "refused", message: withheld?.fix.detail ?? "the fix changes nothing" };
}

function fixesOf(wanted: Exclude<EditRequest["wanted"], { kind: "silence" }>, decisions: readonly Decision[]) {
  if (wanted.kind === "all") return wanted.findings.flatMap((index) => decisions[index] ?? []);
  const decision = decisions[wanted.finding];
  if (decision === undefined) return [];
  const fix = [decision.fix, ...decision.fix.alternatives][wanted.fix];
  return fix === undefined ? [] : [{ finding: decision.finding, fix }];
}

function fileEdits(changes: readonly Change[], pathOf: (path: string) => string) {
  return changes.map((change) => ({ path: pathOf(change.path), edits: textEditsOf(change) }));
}
