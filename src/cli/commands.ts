import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "./command";
import { type FlagShape, flagTable } from "./flags";

const folder = join(__dirname, "commands");

/** The names of the commands, sorted: the files of `commands/`. Adding a command is adding a file. */
export function commandNames(): readonly string[] {
  const names = readdirSync(folder).flatMap((file) => /^([a-z]+)\.[jt]s$/.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** Loads a command by one of the {@link commandNames}. */
export function loadCommand(name: string): Command {
  return require(join(folder, name)).command;
}

/** Taken by every command. */
const common = ["help", "color", "quiet", "verbose"];

/** The flags that a command takes. */
export function flagsOf(command: Command): readonly FlagShape[] {
  const own = new Set(command.flags.map(({ long }) => long));
  const taken = new Set<string>([...command.takes, ...common]);
  return [...command.flags, ...flagTable.filter(({ long }) => taken.has(long) && !own.has(long))];
}
