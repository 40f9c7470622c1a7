import { type Flag, flagTable, groups } from "./flags";

/** Words that start another command; a path spelled like one is written `./trace`. */
export const subcommands = [
  "rule",
  "graph",
  "trace",
  "prove",
  "apply",
  "migrate",
  "bot",
  "lsp",
  "baseline",
  "init",
] as const;

const negations = flagTable.flatMap(({ negation }) => (negation === undefined ? [] : [`--${negation}`]));

/** Text of `--help`, 100 columns wide at most. */
export function helpText(): string {
  return `Finds gRPC channels, stubs, clients and servers that cross a fork in Python code, and repairs them.

Usage: grpc-fork-fix [OPTIONS] [PATHS]...
       grpc-fork-fix rule CODE...|--all [--format text|json|markdown]

Paths are files and folders [default: .]; \`-\` is stdin. A path spelled like a command: ./rule.

Commands:
  rule  Explain a rule: what is wrong, why, how it shows, how it is repaired

${groups.slice(0, -1).map(groupText).join("\n")}
A configuration file may set flags by their long names; these take back what it switches on:
  ${negations.join(", ")}

Exit status: 0 nothing found (or left), 1 findings, 2 could not do the job, 130 interrupted.

Examples:
  grpc-fork-fix                             what is wrong here
  grpc-fork-fix --dry-run src | git apply   look at a repair, then take it
  grpc-fork-fix --write src/clients.py      repair in place
  grpc-fork-fix --format json -o forks.json a report for programs
`;
}

/** Text of `rule --help`. */
export function ruleHelpText(): string {
  return `Explains rules, without a network.

Usage: grpc-fork-fix rule CODE...|--all [--format text|json|markdown]

Examples:
  grpc-fork-fix rule GFF101
  grpc-fork-fix rule --all --format markdown > rules.md
`;
}

const helpColumn = 32;

function groupText(group: string): string {
  return [`${group}:`, ...flagTable.filter((flag) => flag.group === group).map(rowOf), ""].join("\n");
}

function rowOf(flag: Flag): string {
  const short = flag.short === undefined ? "    " : `-${flag.short}, `;
  const names = [flag.long, ...(flag.aliases ?? [])].map((name) => `--${name}`).join(", ");
  const usage = `  ${short}${names}${flag.value === undefined ? "" : ` ${flag.value}`}`;
  const gap = usage.length < helpColumn - 1 ? " ".repeat(helpColumn - usage.length) : `\n${" ".repeat(helpColumn)}`;
  return usage + gap + flag.help;
}
