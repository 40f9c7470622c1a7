import type { CompletedFlag, Completion, Grammar } from "./grammar";

/** A script for fish 3.1 and later. */
export function fishCompletions({ flags, commands }: Grammar): string {
  const names = commands.map(({ name }) => name).join(" ");
  const isCheck = `not __fish_seen_subcommand_from ${names}`;
  return [
    "# fish completion of grpc-fork-fix: grpc-fork-fix completions fish | source",
    "",
    ...commands.map(({ name, summary }) => line("__fish_use_subcommand", `-a ${name} -d ${quoted(summary)}`)),
    ...flags.flatMap((flag) => flagLines(isCheck, flag)),
    ...commands.flatMap(({ name, flags: own, words }) => {
      const isHere = `__fish_seen_subcommand_from ${name}`;
      return [...wordLines(isHere, words), ...own.flatMap((flag) => flagLines(isHere, flag))];
    }),
    "",
  ].join("\n");
}

function line(condition: string, rest: string): string {
  return `complete -c grpc-fork-fix -n ${quoted(condition)} ${rest}`;
}

function flagLines(condition: string, { names, help, value }: CompletedFlag): readonly string[] {
  const end = `${value === null ? "" : ` ${offer(value)}`} -d ${quoted(help)}`;
  return names.map((name) => {
    const spelled = name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`;
    return line(condition, spelled + end);
  });
}

function wordLines(condition: string, words: Completion): readonly string[] {
  return words.kind === "words" ? [line(condition, `-f -a ${quoted(words.words.join(" "))}`)] : [];
}

function offer(completion: Completion): string {
  switch (completion.kind) {
    case "words": {
      const words = completion.words.join(" ");
      return `-x -a ${quoted(completion.several ? `(__fish_append , ${words})` : words)}`;
    }
    case "folders":
      return "-x -a '(__fish_complete_directories)'";
    case "files":
      return "-r -F";
    case "nothing":
      return "-x";
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, "\\$&")}'`;
}
