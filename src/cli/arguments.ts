import { type Configuration, noConfiguration } from "../host/configuration/configuration";
import {
  colorWords,
  type Form,
  grpcioVersion as grpcioForm,
  platforms,
  pythonVersion as pythonForm,
} from "../host/configuration/values";
import { suggestion } from "../host/nearest";
import { UsageError } from "../host/usage-error";
import type { Mode } from "../report/report";
import type { PythonVersion } from "../types";
import type { FlagName } from "./flags";
import { type Output, outputsOf } from "./outputs";
import type { Tokens } from "./tokens";

/** The command line of a check over its configuration, understood; only rule codes and formats are still to be looked up. */
export interface Arguments {
  readonly mode: Mode;
  /** A person is asked about every fix. */
  readonly interactive: boolean;
  /** As typed; `["."]` when none was. `["-"]` is stdin. */
  readonly paths: readonly string[];
  readonly stdinFilename: string | null;
  /** Where the fixes go, for `apply` elsewhere; null for nowhere. */
  readonly exportFixes: string | null;
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly unsafeFixes: boolean;
  /** Names of transforms, not yet looked up; empty is all. */
  readonly transforms: readonly string[];
  readonly strict: boolean;
  readonly exitZero: boolean;
  readonly outputs: readonly Output[];
  readonly color: (typeof colorWords)[number];
  readonly volume: "quiet" | "normal" | "verbose";
  readonly stats: boolean;
  readonly showFiles: boolean;
  readonly showSettings: boolean;
  readonly exclude: readonly string[];
  /** The folder to which the globs are relative, absolute; null for those of the command line. */
  readonly excludeFrom: string | null;
  readonly gitignore: boolean;
  readonly targetPython: PythonVersion | null;
  readonly grpcioVersion: string | null;
  readonly platform: (typeof platforms)[number];
  readonly allowDirty: boolean;
  readonly allowNoVcs: boolean;
  readonly jobs: number | null;
  readonly cache: boolean;
  readonly cacheDir: string | null;
}

/** Checks every value. Throws a UsageError that says what is wrong and what would be right. */
export function argumentsOf({ flags, words }: Tokens, { values, origins } = noConfiguration): Arguments {
  const has = (flag: FlagName) => flags.some((given) => given.flag === flag);
  const all = (flag: FlagName) => flags.filter((given) => given.flag === flag).map(({ value }) => value);
  const last = (flag: FlagName) => all(flag).at(-1) ?? null;
  const listed = (flag: "select" | "ignore" | "exclude") => (has(flag) ? listOf(all(flag)) : (values[flag] ?? []));
  const isOn = (flag: Switch) => flags.findLast((given) => given.flag === flag)?.on ?? values[flag] ?? false;
  const stdinFilename = last("stdin-filename");
  return {
    mode: modeOf(has),
    interactive: isInteractive(has, stdinFilename),
    paths: pathsOf(
      words.map(({ text }) => text),
      stdinFilename,
    ),
    stdinFilename,
    exportFixes: exportOf(last("export-fixes"), stdinFilename),
    select: listed("select"),
    ignore: listed("ignore"),
    unsafeFixes: isOn("unsafe-fixes"),
    transforms: listOf(all("transform")),
    strict: isOn("strict"),
    exitZero: isOn("exit-zero"),
    outputs: outputsOf(flags, { format: values.format, file: values["output-file"] }),
    color: oneOf("--color", last("color") ?? values.color ?? "auto", colorWords),
    volume: volumeOf(has, values),
    stats: isOn("stats"),
    showFiles: has("show-files"),
    showSettings: has("show-settings"),
    exclude: listed("exclude"),
    excludeFrom: has("exclude") ? null : (origins.get("exclude")?.folder ?? null),
    gitignore: !isOn("no-gitignore"),
    targetPython: formed("--target-python", last("target-python"), pythonForm) ?? values["target-python"] ?? null,
    grpcioVersion: formed("--grpcio-version", last("grpcio-version"), grpcioForm) ?? values["grpcio-version"] ?? null,
    // Not the platform of this machine: the result is to be the same wherever it is computed.
    platform: oneOf("--platform", last("platform") ?? values.platform ?? "linux", platforms),
    allowDirty: has("allow-dirty") || has("force"),
    allowNoVcs: has("allow-no-vcs") || has("force"),
    jobs: jobsOf(last("jobs")) ?? values.jobs ?? null,
    cache: !isOn("no-cache"),
    cacheDir: last("cache-dir") ?? values["cache-dir"] ?? null,
  };
}

