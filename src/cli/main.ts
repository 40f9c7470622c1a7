import { UsageError } from "../host/usage-error";
import { type Engine, realEngine } from "./engine";
import { helpText, subcommands } from "./help";
import { processTerminal, type Terminal } from "./terminal";
import { type Tokens, tokensOf } from "./tokens";
import { toolVersion } from "./version";

/**
 * Runs a command line and gives its exit status. Results go to stdout, everything else to stderr.
 * Heavy modules are loaded when a command needs them, so that `--version` and `--help` answer at once.
 */
export async function main(
  argv: readonly string[],
  terminal = processTerminal(),
  engine = realEngine,
): Promise<number> {
  try {
    return await dispatch(argv, terminal, engine);
  } catch (error) {
    terminal.err.write(complaintOf(error));
    return 2;
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal, engine: Engine): Promise<number> {
  refuseLater(argv[0]);
  const tokens = tokensOf(argv);
  const [first, ...words] = tokens.words;
  const command = first?.literal === false ? first.text : undefined;
  refuseLater(command);
  if (command === "rule") return loadRuleCommand()({ flags: tokens.flags, words }, terminal, engine);
  const answer = answerOf(tokens, terminal);
  if (answer === null) return loadCheckCommand()(tokens, terminal, engine);
  terminal.out.write(answer);
  return 0;
}

function answerOf(tokens: Tokens, terminal: Terminal): string | null {
  const { flags } = tokens;
  const has = (name: string) => flags.some(({ flag }) => flag === name);
  if (has("help")) return helpText();
  if (has("version")) return `grpc-fork-fix ${toolVersion()}\n`;
  return has("env-info") ? loadEnvironmentInfo()(tokens, terminal.folder) : null;
}

function refuseLater(word: string | undefined): void {
  if (word === "rule" || !subcommands.some((command) => command === word)) return;
  throw new UsageError(`the command ${word} is not in this version; a path of that name is written ./${word}`);
}

function loadRuleCommand(): typeof import("./rule-command").ruleCommand {
  return require("./rule-command").ruleCommand;
}

function loadEnvironmentInfo(): typeof import("./environment-info").environmentInfo {
  return require("./environment-info").environmentInfo;
}

function loadCheckCommand(): typeof import("./check-command").checkCommand {
  return require("./check-command").checkCommand;
}

/** What the user did wrong has no stack; what we did wrong keeps it. */
function complaintOf(error: unknown): string {
  // By name: a module registry that is reset (Jest) has two classes of that name.
  if (error instanceof Error && error.name === "UsageError") return `grpc-fork-fix: ${error.message}\n`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${trace}\n\nThis is a bug in grpc-fork-fix ${toolVersion()}. Please report it with the lines above.\n`;
}
