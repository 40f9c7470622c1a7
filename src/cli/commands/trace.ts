import type { Evidence } from "../../evidence/types";
import type { Outcome } from "../../evidence/watch";
import { UsageError } from "../../host/usage-error";
import { oneOf } from "../arguments";
import type { Command } from "../command";
import type { Engine } from "../engine";
import { secondsOf } from "../seconds";
import { statusOf, stopOnSignal } from "../signals";
import { type Terminal, wantsColor } from "../terminal";
import type { Tokens } from "../tokens";

export const command = {
  summary: "Run a command and show what of gRPC crosses a fork while it runs",
  usage: ["[--format text|json] [--time-limit SECONDS] -- COMMAND..."],
  description: `Runs the command, in which every Python watches its channels, servers, calls and forks, and tells
what crossed a fork: by which process it was made, where that forked, and where the child used it.
The exit status is 1 when something did, whether or not it went wrong this time. What the command
prints goes to stderr. Ctrl-C ends the command, and then it tells.`,
  takes: [],
  flags: [
    { long: "format", value: "NAME", offers: ["text", "json"], help: "text or json [default: text]" },
    { long: "time-limit", value: "SECONDS", help: "End the command with SIGTERM after so long, as for a server" },
  ],
  examples: [
    "trace -- python batch.py",
    "trace -- python -m pytest tests/test_workers.py",
    "trace --time-limit 20 -- gunicorn shop.web:app",
  ],
  run,
} satisfies Command;

async function run({ flags, words }: Tokens, terminal: Terminal, engine: Engine): Promise<number> {
  const last = (name: string) => flags.findLast(({ flag }) => flag === name)?.value;
  const format = oneOf("--format", last("format") ?? "text", ["text", "json"] as const);
  const asked = words.map(({ text }) => text);
  if (asked.length === 0) throw new UsageError("trace is followed by a command: trace -- python batch.py");
  const stop = stopOnSignal();
  try {
    const { watchEvidence } = loadWatching();
    const { outcome, evidence } = await watchEvidence({
      command: asked,
      terminal,
      seconds: secondsOf(last("time-limit")),
      interrupted: stop.came.then(() => stop.signal() ?? "SIGTERM"),
      streams: [process.stdin.isTTY === true ? "ignore" : "inherit", 2, 2],
    });
    const nameOf = (code: string) => engine.rules.find((rule) => rule.code === code)?.name ?? code;
    const { renderEvidence, evidenceJson } = loadRender();
    const color = wantsColor("auto", terminal.out, terminal.environment);
    terminal.out.write(
      format === "text"
        ? renderEvidence(evidence, nameOf, loadColors()(color))
        : `${JSON.stringify({ version: 1, command: asked, end: endOf(outcome), ...evidenceJson(evidence, nameOf) }, null, 2)}\n`,
    );
    if (!flags.some(({ flag }) => flag === "quiet")) terminal.err.write(summaryOf(outcome, evidence));
    const signal = stop.signal();
    if (signal !== null) return statusOf(signal);
    if (evidence.processes.length === 0) throw new UsageError(NO_PYTHON);
    return evidence.crossings.length > 0 ? 1 : 0;
  } finally {
    stop.release();
  }
}

const NO_PYTHON = `no Python process was seen. A Python that ignores PYTHONPATH (-E, -I, -S) or whose environment is emptied cannot be watched`;

function endOf({ status, end, isKilled }: Outcome) {
  return { status, by: end, killed: isKilled };
}

function summaryOf({ status, end, isKilled }: Outcome, { crossings, things, faults, processes }: Evidence): string {
  const ways = {
    own: "The command ended",
    time: "The command was ended when its time was over",
    interrupt: "The command was stopped",
  };
  const killed = isKilled ? ", and killed, because it did not end" : "";
  const found =
    crossings.length > 0
      ? `${crossings.length === 1 ? "1 thing" : `${crossings.length} things`} of gRPC crossed a fork. \`grpc-fork-fix rule CODE\` says what that means.`
      : things > 0
        ? "Nothing of gRPC was seen to cross a fork."
        : "No process made a channel or a server.";
  return [
    `${ways[end]} with status ${status}${killed}. ${processes.length > 0 ? found : ""}`.trimEnd(),
    ...faults.map((fault) => `note: something could not be watched: ${fault}`),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function loadWatching(): typeof import("../watching") {
  return require("../watching");
}

function loadRender(): typeof import("../../evidence/render") {
  return require("../../evidence/render");
}

function loadColors(): typeof import("picocolors").createColors {
  return require("picocolors").createColors;
}
