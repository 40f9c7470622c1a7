import type { Decision, Finding, Notice, Place, Result, Severity } from "../../types";
import { printable } from "../cells";
import { columnIn } from "../columns";
import { openDecisions } from "../fate";
import { type Pen, plainPen, renderRemedy } from "../finding-text";
import { isSamePlace, sortDecisions, sortNotices } from "../order";
import { type OwnRepair, repairsOf } from "../repairs";
import type { Report, View } from "../report";
import { suggestionOf } from "../suggestion";
import { wellFormed } from "../well-formed";

const severities = { error: "ERROR", warning: "WARNING" } as const satisfies Record<Severity, string>;

/**
 * The Reviewdog Diagnostic Format: reviewdog/reviewdog, proto/rdf/reviewdog.proto. Columns count bytes of UTF-8 and
 * ends are exclusive; paths are relative to the working directory, as reviewdog takes them.
 */
export const report = {
  summary: "Reviews by reviewdog, with suggestions",
  render: (result, view) => `${JSON.stringify(documentOf(result, view), null, 2)}\n`,
} satisfies Report;

function documentOf(result: Result, view: View) {
  const pen = plainPen(result, view);
  const repairOf = repairsOf(result);
  return {
    source: { name: "grpc-fork-fix" },
    diagnostics: [
      ...sortDecisions(openDecisions(result, view)).map((decision) => diagnosticOf(decision, repairOf(decision), pen)),
      ...sortNotices(result.notices).flatMap((notice) => noticeDiagnostic(notice, view)),
    ],
  };
}

function diagnosticOf(decision: Decision, repair: OwnRepair | null, pen: Pen) {
  const { finding } = decision;
  return {
    message: [printable(finding.message), ...renderRemedy(decision, pen)].join("\n"),
    location: locationOf(finding.at, pen),
    severity: severities[finding.severity],
    code: { value: finding.rule },
    suggestions: suggestionsFor(finding, repair),
    related_locations: relatedTo(finding, pen),
  };
}

function relatedTo({ fork, trace }: Finding, pen: Pen) {
  const steps = trace.map(({ at, message, process }) => ({ at, message: `${process}: ${printable(message)}` }));
  const isStep = fork !== null && trace.some(({ at }) => isSamePlace(at, fork.at));
  const forks = fork === null || isStep ? [] : [{ at: fork.at, message: `the fork: ${printable(fork.by)}` }];
  return [...steps, ...forks].map(({ at, message }) => ({ message, location: locationOf(at, pen) }));
}

/** A suggestion is about the file of its diagnostic, so a repair of several files has none. */
function suggestionsFor({ at }: Finding, repair: OwnRepair | null) {
  const [change, ...others] = repair?.files ?? [];
  if (change === undefined || others.length > 0 || change.path !== at.path) return [];
  const { first, last, text } = suggestionOf(change);
  // Without columns a range is of whole lines, its last one included.
  return [{ range: { start: { line: first }, end: { line: last } }, text: wellFormed(text) }];
}

function locationOf(place: Place, { locate, view }: Pen) {
  const { start, end, lines } = locate(place);
  const position = (at: typeof start) => ({ line: at.line, column: columnIn("byte", lines, at) });
  return { path: wellFormed(view.display(place.path)), range: { start: position(start), end: position(end) } };
}

/** A diagnostic needs a file, so a notice about the run as a whole has no place in it. */
function noticeDiagnostic({ code, path, line, message }: Notice, view: View) {
  if (path === null) return [];
  const range = line === null ? {} : { range: { start: { line } } };
  const location = { path: wellFormed(view.display(path)), ...range };
  return [{ message: printable(message), location, severity: "INFO", code: { value: code } }];
}
