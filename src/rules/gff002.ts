import type { Finding, Place } from "../types";
import { fingerprint } from "./fingerprint";
import type { Names, Rule } from "./rule";

/** Reported by the stages that read and parse. */
export const gff002 = {
  code: "GFF002",
  name: "syntax-error",
  severity: "error",
  precision: "very-high",
  summary: "A file that matters does not parse or decode",
  why: `A file that was named on the command line, or that mentions gRPC or a fork, is not Python 3, is not in the encoding that it
declares, or cannot be read. What its other parts say is still taken into account, but the file is never edited.`,
  symptoms: ["SyntaxError", "UnicodeDecodeError"],
  example: null,
  fixSafety: "There is no fix.",
  versions: "The grammar is that of Python 3.14; Python 2's print statement is tolerated.",
  sources: ["https://docs.python.org/3/reference/grammar.html", "https://peps.python.org/pep-0263/"],
} as const satisfies Rule;

/** A file that could not be read as Python; `message` says why. The stages that read and parse know of it. */
export function brokenFile(at: Place, message: string, names: Names): Finding {
  return {
    rule: gff002.code,
    severity: "error",
    message,
    advice: "Repair the file, or leave it out with --exclude: what it does not say cannot be analysed",
    at,
    fork: null,
    trace: [],
    fingerprint: fingerprint(names, [gff002.code], [at]),
    evidence: null,
  };
}
