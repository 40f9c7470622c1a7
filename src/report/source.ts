import type { Place, Result } from "../types";
import { cutLines, type Lines, lineSpan, type Position, positionAt } from "./lines";

/** A place as a person reads it, with the text of its first line. */
export interface Located {
  readonly start: Position;
  readonly end: Position;
  readonly lines: Lines;
}

/** Finds places in the texts of a result. Each file is cut into lines once. */
export function sourcesOf(result: Result): (place: Place) => Located {
  const cut = new Map<string, Lines>();
  return (place) => {
    const known = cut.get(place.path);
    const lines = known ?? cutLines(result.sources.get(place.path) ?? "");
    if (known === undefined) cut.set(place.path, lines);
    return { start: positionAt(lines, place.span.start), end: positionAt(lines, place.span.end), lines };
  };
}

/** The text of a 1-based line, without its line end. */
export function lineText(lines: Lines, line: number): string {
  const span = lineSpan(lines, line);
  return lines.text.slice(span.start, span.end);
}
