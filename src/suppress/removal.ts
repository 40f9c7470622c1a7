import type { Edit, Finding } from "../types";

/**
 * The edit that removes the comment of an unused suppression, with the spaces before it, or its line
 * if nothing else is on it. Null where the comment says more than that: a person decides then.
 */
export function removalOf(finding: Finding, text: string): Edit | null {
  const { path, span } = finding.at;
  const lineStart = startOfLine(text, span.start);
  const lineEnd = endOfLine(text, span.end);
  const isComment = text[span.start] === "#" && text.slice(span.end, lineEnd).trim() === "";
  if (!isComment) return null;
  const before = text.slice(lineStart, span.start);
  // Another comment before it in the same comment, `# why  # noqa: GFF101`, can stay as it is.
  if (before.trim() !== "")
    return { path, span: { start: lineStart + before.trimEnd().length, end: lineEnd }, text: "" };
  const next = /^(?:\r\n|\r|\n)/.exec(text.slice(lineEnd))?.[0].length ?? 0;
  return { path, span: { start: lineStart, end: lineEnd + next }, text: "" };
}

function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function endOfLine(text: string, offset: number): number {
  const length = text.slice(offset).search(/[\r\n]/);
  return length < 0 ? text.length : offset + length;
}
