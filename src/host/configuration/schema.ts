import { count, form, onOrOff, type Read, type Reader, tableOf, text, texts, word } from "./reader";
import { userModels } from "./user-models";
import { colorWords, grpcioVersion, platforms, pythonVersion } from "./values";

/** A key of a configuration file. Validation, `--show-settings` and docs/configuration.md are made from it. */
export interface Setting<T> extends Reader<T> {
  readonly help: string;
  /** What holds without it, as TOML or in words. */
  readonly default: string;
  /** A value, as TOML. */
  readonly example: string;
  /** The value names a file or folder, relative to the configuration file. */
  readonly isPath?: true;
}

const versionOf = form(pythonVersion.type, pythonVersion.parse);
const grpcioOf = form(grpcioVersion.type, grpcioVersion.parse);

/** Keys are long flags of the command line, but for the last three. */
export const schema = {
  select: { ...texts, help: "Only these rules: codes, prefixes, names or `ALL`", default: "[]", example: '["GFF1"]' },
  ignore: { ...texts, help: "Not these rules", default: "[]", example: '["GFF203"]' },
  "unsafe-fixes": {
    ...onOrOff,
    help: "Also apply fixes that may change behaviour",
    default: "false",
    example: "true",
  },
  strict: {
    ...onOrOff,
    help: "What could not be followed (GFF003) makes the exit status 1, too",
    default: "false",
    example: "true",
  },
  exclude: {
    ...texts,
    help: "Files and folders to leave out, as globs relative to the configuration file",
    default: "[]",
    example: '["examples", "*_generated.py"]',
  },
  baseline: {
    ...text,
    help: "The file of known findings, which are not reported, relative to the configuration file",
    default: "the nearest grpc-fork-fix-baseline.json",
    example: '"ci/known-forks.json"',
    isPath: true,
  },
  "no-gitignore": {
    ...onOrOff,
    help: "Do not leave out what `.gitignore` names",
    default: "false",
    example: "true",
  },
  "target-python": {
    ...versionOf,
    help: "Lowest Python supported",
    default: "what the project says",
    example: '"3.9"',
  },
  "grpcio-version": {
    ...grpcioOf,
    help: "grpcio in use",
    default: "what the project says",
    example: '"1.71.0"',
  },
  platform: { ...word(platforms), help: "Where the programs run", default: '"linux"', example: '"darwin"' },
  format: { ...text, help: "Format of the report", default: '"text"', example: '"json"' },
  "output-file": {
    ...text,
    help: "Where the report goes, relative to the configuration file",
    default: "stdout",
    example: '"forks.json"',
    isPath: true,
  },
  "exit-zero": { ...onOrOff, help: "Exit with 0 even if there are findings", default: "false", example: "true" },
  color: { ...word(colorWords), help: "When to color", default: '"auto"', example: '"never"' },
  quiet: { ...onOrOff, help: "Results and errors only", default: "false", example: "true" },
  verbose: { ...onOrOff, help: "Every note, and what was looked at", default: "false", example: "true" },
  stats: { ...onOrOff, help: "Say what was read and how long it took", default: "false", example: "true" },
  jobs: { ...count(1), help: "Number of threads", default: "as many as there are processors", example: "2" },
  "no-cache": {
    ...onOrOff,
    help: "Do not keep what was learned about unchanged files",
    default: "false",
    example: "true",
  },
  "cache-dir": {
    ...text,
    help: "Where to keep it, relative to the configuration file",
    default: "`.grpc-fork-fix_cache` at the top of the project",
    example: '".cache/forks"',
    isPath: true,
  },
  "per-file-ignores": {
    ...tableOf(texts, "a table of globs, each with an array of rules"),
    help: "Rules that are not wanted in some files; a glob with a leading `!` means all other files",
    default: "{}",
    example: '{ "tests/*" = ["GFF1"] }',
  },
  models: {
    ...userModels,
    help: "What your own code does with gRPC and processes: see below",
    default: "{}",
    example: '{ opens-grpc = ["shop.rpc.connect"] }',
  },
  extend: {
    ...text,
    help: "Another configuration file, whose keys hold where this file has none; `models` of both count",
    default: "none",
    example: '"../grpc-fork-fix.toml"',
    isPath: true,
  },
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

export type Key = keyof typeof schema;

/** What a configuration file says: only the keys that are in it. */
export type Values = Read<typeof schema>;

/** Flags that speak of one call, and so are no keys. */
export const onlyOnCommandLine: readonly string[] = [
  "check",
  "dry-run",
  "diff",
  "dry",
  "write",
  "fix",
  "interactive",
  "transform",
  "stdin-filename",
  "export-fixes",
  "show-files",
  "show-settings",
  "allow-dirty",
  "allow-no-vcs",
  "force",
  "config",
  "isolated",
  "env-info",
  "all",
  "version",
  "help",
];
