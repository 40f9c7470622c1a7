/** The module of a set-up: its statements go from where they stood into a function that runs once in each worker. */
import type { Span } from "../../src/code";
import { deletion, tidied } from "../../src/edits/deletion";
import { blankLinesAround, indentUnit, newline, reindent, statementLines } from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import type { Edit, ImportRequest } from "../../src/types";
import { endOfBody } from "./function-body";
import type { Hook } from "./hook";
import type { SetUp } from "./set-up";

export interface Moved {
  readonly edits: readonly Edit[];
  readonly imports: readonly ImportRequest[];
}

/** Puts the statements at the end of a function that the framework calls already; null where they would not be sure to run. */
export function intoExisting(setUp: SetUp, { existing }: Hook, source: Source): Moved | null {
  const { facts, text } = setUp;
  const place = existing && endOfBody(facts, text, existing);
  if (!place) return null;
  const spans = setUp.statements.flatMap(({ span }) => statementLines(text, span, facts.comments) ?? []);
  const line = newline(text);
  const body = bodyOf(setUp, spans, place.indentation).replace(/(\r\n|\r|\n)$/, "");
  const { offset } = place;
  const gone = spans.map((span) => deletion(facts.path, span));
  return {
    edits: [{ path: facts.path, span: { start: offset, end: offset }, text: line + body }, ...tidied(gone, source)],
    imports: [],
  };
}

/** Makes a function of the statements where the last of them stood. */
export function intoFunction(setUp: SetUp, name: string, hooks: readonly Hook[], source: Source): Moved {
  const { facts, text } = setUp;
  const spans = setUp.statements.flatMap(({ span }) => statementLines(text, span, facts.comments) ?? []);
  const { place, apart } = placeOf(spans);
  const line = newline(text);
  const unit = indentUnit(text);
  const inUnits = (row: string) => row.replace(/^( {4})+/, (blanks) => unit.repeat(blanks.length / 4));
  const parameters = hooks.find((hook) => hook.parameters !== "")?.parameters ?? "";
  const head = [
    ...hooks.flatMap(({ decorators }) => decorators),
    `def ${name}(${parameters}):`,
    "    # Once in each worker: gRPC objects must not cross a fork.",
  ];
  const body = bodyOf(setUp, spans, unit);
  const registration = hooks.flatMap((hook) => hook.registration(name));
  const tail = registration.length > 0 ? ["", "", ...registration, ""] : [""];
  const ended = /[\r\n]$/.test(body) ? body : body + line;
  const written = head.map((row) => inUnits(row) + line).join("") + ended + tail.map(inUnits).join(line);
  const others = apart.map((span) => deletion(facts.path, span));
  return {
    edits: [
      { path: facts.path, span: place, text: spaced(text, place, written, line, registration.length > 0) },
      ...tidied(others, source),
    ],
    imports: hooks.flatMap((hook) => hook.imports(place.start)),
  };
}

function bodyOf({ text }: SetUp, spans: readonly Span[], indentation: string): string {
  const line = newline(text);
  return spans
    .map((span) => {
      const moved = reindent(text, span, indentation);
      return /[\r\n]$/.test(moved) ? moved : moved + line;
    })
    .join("");
}

/** The lines of the last statements, as far as these touch, and those of the others. */
function placeOf(spans: readonly Span[]): { readonly place: Span; readonly apart: readonly Span[] } {
  let first = spans.length - 1;
  while (first > 0 && spans[first - 1]?.end === spans[first]?.start) first -= 1;
  const [start, end] = [spans[first]?.start ?? 0, spans.at(-1)?.end ?? 0];
  return { place: { start, end }, apart: spans.slice(0, first) };
}

/** With two blank lines around, as far as they are not there; one behind what ends in a block of the module. */
function spaced(text: string, place: Span, written: string, line: string, isOpen: boolean): string {
  const { before, after } = blankLinesAround(text, place);
  const lead = /\S/.test(text.slice(0, place.start)) ? line.repeat(Math.max(0, 2 - before)) : "";
  const wanted = isOpen ? 1 : 2;
  const trail = /\S/.test(text.slice(place.end)) ? line.repeat(Math.max(0, wanted - after)) : "";
  return lead + written + trail;
}
