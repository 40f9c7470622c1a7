import { colorWords } from "../host/configuration/values";
import { UsageError } from "../host/usage-error";
import { rulePage, ruleText } from "../report/rule-page";
import type { Rule } from "../rules/rule";
import { oneOf } from "./arguments";
import type { Engine } from "./engine";
import { ruleHelpText } from "./help";
import { ruleOf } from "./selectors";
import { type Terminal, wantsColor } from "./terminal";
import type { Tokens } from "./tokens";

const formats = ["text", "json", "markdown"] as const;

/** `grpc-fork-fix rule CODE...|--all`: what the rules say about themselves. `words` are those after `rule`. */
export function ruleCommand({ flags, words }: Tokens, terminal: Terminal, engine: Engine): number {
  if (flags.some(({ flag }) => flag === "help")) {
    terminal.out.write(ruleHelpText());
    return 0;
  }
  const allowed = ["all", "format", "color", "quiet", "verbose"];
  const strange = flags.find(({ flag }) => !allowed.includes(flag));
  if (strange !== undefined) throw new UsageError(`rule does not take --${strange.flag}`);
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
  const separator = format === "markdown" ? "\n" : "\n\n";
  return rules.map((rule) => (format === "markdown" ? rulePage(rule) : ruleText(rule, color))).join(separator);
}

/** Without the functions of a rule. */
function documented(rule: Rule) {
  const { code, name, summary, why, symptoms, example, fixSafety, versions, sources } = rule;
  return { code, name, summary, why, symptoms, example, fixSafety, versions, sources };
}
