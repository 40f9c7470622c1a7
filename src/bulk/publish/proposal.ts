import { createHash } from "node:crypto";
import { type Bundle, bytesOfContent } from "../../bundle/bundle";
import type { PullRequestText } from "../forge/forge";
import type { FileEdit } from "../git/commit";
import type { Campaign } from "../types";

/** What a bundle changes. */
export function editsOf({ files }: Bundle): readonly FileEdit[] {
  return files.map(({ path, before, after }) => ({ path, before, after: bytesOfContent(after) }));
}

/** The message of the commit: the title, what is repaired, and why. */
export function commitMessage(campaign: Campaign, bundle: Bundle): string {
  const { title } = textOf(campaign, "", bundle, "");
  const findings = bundle.fixes.flatMap((fix) => fix.findings);
  const lines = findings.map(({ rule, name, path, line }) => `- ${rule} ${name}: ${oneLine(path)}:${line}`);
  const notes = [...new Set(bundle.fixes.map(({ note }) => oneLine(note)))];
  const body = [
    "gRPC does not survive a fork: https://github.com/grpc/grpc/blob/master/doc/fork_support.md",
    "",
    ...lines,
  ];
  return `${title}\n\n${[...body, "", ...notes.map(capitalised)].join("\n")}\n`;
}

/** What makes two proposals the same: the findings and what is done about them, not the commit that they are on top of. */
export function fingerprintOf({ fixes, files }: Bundle): string {
  const findings = fixes.flatMap((fix) => fix.findings.map(({ fingerprint }) => fingerprint)).sort();
  const contents = files.map(({ path, before, after }) => [path, before, after.data]);
  return createHash("sha256")
    .update(JSON.stringify([findings, contents]))
    .digest("hex")
    .slice(0, 16);
}

/** Longest title and body that every forge takes, in UTF-16 units; GitHub's body is the shortest with 65,536 characters. */
const TITLE_LIMIT = 240;
const BODY_LIMIT = 64_000;

/** Fills in the templates of the campaign. The body ends with a mark by which the pull request is known again. */
export function textOf(campaign: Campaign, repository: string, bundle: Bundle, report: string): PullRequestText {
  const findings = bundle.fixes.flatMap((fix) => fix.findings);
  const values: Readonly<Record<string, string>> = {
    findings: String(findings.length),
    files: String(bundle.files.length),
    rules: [...new Set(findings.map(({ rule }) => rule))].sort().join(", "),
    repository,
    campaign: campaign.name,
    report,
  };
  const fill = (template: string) =>
    template.replace(/\{\{\s*(\w+)\s*\}\}/g, (all, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? "") : all,
    );
  const { title, body } = campaign.pullRequest;
  const end = `\n\n${footer(campaign)}\n\n${markOf(campaign, fingerprintOf(bundle))}\n`;
  return {
    title: oneLine(fill(title)).slice(0, TITLE_LIMIT),
    body: shortened(fill(body).trimEnd(), BODY_LIMIT - end.length) + end,
  };
}

function footer({ name }: Campaign): string {
  return [
    "---",
    `Made by [grpc-fork-fix](https://www.npmjs.com/package/grpc-fork-fix) for the campaign \`${name}\`.`,
    "**To check it:** run `npx grpc-fork-fix` here: the findings above are gone, and your tests pass.",
    "**To stop it:** close this pull request, and it will not come back; or push a commit to its branch, and it will not be touched again.",
  ].join("\n");
}

/** The hidden mark of a pull request. */
export function markOf({ name }: Campaign, fingerprint: string): string {
  return `<!-- grpc-fork-fix: campaign=${name} fingerprint=${fingerprint} -->`;
}

/** The fingerprint in the mark of a campaign; null where a body has none. The last mark counts: text above may quote others. */
export function fingerprintIn(body: string, { name }: Campaign): string | null {
  const marks = [...body.matchAll(/<!-- grpc-fork-fix: campaign=([a-z0-9-]+) fingerprint=([0-9a-f]{16}) -->/g)];
  const last = marks.at(-1);
  return last?.[1] === name ? (last[2] ?? null) : null;
}

function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const note = "\n\n…\n\n(This report is longer than a pull request may be.)";
  const cut = text.slice(0, limit - note.length - 10);
  const whole = cut.slice(0, Math.max(cut.lastIndexOf("\n"), 0));
  // A block of code that is open would swallow what follows.
  const isOpen = (whole.match(/^(?:```|~~~)/gm) ?? []).length % 2 === 1;
  return `${whole}${isOpen ? "\n```" : ""}${note}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
