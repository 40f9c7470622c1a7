/**
 * GFF201: the processes are forked first, and each makes the server that the parent made before.
 *
 * The statements that make the server ready move from the parent to the beginning of the child's function, in their
 * order. What they read is visible there, or is handed over in place of the server.
 */
import { objectsOf } from "../../src/edits/evidence";
import type { Source } from "../../src/edits/transform";
import type { Edit, Finding, ObjectEvidence, Place, ServerCall, Span } from "../../src/types";
import { settle } from "./aftermath";
import { type Baggage, isImported, packFor } from "./baggage";
import { otherCaller } from "./callers";
import { parameterFor, planHandover } from "./handover";
import { type Child, type LaunchCall, readChild } from "./launch-call";
import { linesBefore } from "./lines";
import { occurrencesOf } from "./names";
import { planOptions } from "./options";
import { type Origin, originOf, type Uses, usesOf } from "./origin";
import { isRefusal, type Part, part, type Refusal, refuse, together } from "./part";
import { isAnyPort, planPort, type Reservation } from "./port";
import { creationsOf, launchesOf } from "./programs";
import { moveTo } from "./relocation";
import { aioRefusal, readLaunches } from "./serving";
import { stopInChild, stopInParent } from "./sigterm";
import { contains, dottedName, expressionsIn, keyOf } from "./syntax";

interface Situation {
  readonly findings: readonly Finding[];
  readonly evidence: readonly ObjectEvidence[];
  readonly creation: Place;
  readonly launches: readonly LaunchCall[];
  readonly child: Child;
  readonly origin: Origin;
  readonly uses: Uses;
  readonly baggage: Baggage;
  /** The parameter that carried the server; null when it was inherited by name. */
  readonly carrier: string | null;
  readonly isSeveral: boolean;
  readonly source: Source;
}

export function planForkFirst(findings: readonly Finding[], source: Source): Part | Refusal {
  const situation = survey(findings, source);
  if (isRefusal(situation)) return situation;
  const { child, launches, origin, uses, baggage, carrier, isSeveral } = situation;
  const shared = isSeveral ? sharedPort(situation) : null;
  if (isRefusal(shared)) return shared;
  const additions = baggage.hand.map((name) => ({ parameter: name, value: name, type: null }));
  const add = [...additions, ...(shared?.addition ? [shared.addition] : [])];
  const handover = planHandover({ drop: carrier === null ? [] : [carrier], add }, child, launches);
  const caller =
    add.length > 0 || carrier !== null || launches.some(isFunction) ? otherCaller(child, launches, source) : null;
  if (caller) return caller;
  const settled = settle(origin, uses.after, launches);
  const pieces = together([
    options(situation),
    ...(shared ? [shared.part] : []),
    handover,
    settled,
    part({ edits: renames(situation) }),
    keeps(situation),
    repetitions(situation),
    stops(situation),
  ]);
  if (isRefusal(pieces)) return pieces;
  const edits = moveTo(child, baggage.statements, child.scope, pieces.edits);
  if (isRefusal(edits)) return edits;
  const isStarted = evidenceCalls(situation).some(({ method, process }) => method === "start" && process === "own");
  const note = `each worker makes its server itself, after the fork${isStarted ? ", and the parent has none any more" : ""}`;
  return { ...pieces, edits, notes: [note, ...pieces.notes] };
}

function isFunction({ launch }: LaunchCall): boolean {
  return launch.construct === "process";
}

/** All that has to be known before anything is moved. */
function survey(findings: readonly Finding[], source: Source): Situation | Refusal {
  const early = findings.filter(({ rule }) => rule === "GFF201");
  const evidence = objectsOf(early);
  if (evidence.some(({ aio }) => aio)) return aioRefusal("make it in the coroutine that the child runs");
  if (evidence.some(({ uses, handed }) => uses.length === 0 && handed.length === 0)) {
    return refuse(
      "unsupported-shape",
      "the parent serves too: start its workers before it makes its own server, by hand",
    );
  }
  const [creation, ...others] = creationsOf(early);
  if (!creation || others.length > 0) return refuse("unsupported-shape", "the workers have several servers");
  const launches = readLaunches(early, source);
  if (isRefusal(launches)) return launches;
  const child = readChild(launchesOf(early), source);
  if (isRefusal(child)) return child;
  const origin = originOf(
    evidence.flatMap(({ creations }) => creations),
    launches,
    child,
  );
  if (!origin)
    return refuse("unsupported-shape", "the server is not held by one plain name of the file that starts the workers");
  const uses = usesOf(origin, child, launches);
  if (isRefusal(uses)) return uses;
  const carrier = carrierOf(origin, child, launches);
  const isHanded = evidence.some(({ handed }) => handed.length > 0);
  if (isHanded && origin.variable !== null && (carrier === null || uses.isInheritedByName)) {
    return refuse("unsupported-shape", "how the server is handed to the workers is not written out");
  }
  if (origin.variable?.holder.kind === "global" && isImported(origin.holder, origin, source)) {
    return refuse("captured-value", `another file uses ${origin.holder}`);
  }
  const journey = { page: origin, statements: uses.setup, server: origin.variable, child, launches };
  const baggage = packFor(journey, source);
  if (isRefusal(baggage)) return baggage;
  const isSeveral = launches.length > 1 || launches.some(({ launch }) => launch.several);
  return { findings, evidence, creation, launches, child, origin, uses, baggage, carrier, isSeveral, source };
}

