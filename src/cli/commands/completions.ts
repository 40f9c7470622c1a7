import { UsageError } from "../../host/usage-error";
import { oneOf } from "../arguments";
import type { Command } from "../command";
import type { CompletedFlag, Completion, Grammar } from "../completions/grammar";
import type { Engine } from "../engine";
import type { FlagShape, Offer } from "../flags";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";

const shells = ["bash", "zsh", "fish"] as const;

export const command = {
  summary: "Print a script that completes the command line in a shell",
  usage: ["bash|zsh|fish"],
  description: `Prints a script for a shell: commands, flags, rule codes, formats and what else is known. It is
made from the same tables as --help. Load it where the shell starts, for example in ~/.bashrc.`,
  takes: [],
  flags: [],
  examples: [
    "completions bash > ~/.local/share/bash-completion/completions/grpc-fork-fix",
    "completions zsh > ~/.zfunc/_grpc-fork-fix",
    "completions fish > ~/.config/fish/completions/grpc-fork-fix.fish",
  ],
  offers: shells,
  run,
} satisfies Command;

function run({ words }: Tokens, terminal: Terminal, engine: Engine): number {
  const [shell, ...more] = words.map(({ text }) => text);
  if (shell === undefined || more.length > 0) throw new UsageError(`completions takes one of ${shells.join(", ")}`);
  const script = scriptFor(oneOf("completions", shell, shells));
  terminal.out.write(script(grammarOf(engine)));
  return 0;
}

function scriptFor(shell: (typeof shells)[number]): (grammar: Grammar) => string {
  switch (shell) {
    case "bash":
      return require("../completions/bash").bashCompletions;
    case "zsh":
      return require("../completions/zsh").zshCompletions;
    case "fish":
      return require("../completions/fish").fishCompletions;
  }
}

/** The tables, with every name looked up. */
function grammarOf(engine: Engine): Grammar {
  const { commandNames, flagsOf, loadCommand } = loadCommands();
  const completed = (flag: FlagShape) => flagOf(flag, (offer) => completionOf(offer, engine));
  return {
    flags: loadFlagTable().flatMap(completed),
    commands: commandNames().map((name) => {
      const { summary, offers, ...rest } = loadCommand(name);
      const words = completionOf(offers ?? "files", engine);
      // Words stand apart, and are joined by no commas.
      return {
        name,
        summary,
        words: words.kind === "words" ? { ...words, several: false } : words,
        flags: flagsOf({ summary, ...rest }).flatMap(completed),
      };
    }),
  };
}

function flagOf(flag: FlagShape, complete: (offer: Offer | undefined) => Completion): readonly CompletedFlag[] {
  const { long, short, aliases = [], negation, value, offers, help } = flag;
  const names = [...[long, ...aliases].map((name) => `--${name}`), ...(short === undefined ? [] : [`-${short}`])];
  const own: CompletedFlag = { names, help, value: value === undefined ? null : complete(offers) };
  if (negation === undefined) return [own];
  return [own, { names: [`--${negation}`], help: `Take back --${long}`, value: null }];
}

function completionOf(offer: Offer | undefined, engine: Engine): Completion {
  if (offer === undefined) return { kind: "nothing" };
  if (typeof offer !== "string") return { kind: "words", words: offer, several: false };
  switch (offer) {
    case "codes":
      return { kind: "words", words: [...engine.rules.map(({ code }) => code)].sort(), several: true };
    case "transforms":
      return { kind: "words", words: engine.transforms ?? [], several: true };
    case "formats":
      return { kind: "words", words: loadFormats().formatNames(), several: false };
    default:
      return { kind: offer };
  }
}

function loadCommands(): typeof import("../commands") {
  return require("../commands");
}

function loadFlagTable(): readonly FlagShape[] {
  return require("../flags").flagTable;
}

function loadFormats(): typeof import("../../report/formats") {
  return require("../../report/formats");
}
