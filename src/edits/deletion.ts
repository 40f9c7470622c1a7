/** Statements that go: their lines, and what would look odd without them. */
import type { Span } from "../code";
import type { Edit } from "../types";
import { blankLinesAround, lineStart, nextLine } from "./indent";
import type { Source } from "./transform";

export function deletion(path: string, lines: Span): Edit {
  return { path, span: lines, text: "" };
}

/** The same edits, but deleted lines that touch go together, and with the blank ones that would be left over. */
export function tidied(edits: readonly Edit[], source: Source): readonly Edit[] {
  const kept = edits.filter((edit) => !isDeletion(edit));
  const gone = joined(edits.filter(isDeletion)).map((edit) => ({
    ...edit,
    span: withBlanks(source.text(edit.path) ?? "", edit.span),
  }));
  return [...kept, ...joined(gone)];
}

function joined(edits: readonly Edit[]): readonly Edit[] {
  const found: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const at = found.findIndex(({ path, span }) => path === edit.path && edit.span.start <= span.end);
    const known = found[at];
    if (known === undefined) found.push(edit);
    else found[at] = { ...known, span: { start: known.span.start, end: Math.max(known.span.end, edit.span.end) } };
  }
  return found;
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
