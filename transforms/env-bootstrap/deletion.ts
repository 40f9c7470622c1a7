/** Statements that go: their lines, and what would look odd without them. */
import type { Span } from "../../src/code";
import { blankLinesAround, lineStart, nextLine } from "../../src/edits/indent";
import type { Edit } from "../../src/types";

/** Deletes whole lines, each with the blank ones that would be left over. */
export function deletions(path: string, text: string, lines: readonly Span[]): readonly Edit[] {
  return merged(lines.map((span) => ({ path, span: withBlanks(text, span), text: "" })));
}

/** The same edits, with deletions that share text or touch made into one: blank lines may go with either neighbour. */
export function merged(edits: readonly Edit[]): readonly Edit[] {
  const kept = edits.filter((edit) => !isDeletion(edit));
  const found: Edit[] = [];
  for (const edit of edits.filter(isDeletion).sort((a, b) => a.span.start - b.span.start)) {
    const at = found.findIndex(({ path, span }) => path === edit.path && edit.span.start <= span.end);
    const known = found[at];
    if (known === undefined) found.push(edit);
    else found[at] = { ...known, span: { start: known.span.start, end: Math.max(known.span.end, edit.span.end) } };
  }
  return [...kept, ...found];
}

function isDeletion({ span, text }: Edit): boolean {
  return text === "" && span.start < span.end;
}

function withBlanks(text: string, { start, end }: Span): Span {
  const { before, after } = blankLinesAround(text, { start, end });
  if (end === text.length) return { start: linesUp(text, start, before), end };
  const opensBlock = /:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)$/.test(text.slice(lineStart(text, start - 1), start));
  return { start, end: linesDown(text, end, opensBlock ? after : Math.min(before, after)) };
}

function linesUp(text: string, offset: number, count: number): number {
  let at = offset;
  for (let i = 0; i < count; i += 1) at = lineStart(text, at - 1);
  return at;
}

function linesDown(text: string, offset: number, count: number): number {
  let at = offset;
  for (let i = 0; i < count; i += 1) at = nextLine(text, at);
  return at;
}
