import { createColors } from "picocolors";
import { UsageError } from "../host/usage-error";
import type { Rule } from "../rules/rule";
import { colorWords, oneOf } from "./arguments";
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
  return rules.map((rule) => (format === "markdown" ? markdownOf(rule) : textOf(rule, color))).join(separator);
}

/** Without the functions of a rule. */
function documented(rule: Rule) {
  const { code, name, summary, why, symptoms, example, fixSafety, versions, sources } = rule;
  return { code, name, summary, why, symptoms, example, fixSafety, versions, sources };
}

interface Section {
  readonly title: string;
  readonly body: string;
}

function sectionsOf(rule: Rule): readonly Section[] {
  const sections = [
    { title: "What happens", body: rule.why },
    { title: "How it shows", body: rule.symptoms.map((symptom) => `- \`${symptom}\``).join("\n") },
    { title: "Example", body: exampleOf(rule) },
    { title: "Fix safety", body: rule.fixSafety },
    { title: "Versions", body: rule.versions },
    { title: "Sources", body: rule.sources.map((source) => `- ${source}`).join("\n") },
  ];
  return sections.map(({ title, body }) => ({ title, body: body.trim() })).filter(({ body }) => body !== "");
}

function exampleOf({ example }: Rule): string {
  if (example === null) return "";
  const code = (text: string) => `\`\`\`python\n${text.trimEnd()}\n\`\`\``;
  return `${code(example.before)}\n\nUse instead:\n\n${code(example.after)}`;
}

function markdownOf(rule: Rule): string {
  const sections = sectionsOf(rule).map(({ title, body }) => `## ${title}\n\n${body}\n`);
  return [`# ${rule.code} ${rule.name}\n`, `${rule.summary}.\n`, ...sections].join("\n");
}

function textOf(rule: Rule, color: boolean): string {
  const colors = createColors(color);
  const sections = sectionsOf(rule).map(({ title, body }) => `${colors.bold(title)}\n\n${indented(body)}\n`);
  return [`${colors.bold(colors.red(rule.code))} ${colors.bold(rule.name)}\n`, `${rule.summary}.\n`, ...sections].join(
    "\n",
  );
}

/** Markdown is readable as it is, but for the fences. */
function indented(body: string): string {
  const lines = body.split("\n");
  let isCode = false;
  return lines
    .flatMap((line) => {
      if (line.startsWith("```")) {
        isCode = !isCode;
        return [];
      }
      return [line === "" ? "" : `${isCode ? "      " : "  "}${line}`];
    })
    .join("\n");
}
