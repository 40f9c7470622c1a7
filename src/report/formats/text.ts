import { createColors } from "picocolors";
import type { Notice } from "../../types";
import { printable } from "../cells";
import { openDecisions } from "../fate";
import { type Pen, renderFinding } from "../finding-text";
import { sortDecisions } from "../order";
import type { Report } from "../report";
import { sourcesOf } from "../source";

/** For people: what is wrong, where, the steps that prove it, and what can be done. */
export const report = {
  summary: "For people: findings with source and proof",
  render: (result, view) => {
    const pen: Pen = { colors: createColors(view.color), view, locate: sourcesOf(result) };
    return [
      ...sortDecisions(openDecisions(result, view)).map((decision) => `${renderFinding(decision, pen).join("\n")}\n\n`),
      ...result.notices.filter(isRuleNotice).map((notice) => `${renderRuleNotice(notice, pen)}\n`),
    ].join("");
  },
} satisfies Report;

/** A rule's notice (a syntax error in a file that doesn't matter) belongs to the results; others are about the run. */
export function isRuleNotice(notice: Notice): boolean {
  return notice.code.startsWith("GFF");
}

function renderRuleNotice(notice: Notice, { colors, view }: Pen): string {
  const line = notice.line === null ? "" : `:${notice.line}`;
  const place = notice.path === null ? "" : `${colors.bold(printable(view.display(notice.path)))}${line}: `;
  return `${place}${colors.bold(colors.yellow(notice.code))} ${colors.yellow("notice:")} ${printable(notice.message)}`;
}
