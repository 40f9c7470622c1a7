import type { Decision, Notice } from "../../types";
import { printable } from "../cells";
import { openDecisions } from "../fate";
import { type Pen, plainPen, renderFinding } from "../finding-text";
import { sortDecisions, sortNotices } from "../order";
import type { Report, View } from "../report";
import { ruleName } from "../rule-name";

/**
 * JUnit's XML as Jenkins and GitLab take it (jenkinsci/xunit-plugin, junit-10.xsd): a suite for each file, a failed
 * test for each finding, and one test that passes where there is none, because a report without tests counts as broken.
 */
export const report = {
  summary: "Test results, for Jenkins, GitLab and others",
  render: (result, view) => {
    const pen = plainPen(result, view);
    const decisions = sortDecisions(openDecisions(result, view));
    const suites = suitesOf(decisions, pen);
    const notices = sortNotices(result.notices).map((notice) => noticeLine(notice, view));
    const counts = `tests="${Math.max(decisions.length, 1)}" failures="${decisions.length}" errors="0" time="0"`;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="grpc-fork-fix" ${counts}>`,
      ...(suites.length === 0 ? cleanSuite(notices) : [...suites, ...noticeSuite(notices)]),
      "</testsuites>\n",
    ].join("\n");
  },
} satisfies Report;

function suitesOf(decisions: readonly Decision[], pen: Pen): readonly string[] {
  const paths = [...new Set(decisions.map(({ finding }) => finding.at.path))];
  return paths.flatMap((path) => {
    const own = decisions.filter(({ finding }) => finding.at.path === path);
    const name = escapeXml(pen.view.display(path));
    return [
      `  <testsuite name="${name}" file="${name}" tests="${own.length}" failures="${own.length}" errors="0" time="0">`,
      ...own.map((decision) => testcase(decision, pen)),
      "  </testsuite>",
    ];
  });
}

function testcase(decision: Decision, pen: Pen): string {
  const { finding } = decision;
  const { start } = pen.locate(finding.at);
  const name = `${finding.rule} ${ruleName(finding.rule, pen.view)} ${start.line}:${start.column}`;
  const classname = escapeXml(pen.view.display(finding.at.path));
  const failure = `type="${finding.rule}" message="${escapeXml(finding.message)}"`;
  return [
    `    <testcase name="${escapeXml(name)}" classname="${classname}" time="0">`,
    `      <failure ${failure}>${escapeText(renderFinding(decision, pen))}</failure>`,
    "    </testcase>",
  ].join("\n");
}

function cleanSuite(notices: readonly string[]): readonly string[] {
  return [
    '  <testsuite name="grpc-fork-fix" tests="1" failures="0" errors="0" time="0">',
    '    <testcase name="no findings" classname="grpc-fork-fix" time="0"/>',
    ...outputOf(notices),
    "  </testsuite>",
  ];
}

function noticeSuite(notices: readonly string[]): readonly string[] {
  if (notices.length === 0) return [];
  return [
    '  <testsuite name="grpc-fork-fix" tests="0" failures="0" errors="0" time="0">',
    ...outputOf(notices),
    "  </testsuite>",
  ];
}

function outputOf(notices: readonly string[]): readonly string[] {
  return notices.length === 0 ? [] : [`    <system-out>${escapeText(notices)}</system-out>`];
}

function noticeLine({ code, path, line, message }: Notice, view: View): string {
  const place = path === null ? "" : `${view.display(path)}${line === null ? "" : `:${line}`}: `;
  return `${place}${message} (${code})`;
}

function escapeText(lines: readonly string[]): string {
  return lines.map(escapeXml).join("\n");
}

/** Also makes visible what XML 1.0 can't hold (control characters) or holds no character for. */
function escapeXml(line: string): string {
  return printable(line)
    .replace(/[\p{Cs}\ufffe\uffff]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
