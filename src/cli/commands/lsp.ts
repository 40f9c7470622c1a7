import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Thread } from "../../lsp/thread";
import type { Command } from "../command";
import type { Engine } from "../engine";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";
import { packageFolder, toolVersion } from "../version";

export const command = {
  summary: "Serve an editor: findings as you type, repairs as quick fixes",
  usage: ["[--select CODES] [--config FILE] ..."],
  description: `Speaks the Language Server Protocol on stdin and stdout; an editor starts it. It checks each folder
of the workspace as \`grpc-fork-fix\` started there would, with what is typed and not saved in place
of what is on disk. Flags hold for all folders; what they leave open is read from each folder's
configuration file.`,
  takes: [
    "select",
    "ignore",
    "unsafe-fixes",
    "exclude",
    "no-gitignore",
    "target-python",
    "grpcio-version",
    "platform",
    "baseline",
    "config",
    "isolated",
  ],
  flags: [{ long: "stdio", help: "Use stdin and stdout, as it always does; editors like to say so" }],
  examples: ["lsp                        what an editor starts"],
  run,
} satisfies Command;

/** Ends with the process: when the editor says so, or is gone. */
async function run(tokens: Tokens, { err, out }: Terminal, { rules }: Engine): Promise<number> {
  if (out.isTerminal)
    err.write("note: this speaks to an editor, not to a person; docs/integrations.md has the settings\n");
  const { listen } = loadServer();
  listen(process.stdin, process.stdout, {
    version: toolVersion(),
    rules,
    pageOf: (rule) => pathToFileURL(join(packageFolder(), "docs", "rules", `${rule}.md`)).href,
    startThread: () => startThread({ ...tokens, flags: tokens.flags.filter(({ flag }) => flag !== "stdio") }),
  });
  return new Promise(() => {});
}

function loadServer(): typeof import("../../lsp/server") {
  return require("../../lsp/server");
}

function startThread(tokens: Tokens): Thread {
  const worker = new Worker(join(dirname(__dirname), "lsp-thread.js"), { workerData: tokens, stdout: true });
  const ended = new Promise<never>((_, reject) => {
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the thread of the analysis ended with status ${code}`)));
  });
  ended.catch(() => {});
  const { analystBehind } = loadChannel();
  return { analyst: analystBehind(worker), ended, end: () => void worker.terminate() };
}

function loadChannel(): typeof import("../../lsp/channel") {
  return require("../../lsp/channel");
}
