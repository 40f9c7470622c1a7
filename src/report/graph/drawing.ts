/** The process graph in words: what every drawing of it says. */
import type { GraphFinding, GraphObject, GraphProcess, Holding, Place, ProgramGraph, Result } from "../../types";
import { printable } from "../cells";
import type { View } from "../report";
import { sourcesOf } from "../source";

/** A program, its texts safe to print. */
export interface Drawing {
  readonly entry: string;
  /** A parent stands before its children. */
  readonly processes: readonly DrawnProcess[];
  readonly objects: readonly DrawnObject[];
  readonly holdings: readonly DrawnHolding[];
  readonly omitted: number;
}

export interface DrawnProcess {
  readonly parent: number | null;
  readonly label: string;
  /** `several, multiprocessing.Pool (fork) at batch.py:32`; empty for a program. */
  readonly start: string;
  /** Rules that are broken in it, by no object in particular. */
  readonly rules: readonly string[];
}

export interface DrawnObject {
  readonly process: number;
  /** `channel to stock:50051` */
  readonly name: string;
  /** `grpc.insecure_channel at pricing.py:12` */
  readonly made: string;
  /** Rules that are broken by it in its own process. */
  readonly rules: readonly string[];
}

export interface DrawnHolding {
  readonly process: number;
  readonly object: number;
  readonly verb: "inherits" | "is handed";
  /** `connected at the fork, used in pricing.py:18` */
  readonly text: string;
  readonly rules: readonly string[];
}

/** The programs of a result, as they are drawn. */
export function drawingsOf(result: Result, view: Pick<View, "display">): readonly Drawing[] {
  const locate = sourcesOf(result);
  const spot = (place: Place) => `${printable(view.display(place.path))}:${locate(place).start.line}`;
  return result.graph.programs.map((program) => drawingOf(program, spot, view.display));
}

type Spot = (place: Place) => string;

function drawingOf(program: ProgramGraph, spot: Spot, display: View["display"]): Drawing {
  const { entry, findings, omitted } = program;
  const isHeld = (one: GraphFinding) =>
    program.holdings.some(({ process, object }) => process === one.process && object === one.object);
  return {
    entry: printable(display(entry)),
    processes: program.processes.map((process, index) => ({
      parent: process.parent,
      label: labelOf(process, entry, display),
      start: startOf(process, spot),
      rules: rulesOf(findings.filter((one) => one.object === null && (one.process ?? 0) === index)),
    })),
    objects: program.objects.map((object, index) => ({
      process: object.process,
      name: nameOf(object),
      made: madeOf(object, spot),
      rules: rulesOf(findings.filter((one) => one.object === index && !isHeld(one))),
    })),
    holdings: program.holdings.map((holding) => ({
      process: holding.process,
      object: holding.object,
      verb: holding.handed.length > 0 ? "is handed" : "inherits",
      text: heldText(holding, spot),
      rules: rulesOf(
        findings.filter(({ process, object }) => process === holding.process && object === holding.object),
      ),
    })),
    omitted,
  };
}

function rulesOf(findings: readonly GraphFinding[]): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))].sort();
}

/** The label of a program is its path, as the run knows it. */
function labelOf({ label, parent }: GraphProcess, entry: string, display: View["display"]): string {
  return printable(parent === null && label.startsWith(entry) ? display(entry) + label.slice(entry.length) : label);
}

function startOf({ fork, several, implicit }: GraphProcess, spot: Spot): string {
  if (fork === null) return "";
  const how = implicit ? "the framework forks" : fork.method === "unknown" ? "start method unknown" : fork.method;
  return `${several ? "several, " : ""}${printable(fork.by)} (${how}) at ${spot(fork.at)}`;
}

function nameOf({ aio, kind, library, target }: GraphObject): string {
  const name = `${aio ? "grpc.aio " : ""}${kind}${library === null ? "" : ` of ${library}`}`;
  return printable(target === null ? name : `${name} to ${target}`);
}

function madeOf({ maker, at, firstUse }: GraphObject, spot: Spot): string {
  return `${printable(maker)} at ${spot(at)}${firstUse === null ? "" : `, in use from ${spot(firstUse)}`}`;
}

const STATES: Readonly<Record<Holding["state"], string>> = {
  created: "not used before the fork",
  warm: "connected at the fork",
  "in-flight": "with a call under way at the fork",
  busy: "in use by a thread at the fork",
};

function heldText({ state, uses }: Holding, spot: Spot): string {
  const [first, ...others] = new Set(uses.map(spot));
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `${STATES[state]}, ${first === undefined ? "not used here" : `used in ${first}${more}`}`;
}
