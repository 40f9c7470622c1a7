/**
 * Takes the comments out of Python text, and the strings that hold blanks: documentation and messages,
 * in which the words that the prefilter looks for are just words. A string without blanks may be a name
 * (`getattr(mp, "Process")`), and an f-string has code in it: both stay. A string in triple quotes that
 * does not end stays as well, with all that follows. The result is for searching; its offsets mean nothing.
 */
export function withoutProse(text: string): string {
  const kept: string[] = [];
  let from = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [whole, prefix = "", quotes] = match;
    const end = endOf(text, match.index + whole.length, quotes ?? "#");
    if (end === null) break;
    opening.lastIndex = end;
    if (quotes !== undefined && mayBeCode(text.slice(match.index, end), prefix)) continue;
    kept.push(text.slice(from, match.index));
    from = end;
  }
  kept.push(text.slice(from));
  return kept.join(" ");
}

/** The start of a comment, or of a string with its prefix. */
const opening = /#|(?:\b([a-zA-Z]{1,2}))?("""|'''|"|')/g;

/** What ends it, or is an escape on the way there. A line's end ends all but a string in triple quotes. */
const closings: Readonly<Record<string, RegExp>> = {
  "#": /[\r\n]/g,
  '"': /\\(?:\r\n|[\s\S])|["\r\n]/g,
  "'": /\\(?:\r\n|[\s\S])|['\r\n]/g,
  '"""': /\\[\s\S]|"""/g,
  "'''": /\\[\s\S]|'''/g,
};

/** Where that which was opened before `start` ends; null for triple quotes without an end. */
function endOf(text: string, start: number, kind: string): number | null {
  const closing = closings[kind] as RegExp;
  closing.lastIndex = start;
  for (let match = closing.exec(text); match !== null; match = closing.exec(text)) {
    if (!match[0].startsWith("\\")) return closing.lastIndex;
  }
  return kind.length === 3 ? null : text.length;
}

function mayBeCode(string: string, prefix: string): boolean {
  return /[fFtT]/.test(prefix) || !/\s/.test(string);
}
