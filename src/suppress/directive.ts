import type { Comment, Span } from "../code";

/** What a comment says about suppressing findings. */
export interface Directive {
  readonly kind: "line" | "file";
  /** `noqa` is shared with other linters: what it says beyond our codes is none of our business. */
  readonly style: "noqa" | "own";
  /** Our codes with their places; `all` for a directive without a list. */
  readonly codes: readonly Coded[] | "all";
  /** A `noqa` also names codes of other tools. */
  readonly isShared: boolean;
  /** Looks like ours, but says nothing that this tool knows. */
  readonly isMalformed: boolean;
  /** From its `#` to its end; to the end of the comment for our own form. */
  readonly span: Span;
}

export interface Coded {
  readonly code: string;
  readonly span: Span;
}

// As ruff reads it: codes are separated by commas or spaces, and a colon without codes is not a directive.
const noqa = /#\s*noqa\b(?:(\s*:\s*)((?:[A-Z]+[0-9]+(?:[\s,]+(?=[A-Z]+[0-9]+\b))?)+)?)?/i;
const own = /#\s*grpc-fork-fix\s*:/i;
const ownForm = /^\s*(ignore-file|ignore)\s*(?:\[([^\]]*)\])?\s*(?:--.*)?$/i;
const ourCode = /^GFF[0-9]{3}$/;

/** The directives of a comment, in order: none, one, or one of each style. */
export function directivesIn(comment: Comment): readonly Directive[] {
  return [noqaIn(comment), ownIn(comment)]
    .filter((directive) => directive !== null)
    .sort((a, b) => a.span.start - b.span.start);
}

function noqaIn({ text, span }: Comment): Directive | null {
  const match = noqa.exec(text);
  if (match === null) return null;
  const [whole, colon, list] = match;
  if (colon !== undefined && list === undefined) return null;
  const start = span.start + match.index;
  const directive = {
    kind: "line",
    style: "noqa",
    isMalformed: false,
    span: { start, end: start + whole.length },
  } as const;
  if (list === undefined) return { ...directive, codes: "all", isShared: false };
  const named = codesIn(list, start + whole.length - list.length);
  const ours = named.filter(({ code }) => code.startsWith("GFF"));
  return ours.length === 0 ? null : { ...directive, codes: ours, isShared: ours.length < named.length };
}

function ownIn({ text, span }: Comment): Directive | null {
  const match = own.exec(text);
  if (match === null) return null;
  const bodyStart = match.index + match[0].length;
  const form = ownForm.exec(bodyOf(text, bodyStart));
  const place = { start: span.start + match.index, end: span.start + bodyEnd(text, bodyStart) };
  const directive = { style: "own", isShared: false, span: place } as const;
  if (form === null) return { ...directive, kind: "line", codes: [], isMalformed: true };
  const kind = form[1]?.toLowerCase() === "ignore-file" ? "file" : "line";
  const list = form[2];
  if (list === undefined) return { ...directive, kind, codes: "all", isMalformed: false };
  const codes = codesIn(list, span.start + text.indexOf("[", bodyStart) + 1);
  const isMalformed = codes.length === 0 || !codes.every(({ code }) => ourCode.test(code));
  return { ...directive, kind, codes: isMalformed ? [] : codes, isMalformed };
}

/** Our own form ends where another comment starts in it: `… ignore[GFF101]  # noqa: E501`. */
function bodyEnd(text: string, start: number): number {
  const next = text.indexOf("#", start);
  return next < 0 ? text.trimEnd().length : text.slice(0, next).trimEnd().length;
}

function bodyOf(text: string, start: number): string {
  return text.slice(start, bodyEnd(text, start));
}

function codesIn(list: string, start: number): readonly Coded[] {
  return [...list.matchAll(/[^\s,]+/g)].map((match) => ({
    code: match[0].toUpperCase(),
    span: { start: start + match.index, end: start + match.index + match[0].length },
  }));
}
