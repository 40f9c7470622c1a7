import type { RuleCode } from "../types";
import type { View } from "./report";

/** `client-before-fork` of `GFF101`. */
export function ruleName(code: RuleCode, view: Pick<View, "rules">): string {
  return view.rules.find((rule) => rule.code === code)?.name ?? code;
}
