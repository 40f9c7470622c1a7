import type { GraphObject, GraphProcess, Holding, ProgramGraph } from "../types";
import { printable } from "./cells";
import type { View } from "./report";
import type { Located } from "./source";
import { wellFormed } from "./well-formed";

interface Pen {
  readonly view: Pick<View, "display">;
  readonly locate: (place: GraphObject["at"]) => Located;
}

/**
 * One program as a Mermaid flowchart: processes as boxes under what starts them, gRPC objects as rounded boxes beside the process
 * that makes them, and a dotted line to each process that a fork brings one into.
 */
export function mermaidOf(program: ProgramGraph, pen: Pen): string {
  return [
    "flowchart LR",
    ...program.processes.flatMap((process, index) => processLines(process, index, pen)),
    ...program.objects.flatMap((object, index) => objectLines(object, index, pen)),
    ...program.holdings.map((holding) => holdingLine(holding, program)),
    "",
  ].join("\n");
}

function processLines(process: GraphProcess, index: number, pen: Pen): readonly string[] {
  const { fork, parent, several } = process;
  const label = fork === null ? pen.view.display(process.label) : process.label;
  const box = `  p${index}[${quoted([label, ...(several ? ["several"] : [])])}]`;
  if (fork === null || parent === null) return [box];
  const way = fork.method === "unknown" ? fork.by : `${fork.by} (${fork.method})`;
  return [box, `  p${parent} -->|${quoted([way, placeOf(fork, pen)])}| p${index}`];
}

function objectLines(object: GraphObject, index: number, pen: Pen): readonly string[] {
  const name = [object.aio ? "aio" : null, object.kind, object.target].filter((part) => part !== null).join(" ");
  return [`  o${index}([${quoted([name, placeOf(object, pen)])}])`, `  p${object.process} --- o${index}`];
}

function holdingLine({ object, process, uses }: Holding, { findings }: ProgramGraph): string {
  const broken = findings.filter((finding) => finding.object === object && isIn(finding.process, process));
  const rules = [...new Set(broken.map(({ rule }) => rule))].sort();
  const label = [...rules, uses.length > 0 ? "used" : "inherited"].join(", ");
  return `  o${object} -.->|${quoted([label])}| p${process}`;
}

/** A finding that names no process is about the object wherever it gets. */
function isIn(found: number | null, process: number): boolean {
  return found === null || found === process;
}

function placeOf({ at }: Pick<GraphObject, "at">, { view, locate }: Pen): string {
  return `${view.display(at.path)}:${locate(at).start.line}`;
}

/** Lines of a label. What could be markup for Mermaid or HTML is written by its number, with Mermaid's `#`. */
function quoted(lines: readonly string[]): string {
  const safe = lines.map((line) =>
    printable(wellFormed(line)).replace(/[^\p{L}\p{N} .,:/()-]/gu, (character) => `#${character.codePointAt(0)};`),
  );
  return `"${safe.join("<br>")}"`;
}
