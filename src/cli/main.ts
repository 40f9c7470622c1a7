import { commandNames, flagsOf, loadCommand } from "./commands";
import { type Engine, realEngine } from "./engine";
import { processTerminal, type Terminal } from "./terminal";
import { firstWord, type Tokens, tokensOf } from "./tokens";
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
  const place = firstWord(argv);
  const name = argv[place];
  if (name !== undefined && commandNames().includes(name)) {
    return runCommand(name, [...argv.slice(0, place), ...argv.slice(place + 1)], terminal, engine);
  }
  const tokens = tokensOf(argv);
  const answer = answerOf(tokens, terminal);
  if (answer === null) return loadCheckCommand()(tokens, terminal, engine);
  terminal.out.write(answer);
  return 0;
}

async function runCommand(name: string, rest: readonly string[], terminal: Terminal, engine: Engine): Promise<number> {
  const command = loadCommand(name);
  const tokens = tokensOf(rest, { command: name, flags: flagsOf(command) });
  if (!tokens.flags.some(({ flag }) => flag === "help")) return command.run(tokens, terminal, engine);
  terminal.out.write(loadHelp().commandHelpText(name, command));
  return 0;
}

function answerOf(tokens: Tokens, terminal: Terminal): string | null {
  const { flags } = tokens;
  const has = (name: string) => flags.some(({ flag }) => flag === name);
  if (has("help")) return loadHelp().helpText();
  if (has("version")) return `grpc-fork-fix ${toolVersion()}\n`;
  return has("env-info") ? loadEnvironmentInfo()(tokens, terminal.folder) : null;
}

function loadHelp(): typeof import("./help") {
  return require("./help");
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
