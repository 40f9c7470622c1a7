import type { Project } from "../host/project";
import { UsageError } from "../host/usage-error";
import type { Allowance } from "../host/worktree";
import { leavesFolder, patchOf } from "../report/diff";
import { isApplied } from "../report/fate";
import type { Options, Result } from "../types";
import { type Analysed, analyse, investigate, type Opened, openAnalysis, optionsFor } from "./analysis";
import type { Engine } from "./engine";
import { exportFixes } from "./export-fixes";
import type { Input } from "./input";
import { checkFormats, publishCompanions, publishFiles, publishTo } from "./publish";
import { remarksOf } from "./remarks";
import { type Settings, settingsOf } from "./settings";
import { settingsText } from "./show-settings";
import type { Terminal } from "./terminal";
import type { Tokens } from "./tokens";
import { writeChanges } from "./write-changes";

/** Analyses, and then reports, previews or writes. Gives the exit status. */
export async function checkCommand(tokens: Tokens, terminal: Terminal, engine: Engine): Promise<number> {
  const settings = settingsOf(tokens, terminal.folder);
  const { args } = settings;
  checkFormats(args.outputs, formatAsker(settings));
  const opened = openAnalysis(settings, terminal);
  if (args.showFiles) return showFiles(opened.project, terminal);
  if (args.showSettings) return showSettings(settings, optionsFor(opened, terminal, engine), terminal);
  return tell(await (args.interactive ? reviewed(opened, terminal, engine) : analyse(opened, terminal, engine)));
}

/** A run of which a person has taken some fixes and left the others. */
async function reviewed(opened: Opened, terminal: Terminal, engine: Engine): Promise<Analysed> {
  const person = terminal.person?.() ?? null;
  if (person === null) throw new UsageError("--interactive asks somebody at a terminal, and here is none");
  try {
    const { analysed, investigation } = await investigate(opened, terminal, engine);
    return await loadConverse()(analysed, investigation, person);
  } finally {
    person.leave();
  }
}

function loadConverse(): typeof import("./review/converse").converse {
  return require("./review/converse").converse;
}

function formatAsker({ sourceOf }: Settings): string {
  const source = sourceOf("format");
  return source === null || source.startsWith("--") ? "--format" : `${source}: \`format\``;
}

function showSettings(settings: Settings, options: Options, terminal: Terminal): number {
  terminal.out.write(settingsText(settings, options));
  return 0;
}

function showFiles({ files, display }: Project, terminal: Terminal): number {
  terminal.out.write(
    files.paths
      .filter(files.selected)
      .map((path) => `${display(path)}\n`)
      .join(""),
  );
  return 0;
}

function tell(finished: Analysed): number {
  switch (finished.args.mode) {
    case "report":
      return report(finished);
    case "dry-run":
      return preview(finished);
    case "write":
      return finished.input === null ? write(finished) : filter(finished, finished.input);
  }
}

function report(finished: Analysed): number {
  const { args, terminal, result, view } = finished;
  publishTo(terminal.out, args.outputs, result, view);
  return end(finished, result.decisions);
}

/** Only the patch goes to stdout, so that it can be piped into git. */
function preview(finished: Analysed): number {
  const { args, terminal, result, view } = finished;
  terminal.out.write(patchOf(result.changes, view));
  if (args.outputs.some(({ format, file }) => file === null && format !== "text")) {
    remark(finished, "note: --dry-run prints a diff; give --format a file with -o FILE\n");
  }
  if (leavesFolder(result.changes, view)) {
    remark(finished, `note: the diff reaches out of this folder: its paths are relative to ${view.display(".")}\n`);
  }
  end(finished, []);
  return result.changes.length > 0 && !args.exitZero ? 1 : 0;
}

function write(finished: Analysed): number {
  const { args, terminal, result, view, project } = finished;
  const allowed = new Set<Allowance>();
  if (args.allowDirty) allowed.add("dirty");
  if (args.allowNoVcs) allowed.add("no-vcs");
  const landing = writeChanges(result.changes, project, allowed);
  const told = { ...finished, result: { ...result, notices: [...result.notices, ...landing.notices] } };
  if (landing.kind === "refused") {
    terminal.err.write(`grpc-fork-fix: ${landing.complaint}`);
    return 2;
  }
  publishTo(terminal.out, args.outputs, told.result, view);
  return end(told, left(finished));
}

/** As ruff does with `--fix -`: the repaired file goes to stdout, the report to stderr. */
function filter(finished: Analysed, input: Input): number {
  const { args, terminal, result, view, project } = finished;
  const isOwn = (path: string) => project.files.selected(path);
  const others = result.changes.filter(({ path }) => !isOwn(path)).map(({ path }) => view.display(path));
  const change = result.changes.find(({ path }) => isOwn(path));
  const text = others.length === 0 && change !== undefined ? change.after : input.text;
  terminal.out.write(input.encode(text) ?? Buffer.from(text));
  if (others.length === 0) {
    publishTo(terminal.err, args.outputs, result, view);
    return end(finished, left(finished));
  }
  remark(finished, `note: nothing was fixed, because the fixes also edit other files: ${others.join(", ")}\n`);
  const unfixed: Analysed = { ...finished, view: { ...view, mode: "report" } };
  publishTo(terminal.err, args.outputs, result, unfixed.view);
  return end(unfixed, result.decisions);
}

/** Findings that the changes do not repair. */
function left({ result, view }: Analysed): Result["decisions"] {
  return result.decisions.filter((decision) => !isApplied(decision, view));
}

/** Writes the fixes, the other reports and the last words; the status is 1 if `open` holds a finding that counts. */
function end(finished: Analysed, open: Result["decisions"]): number {
  const { args, assumptions, terminal, result, view, project } = finished;
  if (args.exportFixes !== null) exportFixes(args.exportFixes, terminal.folder, result, view, project);
  publishFiles(args.outputs, result, { ...view, color: args.color === "always" }, terminal.folder);
  for (const line of publishCompanions(args.outputs, result, view, terminal)) remark(finished, line);
  terminal.err.write(remarksOf(result, view, args));
  if (args.volume !== "quiet") terminal.err.write(assumptions);
  const counting = open.filter(({ finding }) => args.strict || finding.rule !== "GFF003");
  return counting.length > 0 && !args.exitZero ? 1 : 0;
}

function remark({ args, terminal }: Analysed, text: string): void {
  if (args.volume !== "quiet") terminal.err.write(text);
}
