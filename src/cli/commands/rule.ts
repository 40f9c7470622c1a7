import { colorWords } from "../../host/configuration/values";
import { UsageError } from "../../host/usage-error";
import type { Rule } from "../../rules/rule";
import { oneOf } from "../arguments";
import type { Command } from "../command";
import type { Engine } from "../engine";
import { ruleOf } from "../selectors";
import { type Terminal, wantsColor } from "../terminal";
import type { Tokens } from "../tokens";

const formats = ["text", "json", "markdown"] as const;

export const command = {
  summary: "Explain a rule: what is wrong, why, how it shows, how it is repaired",
  usage: ["CODE...|--all [--format text|json|markdown]"],
  description: "Explains rules, by code or by name, without a network.",
  takes: [],
  flags: [
    { long: "all", help: "Every rule" },
    { long: "format", value: "NAME", help: "text, json or markdown [default: text]" },
  ],
  examples: ["rule GFF101                            what one rule means", "rule --all --format markdown > rules.md"],
  run,
} satisfies Command;

/** What the rules say about themselves. */
function run({ flags, words }: Tokens, terminal: Terminal, engine: Engine): number {
  const isAll = flags.some(({ flag }) => flag === "all");
  const last = (name: string) => flags.findLast(({ flag }) => flag === name)?.value;
  const format = oneOf("--format", last("format") ?? "text", formats);
  const color = wantsColor(oneOf("--color", last("color") ?? "auto", colorWords), terminal.out, terminal.environment);
  terminal.out.write(rendered(chosen(words, isAll, engine.rules), format, color));
  return 0;
}

function chosen(words: Tokens["words"], isAll: boolean, rules: readonly Rule[]): readonly Rule[] {
  if (isAll && words.length > 0) throw new UsageError("rule takes codes or --all, not both");
  if (isAll) return [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
  if (words.length === 0) throw new UsageError("rule needs a code (GFF101) or --all");
  return words.map(({ text }) => ruleOf(text, rules));
}

function rendered(rules: readonly Rule[], format: (typeof formats)[number], color: boolean): string {
  if (format === "json") return `${JSON.stringify(rules.map(documented), null, 2)}\n`;
  const { rulePage, ruleText } = loadRulePage();
  const separator = format === "markdown" ? "\n" : "\n\n";
  return rules.map((rule) => (format === "markdown" ? rulePage(rule) : ruleText(rule, color))).join(separator);
}

function loadRulePage(): typeof import("../../report/rule-page") {
  return require("../../report/rule-page");
}

/** Without the functions of a rule. */
function documented(rule: Rule) {
  const { code, name, summary, why, symptoms, example, fixSafety, versions, sources } = rule;
  return { code, name, summary, why, symptoms, example, fixSafety, versions, sources };
}
