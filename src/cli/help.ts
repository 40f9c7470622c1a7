import type { Command } from "./command";
import { commandNames, flagsOf, loadCommand } from "./commands";
import { type FlagShape, flagTable, groups } from "./flags";

const negations = flagTable.flatMap(({ negation }) => (negation === undefined ? [] : [`--${negation}`]));

/** Text of `--help`, 100 columns wide at most. */
export function helpText(): string {
  return `Finds gRPC channels, stubs, clients and servers that cross a fork in Python code, and repairs them.

Usage: grpc-fork-fix [OPTIONS] [PATHS]...
       grpc-fork-fix COMMAND [OPTIONS] ...

Paths are files and folders [default: .]; \`-\` is stdin. A path spelled like a command: ./rule.

Commands (more: COMMAND --help):
${commandRows()}

${groups.map(groupText).join("\n")}
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

/** Text of `COMMAND --help`. */
export function commandHelpText(name: string, command: Command): string {
  const [first, ...others] = command.usage.map((usage) => `grpc-fork-fix ${name} ${usage}`.trimEnd());
  const examples = command.examples.map((example) => `  grpc-fork-fix ${example}`);
  return `${command.description}

Usage: ${[first, ...others].join("\n       ")}

Options:
${flagsOf(command).map(rowOf).join("\n")}

Examples:
${examples.join("\n")}
`;
}

function commandRows(): string {
  const names = commandNames();
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => `  ${name.padEnd(width)}  ${loadCommand(name).summary}`).join("\n");
}

const helpColumn = 32;

function groupText(group: string): string {
  return [`${group}:`, ...flagTable.filter((flag) => flag.group === group).map(rowOf), ""].join("\n");
}

function rowOf(flag: FlagShape): string {
  const short = flag.short === undefined ? "    " : `-${flag.short}, `;
  const names = [flag.long, ...(flag.aliases ?? [])].map((name) => `--${name}`).join(", ");
  const usage = `  ${short}${names}${flag.value === undefined ? "" : ` ${flag.value}`}`;
  const gap = usage.length < helpColumn - 1 ? " ".repeat(helpColumn - usage.length) : `\n${" ".repeat(helpColumn)}`;
  return usage + gap + flag.help;
}
