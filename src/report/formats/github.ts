import type { Decision, Notice } from "../../types";
import { printable } from "../cells";
import { columnIn } from "../columns";
import { openDecisions } from "../fate";
import { type Pen, plainPen, renderRemedy } from "../finding-text";
import { mostSevereFirst, sortNotices } from "../order";
import type { Report } from "../report";
import { ruleName } from "../rule-name";
import { wellFormed } from "../well-formed";

type Properties = Readonly<Record<string, string | number>>;

/**
 * Annotations of a GitHub job, as workflow commands: docs.github.com, "Workflow commands for GitHub Actions". Errors
 * come first, because GitHub shows ten of a kind. Columns count characters; paths are from the top of the work tree.
 */
export const report = {
  summary: "Annotations of GitHub Actions, and the summary of the job",
  companion: { format: "markdown", variable: "GITHUB_STEP_SUMMARY" },
  render: (result, view) => {
    const pen = plainPen(result, view);
    return [
      ...mostSevereFirst(openDecisions(result, view)).map((decision) => findingCommand(decision, pen)),
      ...sortNotices(result.notices).map(noticeCommand),
    ].join("");
  },
} satisfies Report;

function findingCommand(decision: Decision, pen: Pen): string {
  const { finding } = decision;
  const { start, end, lines } = pen.locate(finding.at);
  const isOneLine = start.line === end.line;
  const place = {
    file: finding.at.path,
    line: start.line,
    endLine: end.line,
    // The runner drops columns, with a warning, where the lines differ.
    ...(isOneLine ? { col: columnIn("character", lines, start), endColumn: columnIn("character", lines, end) } : {}),
  };
  const title = `${finding.rule} ${ruleName(finding.rule, pen.view)}`;
  const message = [printable(finding.message), ...renderRemedy(decision, pen)].join("\n");
  return command(finding.severity, { ...place, title }, message);
}

function noticeCommand({ code, path, line, message }: Notice): string {
  const place = { ...(path === null ? {} : { file: path }), ...(path === null || line === null ? {} : { line }) };
  return command("notice", { ...place, title: code }, printable(message));
}

function command(name: "error" | "warning" | "notice", properties: Properties, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return wellFormed(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
