import { CACHE_FOLDER, removeCacheFolder } from "../../host/cache/cache-folder";
import type { Command } from "../command";
import type { Engine } from "../engine";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";

export const command = {
  summary: "Remove the cache: what runs have remembered of the files of a project",
  usage: ["[PATHS...] [--cache-dir DIR]"],
  description: `Removes the cache of the project around the paths: the folder ${CACHE_FOLDER}, or what
--cache-dir or the configuration names. The next run reads everything anew and finds the same.`,
  takes: ["cache-dir", "config", "isolated"],
  flags: [],
  examples: [
    "clean                                  of the project around this folder",
    "clean --cache-dir /var/cache/forks",
  ],
  run,
} satisfies Command;

function run(tokens: Tokens, terminal: Terminal, _engine: Engine): number {
  const { settingsOf }: typeof import("../settings") = require("../settings");
  const { cacheFolderOf }: typeof import("../remembered") = require("../remembered");
  const { projectRoot }: typeof import("../../host/project") = require("../../host/project");
  const { args } = settingsOf(tokens, terminal.folder);
  const folder = cacheFolderOf(projectRoot(args.paths, terminal.folder), args.cacheDir, terminal.folder);
  const isGone = removeCacheFolder(folder);
  if (args.volume !== "quiet") terminal.err.write(isGone ? `removed ${folder}\n` : `there is no cache in ${folder}\n`);
  return 0;
}
