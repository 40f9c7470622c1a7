import type { Span } from "../types";
import { type Expansion, expansion } from "./expansion";
import type { Assignment } from "./format";
import { UNKNOWN } from "./unknown";
import { assignmentOf, type Quoting, type Word, wordsIn } from "./words";

/** Words as sh cuts them. A `;` or `&&` is only a gap: `export A=1; serve` is as good as `A=1 serve`. */
export const shell: Quoting = {
  escape: "\\",
  separator: /[\s;&|()<>]/,
  expand: shellExpansion,
  inSingleQuotes: "literal",
};

/** The variables that a command line sets before its program: `A=1 serve`, `env A=1 serve`, `export A=1; serve`. */
export function leadingAssignments(text: string, span: Span, quoting: Quoting = shell): readonly Assignment[] {
  const assignments: Assignment[] = [];
  let before = "";
  for (const word of wordsIn(text, span, quoting)) {
    const assignment = assignmentOf(word);
    if (assignment !== null) assignments.push(assignment);
    else if (!isPrefix(word, before)) break;
    before = word.text;
  }
  return assignments;
}

/** What stands before assignments: `env` and its options, and words of the shell. */
function isPrefix({ text }: Word, before: string): boolean {
  return /^(?:(?:\S*\/)?env|export|exec|-.*)$/.test(text) || /^(?:-u|-C|--unset|--chdir)$/.test(before);
}

function shellExpansion(text: string, at: number): ReturnType<Expansion> {
  if (text[at] !== "`") return expansion(text, at);
  const end = text.indexOf("`", at + 1);
  return { text: UNKNOWN, end: end < 0 ? text.length : end + 1 };
}
