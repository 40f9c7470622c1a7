import type { Rule } from "./rule";

/** Reported by the stages that read and parse. */
export const gff002 = {
  code: "GFF002",
  name: "syntax-error",
  summary: "A file that matters does not parse or decode",
  why: `A file that was named on the command line, or that mentions gRPC or a fork, is not Python 3, is not in the encoding that it
declares, or cannot be read. What its other parts say is still taken into account, but the file is never edited.`,
  symptoms: ["SyntaxError", "UnicodeDecodeError"],
  example: null,
  fixSafety: "There is no fix.",
  versions: "The grammar is that of Python 3.14; Python 2's print statement is tolerated.",
  sources: ["https://docs.python.org/3/reference/grammar.html", "https://peps.python.org/pep-0263/"],
} as const satisfies Rule;
