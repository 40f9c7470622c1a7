import { colorWords, platforms } from "../host/configuration/values";

/** How a flag is written, and what it means. */
export interface FlagShape {
  /** Without the dashes. */
  readonly long: string;
  readonly short?: string;
  /** Other long names that mean the same. */
  readonly aliases?: readonly string[];
  /** The long name that takes back what a configuration file switches on. */
  readonly negation?: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  /** What a shell offers for the value; missing where it can offer nothing. */
  readonly offers?: Offer;
  readonly help: string;
}

/** What a shell may complete with: names that it knows, those that the tool has, or these words. `codes` may be joined by commas. */
export type Offer = "files" | "folders" | "formats" | "codes" | "transforms" | readonly string[];

/** A flag of a check. The parser, `--help` and docs/cli.md are held to the table of them. */
export interface Flag extends FlagShape {
  readonly group: Group;
}

export const groups = [
  "Modes",
  "Rules and fixes",
  "Files",
  "What the advice is for",
  "Safety of --write",
  "Output",
  "Speed",
  "Configuration",
  "About",
] as const;

export type Group = (typeof groups)[number];

/** `3.8` to `3.14` */
const pythons = Array.from({ length: 7 }, (_, index) => `3.${index + 8}`);

export const flags = [
  { long: "check", group: "Modes", help: "Report findings, write nothing (the default)" },
  {
    long: "dry-run",
    short: "d",
    aliases: ["diff", "dry"],
    group: "Modes",
    help: "Print what --write would change, as a diff for `git apply`",
  },
  { long: "write", aliases: ["fix"], group: "Modes", help: "Apply the fixes in place" },

  { long: "interactive", short: "i", group: "Modes", help: "With --write: ask about every fix" },
  {
    long: "unsafe-fixes",
    negation: "no-unsafe-fixes",
    group: "Rules and fixes",
    help: "Also apply fixes that may change behaviour",
  },
  {
    long: "select",
    value: "CODES",
    offers: "codes",
    group: "Rules and fixes",
    help: "Only these rules: codes or prefixes (GFF1), comma-separated",
  },
  { long: "ignore", value: "CODES", offers: "codes", group: "Rules and fixes", help: "Not these rules" },
  {
    long: "transform",
    short: "t",
    value: "NAME",
    offers: "transforms",
    group: "Rules and fixes",
    help: "Only the fixes of this transform, such as lazy-client; repeatable",
  },
  {
    long: "strict",
    negation: "no-strict",
    group: "Rules and fixes",
    help: "What could not be followed (GFF003) makes the exit status 1, too",
  },

  {
    long: "baseline",
    value: "FILE",
    offers: "files",
    negation: "no-baseline",
    group: "Rules and fixes",
    help: "Do not report what this file holds [default: the nearest one]",
  },

  { long: "exclude", value: "GLOB", offers: "files", group: "Files", help: "Leave out files and folders; repeatable" },
  {
    long: "no-gitignore",
    negation: "gitignore",
    group: "Files",
    help: "Do not leave out what .gitignore names",
  },
  {
    long: "stdin-filename",
    value: "FILE",
    offers: "files",
    group: "Files",
    help: "The name of the file that is read from stdin (path `-`)",
  },
  { long: "show-files", group: "Files", help: "List the files that would be looked at, and stop" },

  {
    long: "target-python",
    value: "VERSION",
    offers: pythons,
    group: "What the advice is for",
    help: "Lowest Python supported, 3.8 to 3.14 [default: from the project]",
  },
  {
    long: "grpcio-version",
    value: "VERSION",
    group: "What the advice is for",
    help: "grpcio in use [default: from the project]",
  },
  {
    long: "platform",
    value: "NAME",
    offers: platforms,
    group: "What the advice is for",
    help: "linux or darwin [default: linux]",
  },

  { long: "allow-dirty", group: "Safety of --write", help: "Write to files with uncommitted changes" },
  { long: "allow-no-vcs", group: "Safety of --write", help: "Write where there is no version control" },
  { long: "force", group: "Safety of --write", help: "Both of these" },

  {
    long: "format",
    aliases: ["output-format"],
    value: "NAME",
    offers: "formats",
    group: "Output",
    help: "Report format; repeatable, each with its -o",
  },
  {
    long: "output-file",
    short: "o",
    value: "FILE",
    offers: "files",
    group: "Output",
    help: "Write the report to FILE instead of stdout",
  },
  {
    long: "export-fixes",
    value: "FILE",
    offers: "files",
    group: "Output",
    help: "Write the fixes to FILE, for `apply` elsewhere",
  },
  {
    long: "exit-zero",
    negation: "no-exit-zero",
    group: "Output",
    help: "Exit with 0 even if there are findings",
  },
  { long: "color", value: "WHEN", offers: colorWords, group: "Output", help: "auto, always or never [default: auto]" },
  { long: "quiet", short: "q", group: "Output", help: "Results and errors only" },
  { long: "verbose", short: "v", group: "Output", help: "Say more: every notice, and what the run looked at" },
  { long: "stats", group: "Output", help: "Say what was read and how long it took" },

  { long: "jobs", value: "N", group: "Speed", help: "Number of threads [default: as many as processors]" },
  {
    long: "no-cache",
    negation: "cache",
    group: "Speed",
    help: "Do not keep what was learned about unchanged files",
  },
  { long: "cache-dir", value: "DIR", offers: "folders", group: "Speed", help: "Where to keep it" },

  {
    long: "config",
    value: "FILE",
    offers: "files",
    group: "Configuration",
    help: "Take this file, not the nearest pyproject.toml or grpc-fork-fix.toml",
  },
  { long: "isolated", group: "Configuration", help: "Read no configuration file" },
  {
    long: "show-settings",
    group: "Configuration",
    help: "Print what holds here, and what says so, and stop",
  },

  { long: "env-info", group: "About", help: "What to put into a bug report" },
  { long: "version", short: "V", group: "About", help: "Print the version" },
  { long: "help", short: "h", group: "About", help: "Print this help" },
] as const satisfies readonly Flag[];

export type FlagName = (typeof flags)[number]["long"];

/** The table under its general type. */
export const flagTable: readonly (Flag & { readonly long: FlagName })[] = flags;
