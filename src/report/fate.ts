import type { Decision, Result } from "../types";
import type { View } from "./report";

/** What becomes of a finding under the flags of the run, whether or not the run writes. */
export type Fate = "fixed" | "withheld" | "unfixable";

export function fateOf({ fix }: Decision, view: Pick<View, "unsafeFixes">): Fate {
  if (fix.status === "none") return "unfixable";
  return fix.status === "safe" || view.unsafeFixes ? "fixed" : "withheld";
}

/** Whether the changes of the result repair this finding. */
export function isApplied(decision: Decision, view: Pick<View, "unsafeFixes">): boolean {
  return fateOf(decision, view) === "fixed";
}

/** The findings that are still there when the run ends: after `--write`, those that it did not repair. */
export function openDecisions(result: Result, view: Pick<View, "mode" | "unsafeFixes">): readonly Decision[] {
  return result.decisions.filter((decision) => view.mode !== "write" || !isApplied(decision, view));
}
