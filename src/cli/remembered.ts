/** A run that reads in threads, and remembers: the part of a run that is a matter of speed alone. */
import { realpathSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { CACHE_FOLDER, type CacheFolder, type Complain, openCacheFolder } from "../host/cache/cache-folder";
import { earlierResult, keepResult, keyOf } from "../reading/earlier-result";
import type { OpenReading } from "../reading/reading";
import type { Files, Options, Result } from "../types";
import type { Opened, Runner } from "./analysis";
import type { Terminal } from "./terminal";
import { toolVersion } from "./version";

/** Runs with files that can be read in threads, or takes the result of an earlier run. */
export async function runRemembered(
  opened: Opened,
  options: Options,
  terminal: Terminal,
  engine: Runner,
  run: (files: Files) => Promise<Result>,
): Promise<Result> {
  const started = performance.now();
  const { files, identityOf } = opened.project;
  const complaints: string[] = [];
  const folder = engine.remembers === undefined ? null : cacheOf(opened, terminal, (one) => complaints.push(one));
  const keeps = folder !== null && engine.remembers === "results";
  const key = keeps && keyOf({ files, identityOf, at: opened.at, asked: askedOf(opened, options, terminal) });
  const earlier = keeps && key && earlierResult(folder, key);
  if (earlier) {
    tell(complaints, opened, terminal);
    return { ...earlier, stats: { ...earlier.stats, milliseconds: Math.round(performance.now() - started) } };
  }
  const reading = readingOf(opened, options, folder);
  try {
    const result = await run({ ...files, reading });
    if (keeps && key) keepResult(folder, key, result);
    return result;
  } finally {
    reading.close();
    tell(complaints, opened, terminal);
  }
}

/** What is wrong with a cache changes nothing but the time, so only who asked for more hears of it. */
function tell(complaints: readonly string[], { settings }: Opened, terminal: Terminal): void {
  if (settings.args.volume !== "verbose") return;
  const [first, ...others] = complaints;
  if (first === undefined) return;
  terminal.err.write(`note: ${first}${others.length > 0 ? ` (and ${others.length} more like it)` : ""}\n`);
}

function readingOf({ project, settings, at }: Opened, { models }: Options, folder: CacheFolder | null): OpenReading {
  const { root, files, isUnsaved, identityOf } = project;
  const reading = loadReading().openReading({ root, files, isUnsaved, models, jobs: settings.args.jobs });
  if (folder === null) return reading;
  return loadMemory().remembering(reading, { folder, files, identityOf, models, at });
}

/** The models come with both, and who has the result of an earlier run needs neither. */
function loadReading(): typeof import("../reading/reading") {
  return require("../reading/reading");
}

function loadMemory(): typeof import("../reading/memory") {
  return require("../reading/memory");
}

/** Where a run remembers; null where it does not. */
function cacheOf(
  { project, settings: { args } }: Opened,
  { folder }: Terminal,
  complain: Complain,
): CacheFolder | null {
  if (!args.cache) return null;
  return openCacheFolder(cacheFolderOf(project.root, args.cacheDir, folder), stamp(), complain);
}

/** The folder of the cache: in the project, or where somebody wants it. */
export function cacheFolderOf(root: string, cacheDir: string | null, cwd: string): string {
  return cacheDir === null ? join(root, CACHE_FOLDER) : resolve(cwd, cacheDir);
}

/** Says which build of the tool it is: another one may see other things in the same text. */
function stamp(): string {
  const { mtimeMs, size } = statSync(__filename);
  return `${toolVersion()} ${mtimeMs} ${size} ${process.version}`;
}

/** What a result depends on besides the files. */
function askedOf({ project, settings }: Opened, options: Options, { folder }: Terminal): unknown {
  const { perFileIgnores: _, progress: __, known, ...rest } = options;
  const { args, configuration } = settings;
  return {
    options: rest,
    known: known && [...known],
    paths: args.paths,
    folder: relative(project.root, realpathSync(folder)),
    ignores: configuration.values["per-file-ignores"] ?? null,
    ignoresFrom: configuration.origins.get("per-file-ignores")?.folder ?? null,
  };
}
