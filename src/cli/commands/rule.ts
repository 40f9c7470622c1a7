import { loadConfiguration } from "../../host/configuration/configuration";
import { colorWords } from "../../host/configuration/values";
import { UsageError } from "../../host/usage-error";
import type { Rule } from "../../rules/rule";
import { configurationAsked, oneOf } from "../arguments";
import type { Command } from "../command";
import type { Engine } from "../engine";
import { projectModels } from "../project-models";
import { ruleOf } from "../selectors";
import { type Terminal, wantsColor } from "../terminal";
import type { Tokens } from "../tokens";

const formats = ["text", "json", "markdown"] as const;

export const command = {
  summary: "Explain a rule: what is wrong, why, how it shows, how it is repaired",
  usage: ["CODE...|--all [--format text|json|markdown]"],
  description:
    "Explains rules, by code or by name, without a network. What the project's own configuration says in\n`models` and counts for a rule is named with it.",
  takes: ["config", "isolated"],
  flags: [
    { long: "all", help: "Every rule" },
    { long: "format", value: "NAME", offers: formats, help: "text, json or markdown [default: text]" },
  ],
  examples: ["rule GFF101                            what one rule means", "rule --all --format markdown > rules.md"],
  offers: "codes",
  run,
} satisfies Command;

/** What the rules say about themselves. */
function run(tokens: Tokens, terminal: Terminal, engine: Engine): number {
  const { flags, words } = tokens;
  const isAll = flags.some(({ flag }) => flag === "all");
  const last = (name: string) => flags.findLast(({ flag }) => flag === name)?.value;
  const format = oneOf("--format", last("format") ?? "text", formats);
  const color = wantsColor(oneOf("--color", last("color") ?? "auto", colorWords), terminal.out, terminal.environment);
  const asked = chosen(words, isAll, engine.rules);
  const folder = terminal.folder;
  const configuration = loadConfiguration({ cwd: folder, start: folder, ...configurationAsked(tokens) });
  const source = configuration.origins.get("models")?.place() ?? null;
  const ofProject = ({ code }: Rule) => projectModels(code, configuration.values.models, source);
  terminal.out.write(rendered(asked, format, color, ofProject));
  return 0;
}

function chosen(words: Tokens["words"], isAll: boolean, rules: readonly Rule[]): readonly Rule[] {
  if (isAll && words.length > 0) throw new UsageError("rule takes codes or --all, not both");
  if (isAll) return [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
  if (words.length === 0) throw new UsageError("rule needs a code (GFF101) or --all");
  return words.map(({ text }) => ruleOf(text, rules));
}

function rendered(
  rules: readonly Rule[],
  format: (typeof formats)[number],
  color: boolean,
  ofProject: (rule: Rule) => string,
): string {
  if (format === "json") return `${JSON.stringify(rules.map(documented), null, 2)}\n`;
  const { rulePage, ruleText } = loadRulePage();
  const separator = format === "markdown" ? "\n" : "\n\n";
  return rules
    .map((rule) => (format === "markdown" ? rulePage(rule, ofProject(rule)) : ruleText(rule, color, ofProject(rule))))
    .join(separator);
}

function loadRulePage(): typeof import("../../report/rule-page") {
  return require("../../report/rule-page");
}

/** Without the functions of a rule. */
function documented(rule: Rule) {
  const { code, name, summary, why, symptoms, example, fixSafety, versions, sources } = rule;
  return { code, name, summary, why, symptoms, example, fixSafety, versions, sources };
}
