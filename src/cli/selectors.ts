import { nearest } from "../host/nearest";
import { UsageError } from "../host/usage-error";
import type { Rule } from "../rules/rule";

/**
 * Rule codes and prefixes as the run takes them. A rule's name and `ALL` are understood, too; what
 * selects no rule is a UsageError, which begins with what asked for it.
 */
export function selectorsOf(
  askerOf: (index: number) => string,
  values: readonly string[],
  rules: readonly Rule[],
): readonly string[] {
  return values.map((value, index) => selectorOf(askerOf(index), value, rules));
}

/** The same for one. */
export function selectorOf(asker: string, value: string, rules: readonly Rule[]): string {
  const code = value.toUpperCase();
  if (code === "ALL") return "GFF";
  const named = rules.find((rule) => rule.name === value.toLowerCase());
  if (named !== undefined) return named.code;
  const isPrefix = code.startsWith("GFF") && rules.some((rule) => rule.code.startsWith(code));
  if (isPrefix) return code;
  throw new UsageError(`${asker}: no rule has the code or prefix "${value}"${hintOf(value, rules)}`);
}

/** A rule by its code or its name. Throws a UsageError with the nearest one. */
export function ruleOf(word: string, rules: readonly Rule[]): Rule {
  const rule = rules.find(({ code, name }) => code === word.toUpperCase() || name === word.toLowerCase());
  if (rule !== undefined) return rule;
  throw new UsageError(`there is no rule "${word}"${hintOf(word, rules)}`);
}

function hintOf(word: string, rules: readonly Rule[]): string {
  const near = nearest(word, [...rules.map(({ code }) => code), ...rules.map(({ name }) => name)]);
  if (near === null) return "; `grpc-fork-fix rule --all` lists them";
  const rule = rules.find(({ code, name }) => code === near || name === near);
  return rule === undefined ? "" : `; did you mean ${rule.code} (${rule.name})?`;
}
