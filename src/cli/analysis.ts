/** From a command line to the result of a run: what every command that analyses a project begins with. */
import { suggestion } from "../host/nearest";
import { openProject, type Project } from "../host/project";
import { unfinishedWrite } from "../host/unfinished";
import { UsageError } from "../host/usage-error";
import type { View } from "../report/report";
import type { Investigation } from "../run";
import type { Files, Options, Result } from "../types";
import type { Arguments } from "./arguments";
import { assumptionsOf } from "./assumptions";
import type { Engine } from "./engine";
import { bytesOf, type Input, inputOf } from "./input";
import { progressOn } from "./progress";
import { runRemembered } from "./remembered";
import { optionsOf, type Settings } from "./settings";
import { type Terminal, wantsColor, wantsProgress } from "./terminal";
import { toolVersion } from "./version";

/** What a run takes of an engine. */
export type Runner = Pick<Engine, "run" | "rules" | "transforms" | "remembers">;

/** A project that was found and settings that hold for it; nothing was analysed yet. */
export interface Opened {
  readonly settings: Settings;
  readonly project: Project;
  /** The file that came through stdin. */
  readonly input: Input | null;
  /** When the search for its files began; milliseconds since the epoch. */
  readonly at: number;
}

/** A run with all that is needed to tell its outcome. */
export interface Analysed {
  readonly result: Result;
  readonly view: View;
  readonly project: Project;
  readonly input: Input | null;
  readonly args: Arguments;
  /** What was taken for granted; a line, or nothing. */
  readonly assumptions: string;
  readonly terminal: Terminal;
}

/**
 * Finds the project around the paths of the settings. Throws a UsageError where there is none, or stdin is no Python.
 * `texts` stand in for files on disk, by path.
 */
export function openAnalysis(settings: Settings, terminal: Terminal, texts?: ReadonlyMap<string, string>): Opened {
  const { args } = settings;
  const input = args.stdinFilename === null ? null : inputOf(args.stdinFilename, textOf(args, terminal));
  const at = Date.now();
  const project = openProject({
    paths: args.paths,
    cwd: terminal.folder,
    exclude: args.exclude,
    excludeFrom: args.excludeFrom,
    gitignore: args.gitignore,
    ...(input === null ? {} : { stdin: input }),
    ...(texts && { texts }),
  });
  return { settings, project, input, at };
}

/** What the pipeline is asked for. Throws a UsageError for what selects no rule. */
export function optionsFor({ settings, project }: Opened, terminal: Terminal, engine: Runner): Options {
  const options = optionsOf(settings, project.root, terminal.folder, engine.rules);
  const { transforms } = settings.args;
  return transforms.length === 0 ? options : { ...options, transforms: transforms.map(transformOf(engine)) };
}

function transformOf({ transforms = [] }: Runner): (name: string) => string {
  return (name) => {
    if (transforms.includes(name)) return name;
    const wrong = /[/\\.]/.test(name) ? `takes a name, not the file ${name}` : `has no "${name}"`;
    throw new UsageError(`--transform ${wrong}; there are ${transforms.join(", ")}${suggestion(name, transforms)}`);
  };
}

/** Runs the pipeline, with a line of progress for who watches, and adds what the host has to say. */
export async function analyse(opened: Opened, terminal: Terminal, engine: Runner): Promise<Analysed> {
  const { settings, project, input } = opened;
  const { args } = settings;
  const options = optionsFor(opened, terminal, engine);
  const run = (files: Files) => runWatched(files, options, args, terminal, engine);
  const found = await runRemembered(opened, options, terminal, engine, run);
  const notices = [...project.notices, ...unfinishedWrite(project.root), ...found.notices];
  const result = { ...found, notices };
  const view = viewOf(opened, terminal, engine);
  return { result, view, project, input, args, assumptions: assumptionsOf(result, settings, options), terminal };
}

/** The same, with a run that can be asked about single fixes. */
export async function investigate(
  opened: Opened,
  terminal: Terminal,
  engine: Engine,
): Promise<{ readonly analysed: Analysed; readonly investigation: Investigation }> {
  const investigations: Investigation[] = [];
  const run: Engine["run"] = async (files, { progress, ...options }) => {
    // What is tried later on is not watched: its line would stand between questions.
    const watched: Options["progress"] = (...step) => {
      if (investigations.length === 0) progress?.(...step);
    };
    const investigation = await engine.investigate(files, { ...options, ...(progress && { progress: watched }) });
    investigations.push(investigation);
    return investigation.result;
  };
  const analysed = await analyse(opened, terminal, { ...engine, run, remembers: "files" });
  return { analysed, investigation: investigations[0] as Investigation };
}

function textOf({ showSettings }: Arguments, terminal: Terminal): Buffer {
  return showSettings ? Buffer.alloc(0) : terminal.readInput();
}

async function runWatched(
  files: Files,
  options: Options,
  args: Arguments,
  terminal: Terminal,
  engine: Runner,
): Promise<Result> {
  if (args.volume === "quiet" || !wantsProgress(terminal)) return engine.run(files, options);
  const progress = progressOn(terminal.err);
  try {
    return await engine.run(files, { ...options, progress: progress.show });
  } finally {
    progress.clear();
  }
}

function viewOf({ settings: { args }, project, input }: Opened, terminal: Terminal, engine: Runner): View {
  return {
    display: project.display,
    version: toolVersion(),
    mode: args.mode,
    unsafeFixes: args.unsafeFixes,
    color: wantsColor(args.color, terminal.out, terminal.environment),
    rules: engine.rules,
    bytesOf: bytesOf(project, input),
  };
}
