/** What the runs of a command before and after a repair come to. */
import type { Evidence } from "./types";
import type { Outcome } from "./watch";

/** One run of the command in one form of the project. */
export interface Trial {
  readonly form: "before" | "after";
  /** From 1. */
  readonly run: number;
  readonly status: number;
  /** It did not end in its time. */
  readonly hung: boolean;
  /** The rules of what crossed a fork, sorted, each once. */
  readonly crossed: readonly string[];
  /** What it printed last, where it went wrong. */
  readonly output: string;
}

/**
 * `proved`: before, something went wrong or crossed a fork; after, nothing did. `not-cured`: after the repair something still
 * does. `not-shown`: the command was right before as well, so it says nothing of the repair.
 */
export type Verdict = "proved" | "not-cured" | "not-shown";

export function trialOf(
  form: Trial["form"],
  run: number,
  { outcome, evidence, output }: { outcome: Outcome; evidence: Evidence; output: string },
): Trial {
  const hung = outcome.end === "time";
  const crossed = [...new Set(evidence.crossings.map(({ rule }) => rule))].sort();
  const trial = { form, run, status: outcome.status, hung, crossed, output: "" };
  return isRight(trial) ? trial : { ...trial, output };
}

export function isRight({ status, hung, crossed }: Omit<Trial, "output">): boolean {
  return status === 0 && !hung && crossed.length === 0;
}

export function verdictOf(trials: readonly Trial[]): Verdict {
  const wrong = (form: Trial["form"]) => trials.some((trial) => trial.form === form && !isRight(trial));
  if (wrong("after")) return "not-cured";
  return wrong("before") ? "proved" : "not-shown";
}

/** A line for each run, and the verdict. */
export function renderTrials(trials: readonly Trial[], verdict: Verdict): string {
  const lines = trials.map(
    (trial) =>
      `${trial.form.padEnd(6)}  run ${trial.run}  ${describe(trial)}\n${isShown(trial) ? indented(trial.output) : ""}`,
  );
  return `${lines.join("")}${conclusion(trials, verdict)}\n`;
}

function describe({ status, hung, crossed }: Trial): string {
  const end = hung ? "did not end in its time" : `ended with status ${status}`;
  return crossed.length === 0 ? end : `${end}; crossed a fork: ${crossed.join(", ")}`;
}

/** What a repaired form prints is worth reading when it fails; before, failing is what it is there for. */
function isShown(trial: Trial): boolean {
  return trial.form === "after" && trial.output !== "" && (trial.hung || trial.status !== 0);
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `          ${line}\n`)
    .join("");
}

function conclusion(trials: readonly Trial[], verdict: Verdict): string {
  const of = (form: Trial["form"]) => trials.filter((trial) => trial.form === form);
  const [before, after] = [of("before"), of("after")];
  const right = (all: readonly Trial[]) => all.filter(isRight).length;
  if (verdict === "proved") {
    return `Proved: ${before.length - right(before)} of ${before.length} runs went wrong before the repair, ${right(after)} of ${after.length} are right after it.`;
  }
  if (verdict === "not-cured")
    return `Not cured: only ${right(after)} of ${after.length} runs are right after the repair.`;
  return "Not shown: the command is right before the repair as well, and uses nothing that crosses a fork.";
}
