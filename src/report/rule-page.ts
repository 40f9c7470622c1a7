/** What a rule says about itself, as text. */
import { createColors } from "picocolors";
import type { Rule } from "../rules/rule";

interface Section {
  readonly title: string;
  readonly body: string;
}

function sectionsOf(rule: Rule, ofProject: string): readonly Section[] {
  const sections = [
    { title: "What happens", body: rule.why },
    { title: "How it shows", body: rule.symptoms.map((symptom) => `- \`${symptom}\``).join("\n") },
    { title: "Example", body: exampleOf(rule) },
    { title: "Fix safety", body: rule.fixSafety },
    { title: "Versions", body: rule.versions },
    { title: "In this project", body: ofProject },
    { title: "Sources", body: rule.sources.map((source) => `- ${source}`).join("\n") },
  ];
  return sections.map(({ title, body }) => ({ title, body: body.trim() })).filter(({ body }) => body !== "");
}

function exampleOf({ example }: Rule): string {
  if (example === null) return "";
  const code = (text: string) => `\`\`\`python\n${text.trimEnd()}\n\`\`\``;
  return `${code(example.before)}\n\nUse instead:\n\n${code(example.after)}`;
}

/** The page of a rule, in Markdown: `rule --format markdown` and docs/rules. `ofProject` is what holds for it in a project alone. */
export function rulePage(rule: Rule, ofProject = ""): string {
  const sections = sectionsOf(rule, ofProject).map(({ title, body }) => `## ${title}\n\n${body}\n`);
  return [`# ${rule.code} ${rule.name}\n`, `${rule.summary}.\n`, ...sections].join("\n");
}

/** The same for a terminal: indented, without fences. */
export function ruleText(rule: Rule, color: boolean, ofProject = ""): string {
  const colors = createColors(color);
  const sections = sectionsOf(rule, ofProject).map(({ title, body }) => `${colors.bold(title)}\n\n${indented(body)}\n`);
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
