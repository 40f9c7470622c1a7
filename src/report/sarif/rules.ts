import type { ReportingDescriptor } from "sarif";
import type { Rule } from "../../rules/rule";
import type { RuleCode } from "../../types";
import { compareTexts } from "../order";
import { rulePage, ruleText } from "../rule-page";

/** Characters of a description that code scanning takes. */
const longestDescription = 1024;

/** What the families of rules are about, by the first digit of their code. */
const subjects: Readonly<Record<string, string>> = {
  0: "analysis",
  1: "client",
  2: "server",
  3: "environment",
  4: "framework",
};

/** All rules by code, whatever was found: code scanning expects them to change with the tool alone. */
export function sortRules(rules: readonly Rule[]): readonly Rule[] {
  return [...rules].sort((a, b) => compareTexts(a.code, b.code));
}

export function ruleDescriptor(rule: Rule): ReportingDescriptor {
  const page = rule.sources.find((source) => source.startsWith("https://"));
  return {
    id: rule.code,
    name: rule.name,
    shortDescription: { text: `${rule.summary}.` },
    fullDescription: { text: firstParagraph(rule) },
    help: { text: ruleText(rule, false), markdown: rulePage(rule) },
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: rule.severity },
    properties: {
      precision: rule.precision,
      "problem.severity": rule.severity,
      tags: tagsOf(rule.code),
    },
  };
}

function tagsOf(code: RuleCode): string[] {
  return ["grpc", "fork", "concurrency", "reliability", ...(subjects[code.charAt("GFF".length)] ?? "").split(" ")];
}

function firstParagraph({ why, summary }: Rule): string {
  const text = (why.split("\n\n")[0] ?? "").replaceAll("\n", " ").trim() || `${summary}.`;
  return text.length <= longestDescription ? text : `${text.slice(0, longestDescription - 1)}…`;
}
