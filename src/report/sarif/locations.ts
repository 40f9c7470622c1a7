/** Places and texts as SARIF writes them. */
import type { Location, Message, PhysicalLocation, Region } from "sarif";
import type { Place, Step } from "../../types";
import { printable } from "../cells";
import { cutLines, type Lines, positionAt } from "../lines";
import type { Located } from "../source";
import { wellFormed } from "../well-formed";

/** What paths are relative to: the top of the work tree, as code scanning takes them. */
export const rootId = "SRCROOT";

export type Locate = (place: Place) => Located;

/** The path as a relative reference of RFC 3986. */
export function artifactAt(path: string): { readonly uri: string; readonly uriBaseId: string } {
  return { uri: wellFormed(path).split("/").map(encodeURIComponent).join("/"), uriBaseId: rootId };
}

export function physicalLocation(place: Place, locate: Locate): PhysicalLocation {
  return { artifactLocation: artifactAt(place.path), region: regionOf(locate(place)) };
}

/** A place with the process that is there. */
export function locationIn(process: Step["process"], place: Place, locate: Locate): Location {
  return {
    physicalLocation: physicalLocation(place, locate),
    logicalLocations: [{ name: process, kind: "process" }],
  };
}

/** The part of a text between two offsets. */
export function regionBetween(lines: Lines, start: number, end: number): Region {
  return regionOf({ start: positionAt(lines, start), end: positionAt(lines, end) });
}

/** Cuts a text for {@link regionBetween}. */
export const linesOf = cutLines;

/** Columns are 1-based UTF-16 units (`columnKind`), and the end is exclusive: as in a {@link Located}. */
function regionOf({ start, end }: Pick<Located, "start" | "end">): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Text as a message string, in which braces are placeholders and brackets are links (SARIF 2.1.0, §3.11.5 and §3.11.6). */
export function messageText(text: string): string {
  return printable(text)
    .replace(/[\\[\]]/g, "\\$&")
    .replace(/[{}]/g, "$&$&");
}

export function messageOf(text: string): Message {
  return { text: messageText(text) };
}