function carrierOf({ variable, holder }: Origin, child: Child, launches: readonly LaunchCall[]): string | null {
  if (!variable) return null;
  const names = launches.map((launch) => parameterFor(launch, child, holder));
  const [name = null] = names;
  return names.every((other) => other === name) ? name : null;
}

function options({ creation, findings, isSeveral, source }: Situation): Part | Refusal {
  const misplaced = findings.filter((finding) => finding.rule === "GFF204").map(({ at }) => at);
  return planOptions({ creation, misplaced, reusePort: isSeveral ? "state" : "leave" }, source);
}

/** One port for all, where the parent's server had any port: each worker's would have another one. */
function sharedPort({ evidence, child, launches, origin, source }: Situation): Reservation | Refusal | null {
  const places = evidenceCalls({ evidence }).flatMap((call) => (isAddPort(call) ? [call.at] : []));
  const homes = [child.scope, origin.scope, ...launches.map(({ scope }) => scope)];
  const wish = { child, launches, homes };
  const ports = places.filter((place) => isAnyPort(place, wish, source));
  return ports.length === 0 ? null : planPort({ ...wish, ports }, source);
}

/** The names of the parent become those of the child's function. */
function renames({ origin, baggage, carrier }: Situation): readonly Edit[] {
  const { facts, variable } = origin;
  const path = facts.path;
  const isMoved = (span: Span) => baggage.statements.some((statement) => contains(statement.span, span));
  const servers = carrier !== null && carrier !== origin.holder && variable ? occurrencesOf(facts, variable) : [];
  return [
    ...servers.flatMap(({ span }) => (isMoved(span) ? [{ path, span, text: carrier as string }] : [])),
    ...baggage.renamed.map((edit) => ({ path, ...edit })),
  ];
}

function evidenceCalls({ evidence }: Pick<Situation, "evidence">): readonly ServerCall[] {
  const calls = evidence.flatMap((item) => item.calls);
  return [...new Map(calls.map((call) => [keyOf(call.at), call])).values()];
}

/** Calls that give the same in every process. */
const STEADY: ReadonlySet<string> = new Set(["str", "int", "format", "getenv", "get", "join", "strip"]);

/** An address that is computed by a call may be another one in each worker. */
function repetitions(situation: Situation): Part {
  const { origin, baggage } = situation;
  const isMoved = ({ at }: ServerCall) => baggage.statements.some(({ span }) => contains(span, at.span));
  const ports = evidenceCalls(situation).filter((call) => isAddPort(call) && isMoved(call));
  const inside = expressionsIn(origin.facts).filter(
    ({ expression: e, around }) =>
      e.kind === "call" &&
      around.some((outer) =>
        ports.some(({ at }) => at.span.start === outer.span.start && at.span.end === outer.span.end),
      ),
  );
  const isComputed = inside.some(({ expression: e }) => {
    const name = e.kind === "call" ? (dottedName(e.callee)?.split(".").at(-1) ?? "") : "";
    return (
      !STEADY.has(name) &&
      !/credentials$/.test(name) &&
      !(e.kind === "call" && e.callee.kind === "attribute" && e.callee.name === "format")
    );
  });
  return part({ risks: isComputed ? ["each worker computes the address of its server itself"] : [] });
}

function isAddPort({ method }: ServerCall): boolean {
  return /^add_(in)?secure_port$/.test(method);
}

/** Lines that stay where the server was made. */
function keeps({ origin, baggage }: Situation): Part | Refusal {
  if (baggage.keep.length === 0) return part({});
  const edit = linesBefore(origin, origin.statement, baggage.keep);
  return edit
    ? part({ edits: [edit] })
    : refuse("unsupported-shape", "the server is made on a line with other statements");
}

function stops({ evidence, child, launches, origin, baggage, carrier, source }: Situation): Part | Refusal {
  const distinct = evidenceCalls({ evidence }).filter(
    ({ method, process }) => method === "start" || process === "child",
  );
  const start = distinct.find(({ method }) => method === "start");
  const isMoved = start && baggage.statements.some(({ span }) => contains(span, start.at.span));
  const home = isMoved ? { page: child, scope: child.scope, server: carrier ?? origin.holder } : null;
  return together([stopInChild(distinct, source, home), stopInParent(launches, [child.scope])]);
}
