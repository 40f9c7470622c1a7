import { resolve } from "node:path";
import type { Result } from "../../types";
import { analyse, openAnalysis } from "../analysis";
import { oneOf } from "../arguments";
import type { Command } from "../command";
import type { Engine } from "../engine";
import { writeReport } from "../publish";
import { settingsOf } from "../settings";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";

const formats = ["text", "mermaid", "dot", "html"] as const;

export const command = {
  summary: "Draw the processes of programs, with what each makes, inherits and breaks",
  usage: ["[--format text|mermaid|dot|html] [-o FILE] [PATHS]..."],
  description: `Draws the process tree of each program of which something lies in the paths: the processes
that it starts and how, the gRPC objects that each makes, inherits or is handed, and the
rules that are broken. Nothing is changed, and findings do not make the exit status 1.`,
  takes: [
    "select",
    "ignore",
    "exclude",
    "no-gitignore",
    "target-python",
    "grpcio-version",
    "platform",
    "config",
    "isolated",
  ],
  flags: [
    { long: "format", value: "NAME", help: "text, mermaid, dot or html [default: text]" },
    { long: "output-file", short: "o", value: "FILE", help: "Write the drawing to FILE instead of stdout" },
  ],
  examples: [
    "graph                                  on the terminal",
    "graph --format mermaid src/batch.py    for a Markdown page",
    "graph --format dot | dot -Tsvg -o processes.svg",
  ],
  run,
} satisfies Command;

async function run({ flags, words }: Tokens, terminal: Terminal, engine: Engine): Promise<number> {
  const last = (name: string) => flags.findLast(({ flag }) => flag === name)?.value;
  const format = oneOf("--format", last("format") ?? "text", formats);
  const file = last("output-file");
  const toFile = file !== undefined && file !== "-" ? file : null;
  const own = flags.filter(({ flag }) => flag !== "format" && flag !== "output-file");
  // What the project keeps as known is a part of the picture all the same.
  const settings = { ...settingsOf({ flags: own, words }, terminal.folder), baseline: null };
  const { result, view, args } = await analyse(openAnalysis(settings, terminal), terminal, engine);
  const color = toFile === null ? view.color : args.color === "always";
  const text = loadDrawing().drawn(result, { ...view, color }, format);
  if (toFile === null) terminal.out.write(text);
  else writeReport(resolve(terminal.folder, toFile), toFile, text);
  if (args.volume !== "quiet") terminal.err.write(remarksOn(result).join(""));
  return 0;
}

/** What the drawing does not show. */
function remarksOn({ graph, notices }: Result): readonly string[] {
  const cut = notices.filter(({ code }) => code === "analysis-budget").length;
  return [
    ...(graph.programs.length === 0 ? ["No program here starts a process that gRPC could get into.\n"] : []),
    ...(graph.omitted > 0 ? [`${graph.omitted} more programs were left out; name a part of the project.\n`] : []),
    ...(cut > 0
      ? [`Not all was followed to its end (-v of a check says what), so something may be missing here.\n`]
      : []),
  ];
}

function loadDrawing(): typeof import("../../report/graph/drawn") {
  return require("../../report/graph/drawn");
}
