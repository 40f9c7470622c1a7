/** What the rules about servers in several processes have in common. */
import type { GrpcObject, Serving } from "../processes/tree";
import type { Finding, Launch, Place, RuleCode, ServerCall, Severity, Step } from "../types";
import { fingerprint } from "./fingerprint";
import type { Names } from "./rule";

export interface ServerFinding {
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly at: Place;
  readonly message: string;
  readonly advice: string;
}

/** A finding about the way in which a process that was started serves. */
export function servingFinding(serving: Serving, names: Names, text: ServerFinding): Finding {
  const { object, calls, launch, trace, fork } = serving;
  const about = { object, calls, launches: [launch], trace, places: [text.at, fork.at] };
  return { ...serverFinding(about, names, text), fork };
}

interface About {
  readonly object: GrpcObject;
  readonly calls: readonly ServerCall[];
  readonly launches: readonly Launch[];
  readonly trace: readonly Step[];
  readonly places: readonly Place[];
}

/** A finding about a server as such. */
export function serverFinding(about: About, names: Names, text: ServerFinding): Finding {
  const { object, calls, launches, trace, places } = about;
  return {
    ...text,
    fork: null,
    trace,
    fingerprint: fingerprint(names, [text.rule, object.maker], places),
    evidence: {
      kind: "object",
      object: "server",
      aio: object.aio,
      maker: object.maker,
      target: object.target,
      state: "created",
      usedInParent: false,
      pickled: false,
      derived: [],
      creations: [object.creation],
      handed: [],
      uses: [],
      calls,
      launches,
      forkSupport: "unknown",
    },
  };
}
