import type { Decision, Result } from "../types";
import { fateOf } from "./fate";
import { compareTexts } from "./order";
import type { View } from "./report";

/**
 * The last words of a run, for stderr: what was found, what was or would be fixed, what was not and
 * why. One line, or two in a report that could have been a fix; and one about what a baseline holds.
 */
export function renderSummary(result: Result, view: Pick<View, "mode" | "unsafeFixes">): string {
  const known = result.known?.length ?? 0;
  const summary = summaryOf(result, view);
  return known === 0 ? summary : `${summary}\n${count(known, "known finding")} left out (baseline).`;
}

function summaryOf(result: Result, view: Pick<View, "mode" | "unsafeFixes">): string {
  const { decisions } = result;
  if (decisions.length === 0) return `No findings in ${count(result.stats.files, "file")}.`;
  const fixed = decisions.filter((decision) => fateOf(decision, view) === "fixed");
  const rest = restOf(decisions, view);
  if (view.mode === "report") return reportSummary(decisions, fixed.length, rest);
  const files = new Set(fixed.flatMap((decision) => decision.fix.files)).size;
  const verb = view.mode === "write" ? "Fixed" : "Would fix";
  const done =
    fixed.length === 0
      ? `${verb} nothing`
      : `${verb} ${count(fixed.length, "finding")} in ${count(files || result.changes.length, "file")}`;
  return `${[done, rest].filter((part) => part !== "").join("; ")}.`;
}

function reportSummary(decisions: readonly Decision[], fixable: number, rest: string): string {
  const files = new Set(decisions.map((decision) => decision.finding.at.path)).size;
  const errors = decisions.filter((decision) => decision.finding.severity === "error").length;
  const warnings = decisions.length - errors;
  const kinds = [errors > 0 ? count(errors, "error") : "", warnings > 0 ? count(warnings, "warning") : ""];
  const found = `Found ${count(decisions.length, "finding")} in ${count(files, "file")} (${join(kinds)}).`;
  const ways = join([fixable > 0 ? `${fixable} fixable with --write` : "", rest], "; ");
  return ways === "" ? found : `${found}\n${ways[0]?.toUpperCase()}${ways.slice(1)}.`;
}

/** `1 has no fix (captured-value), 2 unsafe fixes withheld (use --unsafe-fixes)`. */
function restOf(decisions: readonly Decision[], view: Pick<View, "unsafeFixes">): string {
  const unfixable = decisions.filter((decision) => fateOf(decision, view) === "unfixable");
  const withheld = decisions.filter((decision) => fateOf(decision, view) === "withheld").length;
  const reasons = [...new Set(unfixable.flatMap((decision) => decision.fix.reason ?? []))].sort(compareTexts);
  const why = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  return join([
    unfixable.length === 0 ? "" : `${unfixable.length} ${unfixable.length === 1 ? "has" : "have"} no fix${why}`,
    withheld === 0 ? "" : `${count(withheld, "unsafe fix", "unsafe fixes")} withheld (use --unsafe-fixes)`,
  ]);
}

function join(parts: readonly string[], separator = ", "): string {
  return parts.filter((part) => part !== "").join(separator);
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}
