import { type MarkupContent, MarkupKind } from "vscode-languageserver";
import type { Rule } from "../rules/rule";
import type { Reported } from "./analyst";

/** What is said of a finding under the cursor: what is wrong, what can be done, and what the rule is about. */
export function hoverOf(finding: Reported, rule: Rule | undefined, page: string, kind: MarkupKind): MarkupContent {
  const isMarkdown = kind === MarkupKind.Markdown;
  const strong = (text: string) => (isMarkdown ? `**${text}**` : text);
  const text = (value: string) => (isMarkdown ? value.replace(/[\\`*_{}[\]<>#|]/g, "\\$&") : value);
  const [head = ""] = rule?.why.split("\n\n") ?? [];
  const parts = [
    `${strong(`${finding.rule} ${rule?.name ?? ""}`.trim())} (${finding.severity}): ${text(finding.message)}`,
    text(fixLine(finding)),
    head.replaceAll("\n", " "),
    isMarkdown ? `[${finding.rule} explained](${page})` : `grpc-fork-fix rule ${finding.rule}`,
  ];
  return { kind, value: parts.filter((part) => part !== "").join("\n\n") };
}

function fixLine({ fixes, advice }: Reported): string {
  const [fix] = fixes;
  if (fix === undefined || fix.status === "none") return advice === "" ? "" : `By hand: ${advice}.`;
  return `Fix (${fix.status}, ${fix.transform}): ${fix.detail}.`;
}
