import { realpathSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { countsOf, findBaseline, readBaseline } from "../host/baseline";
import { type Configuration, loadConfiguration } from "../host/configuration/configuration";
import { perFileIgnoresOf } from "../host/configuration/per-file-ignores";
import type { Key } from "../host/configuration/schema";
import { folderAround } from "../host/upwards";
import { type ProjectVersions, versionsOf } from "../host/versions/versions";
import type { Rule } from "../rules/rule";
import type { GrpcioVersion, Options, PerFileIgnore, UserModels } from "../types";
import { type Arguments, argumentsOf, configurationAsked, startOf } from "./arguments";
import { selectorOf, selectorsOf } from "./selectors";
import type { Tokens } from "./tokens";

/** All that holds for a call, and what says so. */
export interface Settings {
  readonly args: Arguments;
  readonly configuration: Configuration;
  /** What the files of the project say. */
  readonly project: ProjectVersions;
  /** The file of known findings, relative to the working directory; null for none. It need not be there. */
  readonly baseline: string | null;
  /** What says what a key is: `--select`, `pyproject.toml:4`; null where nothing does. */
  readonly sourceOf: (key: Key) => string | null;
}

/** Reads the configuration that a command line asks for, and lets the command line have the last word. */
export function settingsOf(tokens: Tokens, folder: string): Settings {
  const cwd = realpathSync(folder);
  const start = startOf(tokens);
  const configuration = loadConfiguration({ cwd, start, ...configurationAsked(tokens) });
  const sourceOf = (key: Key): string | null => {
    if (tokens.flags.some(({ flag }) => flag === key)) return `--${key}`;
    return configuration.origins.get(key)?.place() ?? null;
  };
  return {
    args: argumentsOf(tokens, configuration),
    configuration,
    project: versionsOf(start, cwd),
    baseline: baselineFor(tokens, configuration, start, cwd),
    sourceOf,
  };
}

/** The one that is named, on the command line or in a file; else the nearest. */
function baselineFor(tokens: Tokens, { values }: Configuration, start: string, cwd: string): string | null {
  const given = tokens.flags.findLast(({ flag }) => flag === "baseline");
  if (given !== undefined) return given.on ? given.value : null;
  if (values.baseline !== undefined) return values.baseline;
  const nearest = configurationAsked(tokens).isolated ? null : findBaseline(folderAround(start, cwd));
  return nearest && relative(cwd, nearest).split(sep).join("/");
}

/** The same as the analysis wants it; `root` is that of the project, absolute. */
export function optionsOf(settings: Settings, root: string, folder: string, rules: readonly Rule[]): Options {
  const { args, configuration, project } = settings;
  const models = configuration.values.models;
  return {
    targetPython: args.targetPython ?? project.python?.version ?? null,
    grpcio: grpcioOf(settings),
    platform: args.platform,
    lineWidth: project.lineWidth,
    select: selectorsOf(askerOf("select", settings), args.select, rules),
    ignore: selectorsOf(askerOf("ignore", settings), args.ignore, rules),
    perFileIgnores: ignoresOf(configuration, root, rules),
    ...(settings.baseline !== null && { known: knownIn(settings.baseline, folder) }),
    ...(models && { models: modelsFrom(models, root, realpathSync(folder)) }),
    unsafeFixes: args.unsafeFixes,
  };
}

function knownIn(baseline: string, folder: string): ReadonlyMap<string, number> {
  return countsOf(readBaseline(resolve(folder, baseline), baseline));
}

function grpcioOf({ args, project, sourceOf }: Settings): GrpcioVersion | null {
  if (args.grpcioVersion === null) return project.grpcio;
  return { version: args.grpcioVersion, source: sourceOf("grpcio-version") ?? "", exact: true };
}

/** How a complaint about the element of a list begins. */
function askerOf(key: "select" | "ignore", { configuration, sourceOf }: Settings): (index: number) => string {
  const flag = `--${key}`;
  if (sourceOf(key) === flag) return () => flag;
  const origin = configuration.origins.get(key);
  return (index) => (origin === undefined ? flag : `${origin.place([index])}: \`${key}\``);
}

function ignoresOf(configuration: Configuration, root: string, rules: readonly Rule[]): readonly PerFileIgnore[] {
  const origin = configuration.origins.get("per-file-ignores");
  for (const [glob, codes] of configuration.values["per-file-ignores"] ?? []) {
    codes.forEach((code, index) => {
      selectorOf(`${origin?.place([glob, index])}: \`per-file-ignores\``, code, rules);
    });
  }
  return perFileIgnoresOf(configuration, root).map(({ match, codes }) => ({
    match,
    codes: codes.map((code) => selectorOf("", code, rules)),
  }));
}

/** Files are relative to the root from here on. */
function modelsFrom(models: UserModels, root: string, cwd: string): UserModels {
  const entryPoints = models.entryPoints.map((entry) =>
    entry.endsWith(".py") ? relative(root, resolve(cwd, entry)).split(sep).join("/") : entry,
  );
  return { ...models, entryPoints };
}