/** The switches that a configuration file may set. */
type Switch = "unsafe-fixes" | "strict" | "exit-zero" | "stats" | "no-gitignore" | "no-cache";

/** Where the search for a configuration file starts: what is named first. */
export function startOf({ flags, words }: Tokens): string {
  const stdin = flags.findLast(({ flag }) => flag === "stdin-filename")?.value;
  return stdin ?? words[0]?.text ?? ".";
}

/** Which configuration the command line asks for. */
export function configurationAsked({ flags }: Tokens): { readonly config: string | null; readonly isolated: boolean } {
  const config = flags.findLast(({ flag }) => flag === "config")?.value ?? null;
  const isolated = flags.some(({ flag }) => flag === "isolated");
  if (config !== null && isolated) throw new UsageError("--config and --isolated exclude each other");
  return { config, isolated };
}

function modeOf(has: (flag: FlagName) => boolean): Mode {
  const given = (["check", "dry-run", "write"] as const).filter(has);
  if (given.length > 1) throw new UsageError(`--${given.join(" and --")} exclude each other`);
  return given[0] === undefined || given[0] === "check" ? "report" : given[0];
}

function isInteractive(has: (flag: FlagName) => boolean, stdinFilename: string | null): boolean {
  if (!has("interactive")) return false;
  if (!has("write")) throw new UsageError("--interactive goes with --write");
  if (stdinFilename !== null) throw new UsageError("--interactive is for files on the disk, not for `-` (stdin)");
  return true;
}

function volumeOf(has: (flag: FlagName) => boolean, values: Configuration["values"]): Arguments["volume"] {
  if (has("quiet") && has("verbose")) throw new UsageError("--quiet and --verbose exclude each other");
  const isSaid = has("quiet") || has("verbose");
  if (isSaid ? has("quiet") : values.quiet === true) return "quiet";
  return (isSaid ? has("verbose") : values.verbose === true) ? "verbose" : "normal";
}

function pathsOf(words: readonly string[], stdinFilename: string | null): readonly string[] {
  const isStdin = words.includes("-");
  if (isStdin && words.length > 1) throw new UsageError("`-` (stdin) can't be combined with other paths");
  if (isStdin && stdinFilename === null) throw new UsageError("`-` (stdin) needs --stdin-filename FILE");
  if (!isStdin && stdinFilename !== null) throw new UsageError("--stdin-filename is for the path `-` (stdin)");
  return words.length === 0 ? ["."] : words;
}

function exportOf(file: string | null, stdinFilename: string | null): string | null {
  if (file === null || stdinFilename === null) return file;
  throw new UsageError("--export-fixes is for files on the disk, not for `-` (stdin)");
}

/** Repeated flags and commas both separate. */
function listOf(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => value.split(",")).flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}

/** A value out of a few words; a UsageError names them. */
export function oneOf<const Word extends string>(flag: string, value: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === value);
  if (word !== undefined) return word;
  throw new UsageError(`${flag} is one of ${words.join(", ")}, not "${value}"${suggestion(value, words)}`);
}

function formed<T>(flag: string, text: string | null, { type, parse }: Form<T>): T | null {
  if (text === null) return null;
  const value = parse(text);
  if (value !== null) return value;
  throw new UsageError(`${flag} is ${type}, not "${text}"`);
}

function jobsOf(value: string | null): number | null {
  if (value === null) return null;
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new UsageError(`--jobs is a number from 1, not "${value}"`);
}
