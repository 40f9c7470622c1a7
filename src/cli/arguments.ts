import { suggestion } from "../host/nearest";
import { UsageError } from "../host/usage-error";
import type { Mode } from "../report/report";
import type { PythonVersion } from "../types";
import type { FlagName } from "./flags";
import { type Output, outputsOf } from "./outputs";
import type { Tokens } from "./tokens";

export const colorWords = ["auto", "always", "never"] as const;
const platforms = ["linux", "darwin"] as const;

/** The command line of a check, understood; only rule codes and formats are still to be looked up. */
export interface Arguments {
  readonly mode: Mode;
  /** As typed; `["."]` when none was. `["-"]` is stdin. */
  readonly paths: readonly string[];
  readonly stdinFilename: string | null;
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly unsafeFixes: boolean;
  readonly strict: boolean;
  readonly exitZero: boolean;
  readonly outputs: readonly Output[];
  readonly color: (typeof colorWords)[number];
  readonly volume: "quiet" | "normal" | "verbose";
  readonly stats: boolean;
  readonly showFiles: boolean;
  readonly exclude: readonly string[];
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
export function argumentsOf({ flags, words }: Tokens): Arguments {
  const has = (flag: FlagName) => flags.some((given) => given.flag === flag);
  const all = (flag: FlagName) => flags.filter((given) => given.flag === flag).map(({ value }) => value);
  const last = (flag: FlagName) => all(flag).at(-1) ?? null;
  if (has("all")) throw new UsageError("--all is for the command rule: grpc-fork-fix rule --all");
  const mode = modeOf(has);
  const outputs = outputsOf(flags);
  const stdinFilename = last("stdin-filename");
  const paths = pathsOf(
    words.map(({ text }) => text),
    stdinFilename,
  );
  return {
    mode,
    paths,
    stdinFilename,
    select: listOf(all("select")),
    ignore: listOf(all("ignore")),
    unsafeFixes: has("unsafe-fixes"),
    strict: has("strict"),
    exitZero: has("exit-zero"),
    outputs,
    color: oneOf("--color", last("color") ?? "auto", colorWords),
    volume: volumeOf(has),
    stats: has("stats"),
    showFiles: has("show-files"),
    exclude: listOf(all("exclude")),
    gitignore: !has("no-gitignore"),
    targetPython: pythonOf(last("target-python")),
    grpcioVersion: grpcioOf(last("grpcio-version")),
    // Not the platform of this machine: the result is to be the same wherever it is computed.
    platform: oneOf("--platform", last("platform") ?? "linux", platforms),
    allowDirty: has("allow-dirty") || has("force"),
    allowNoVcs: has("allow-no-vcs") || has("force"),
    jobs: jobsOf(last("jobs")),
    cache: !has("no-cache"),
    cacheDir: last("cache-dir"),
  };
}

function modeOf(has: (flag: FlagName) => boolean): Mode {
  const given = (["check", "dry-run", "write"] as const).filter(has);
  if (given.length > 1) throw new UsageError(`--${given.join(" and --")} exclude each other`);
  return given[0] === undefined || given[0] === "check" ? "report" : given[0];
}

function volumeOf(has: (flag: FlagName) => boolean): Arguments["volume"] {
  if (has("quiet") && has("verbose")) throw new UsageError("--quiet and --verbose exclude each other");
  if (has("quiet")) return "quiet";
  return has("verbose") ? "verbose" : "normal";
}

function pathsOf(words: readonly string[], stdinFilename: string | null): readonly string[] {
  const isStdin = words.includes("-");
  if (isStdin && words.length > 1) throw new UsageError("`-` (stdin) can't be combined with other paths");
  if (isStdin && stdinFilename === null) throw new UsageError("`-` (stdin) needs --stdin-filename FILE");
  if (!isStdin && stdinFilename !== null) throw new UsageError("--stdin-filename is for the path `-` (stdin)");
  return words.length === 0 ? ["."] : words;
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

function pythonOf(value: string | null): PythonVersion | null {
  if (value === null) return null;
  const minor = Number(/^3\.(\d{1,2})$/.exec(value)?.[1] ?? Number.NaN);
  if (minor >= 8 && minor <= 14) return { major: 3, minor };
  throw new UsageError(`--target-python is a version from 3.8 to 3.14, not "${value}"`);
}

function grpcioOf(value: string | null): string | null {
  if (value === null || /^\d+\.\d+(?:\.\d+)?(?:[a-z.]+\d+)?$/.test(value)) return value;
  throw new UsageError(`--grpcio-version is a version such as 1.71.0, not "${value}"`);
}

function jobsOf(value: string | null): number | null {
  if (value === null) return null;
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new UsageError(`--jobs is a number from 1, not "${value}"`);
}
