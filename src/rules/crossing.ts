/** What the rules about a gRPC object that crosses a fork have in common. */
import type { Crossing, GrpcObject } from "../processes/tree";
import type { Evidence, Finding, Place, RuleCode, Severity } from "../types";
import { fingerprint } from "./fingerprint";
import type { Names } from "./rule";

/** `error` when the parent has gRPC in use as it forks, `warning` when the object merely exists. */
export function severityOf(crossing: Crossing): Severity {
  return crossing.state === "created" && !crossing.pickled ? "warning" : "error";
}

const STATES: Readonly<Record<Crossing["state"], string>> = {
  created: "not used in the parent before the fork",
  warm: "connected in the parent before the fork",
  "in-flight": "with a call under way in the parent at the fork",
  busy: "in use by another thread of the parent at the fork",
};

export function describe(crossing: Crossing): string {
  const what = crossing.object.aio ? `grpc.aio ${crossing.object.kind}` : crossing.object.kind;
  return `${what} made by ${crossing.object.maker}, ${STATES[crossing.state]}`;
}

/** What the evidence says of an object that a library opens inside. */
export function libraryOf({ library, ambient }: GrpcObject): { readonly library?: string; readonly ambient?: boolean } {
  return library === null ? {} : { library, ambient };
}

export function creationOf(crossing: { readonly object: GrpcObject }): Place {
  return crossing.object.creation.at(-1) as Place;
}

export function crossingFinding(
  rule: RuleCode,
  crossing: Crossing,
  names: Names,
  text: { message: string; advice: string },
): Finding {
  const at = creationOf(crossing);
  const evidence: Evidence = {
    kind: "object",
    object: crossing.object.kind,
    aio: crossing.object.aio,
    maker: crossing.object.maker,
    target: crossing.object.target,
    ...libraryOf(crossing.object),
    state: crossing.state,
    usedInParent: crossing.usedInParent,
    derived: crossing.derived,
    pickled: crossing.pickled,
    creations: [crossing.object.creation],
    handed: crossing.handed,
    uses: crossing.uses,
    calls: crossing.calls,
    launches: [crossing.launch],
    forkSupport: crossing.forkSupport,
  };
  return {
    rule,
    severity: severityOf(crossing),
    message: text.message,
    advice: text.advice,
    at,
    fork: crossing.fork,
    trace: crossing.trace,
    fingerprint: fingerprint(
      names,
      [rule, crossing.object.maker, crossing.object.target ?? "", crossing.fork.by],
      [at, crossing.fork.at],
    ),
    evidence,
  };
}

/** How a child is spoken of: `a child forked by multiprocessing.Pool`. */
export function childOf(crossing: Crossing): string {
  return `a child forked by ${crossing.fork.by}`;
}
