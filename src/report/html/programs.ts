import type { GraphObject, GraphProcess, Holding, ProcessGraph, ProgramGraph } from "../../types";
import { printable } from "../cells";
import type { PageHolding, PageObject, PageProcess, PageProgram } from "./page-data";
import { type Pen, shownPath } from "./pen";

/** More places of use than this say nothing more. */
const mostUses = 4;

/** The process trees, with the ids of the findings that they show. */
export function programsOf(graph: ProcessGraph, pen: Pen, idOf: ReadonlyMap<string, string>): readonly PageProgram[] {
  return graph.programs.map((program) => programOf(program, pen, idOf));
}

function programOf(program: ProgramGraph, pen: Pen, idOf: ReadonlyMap<string, string>): PageProgram {
  return {
    entry: shownPath(program.entry, pen.view),
    processes: program.processes.map((process) => processOf(process, program, pen)),
    objects: program.objects.map((object) => objectOf(object, pen)),
    holdings: program.holdings.map((holding) => holdingOf(holding, pen)),
    findings: program.findings.flatMap(({ fingerprint, process, object }) => {
      const id = idOf.get(fingerprint);
      return id === undefined ? [] : [{ id, process, object }];
    }),
    omitted: program.omitted,
  };
}

function processOf(process: GraphProcess, { entry }: ProgramGraph, { view, spot }: Pen): PageProcess {
  const { parent, label, fork, several, implicit } = process;
  // The label of a program is its path, as the run knows it.
  const shown = label.startsWith(entry) ? view.display(entry) + label.slice(entry.length) : label;
  return {
    parent,
    label: printable(shown),
    by: fork && printable(fork.by),
    method: fork?.method ?? null,
    at: fork && spot(fork.at),
    several,
    implicit,
  };
}

/** `channel`, `grpc.aio channel`, `client of google-cloud-pubsub` */
export function nameOf({ aio, kind, library }: GraphObject): string {
  return `${aio ? "grpc.aio " : ""}${kind}${library === null ? "" : ` of ${library}`}`;
}

function objectOf(object: GraphObject, { spot }: Pen): PageObject {
  return {
    process: object.process,
    name: nameOf(object),
    maker: printable(object.maker),
    target: object.target && printable(object.target),
    at: spot(object.at),
    firstUse: object.firstUse && spot(object.firstUse),
  };
}

function holdingOf({ object, process, state, handed, uses }: Holding, { spot }: Pen): PageHolding {
  const lines = new Map(uses.map(spot).map((use) => [`${use.path}:${use.line}`, use]));
  return { object, process, state, handed: handed.length > 0, uses: [...lines.values()].slice(0, mostUses) };
}
