import { UsageError } from "../../host/usage-error";
import { oneOf } from "../arguments";
import type { Command } from "../command";
import type { Engine } from "../engine";
import type { Prove } from "../prove-run";
import { secondsOf } from "../seconds";
import { statusOf, stopOnSignal } from "../signals";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";

export const command = {
  summary: "Run a command before and after the repair, and show what that changes",
  usage: ["[--runs N] [--time-limit SECONDS] [--unsafe-fixes] -- COMMAND..."],
  description: `Makes two copies of the project, repairs one of them, and runs the command in both, watched as by
\`trace\`. The repair is proved when before it something went wrong or crossed a fork in some run, and
after it every run ended with 0 and nothing crossed; then the exit status is 0, else 1. The project
itself is not touched. The command must end by itself, as a test does.`,
  takes: ["unsafe-fixes", "select", "ignore"],
  flags: [
    { long: "runs", value: "N", help: "Runs of each form [default: 3]" },
    { long: "time-limit", value: "SECONDS", help: "A run that takes longer hangs [default: 60]" },
    { long: "format", value: "NAME", offers: ["text", "json"], help: "text or json [default: text]" },
  ],
  examples: [
    "prove -- python -m pytest tests/test_workers.py",
    "prove --runs 10 --time-limit 20 -- python batch.py --quote tea",
  ],
  run,
} satisfies Command;

async function run({ flags, words }: Tokens, terminal: Terminal, _engine: Engine): Promise<number> {
  const last = (name: string) => flags.findLast(({ flag }) => flag === name)?.value;
  const asked = words.map(({ text }) => text);
  if (asked.length === 0) throw new UsageError("prove is followed by a command: prove -- python -m pytest");
  const stop = stopOnSignal();
  const prove: Prove = {
    command: asked,
    runs: runsOf(last("runs")),
    seconds: secondsOf(last("time-limit")) ?? 60,
    format: oneOf("--format", last("format") ?? "text", ["text", "json"] as const),
    toolFlags: flags.flatMap(({ flag, value, on }) =>
      flag === "select" || flag === "ignore"
        ? [`--${flag}=${value}`]
        : flag === "unsafe-fixes" && on
          ? [`--${flag}`]
          : [],
    ),
    isQuiet: flags.some(({ flag }) => flag === "quiet"),
    stop,
  };
  try {
    const status = await loadProve()(prove, terminal);
    const signal = stop.signal();
    return signal === null ? status : statusOf(signal);
  } finally {
    stop.release();
  }
}

function runsOf(text: string | undefined): number {
  if (text === undefined) return 3;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError(`--runs is a number from 1, not "${text}"`);
}

function loadProve(): typeof import("../prove-run").proveRepair {
  return require("../prove-run").proveRepair;
}
