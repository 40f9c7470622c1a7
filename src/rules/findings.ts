/** The process tree → findings: every rule is asked about every observation. */
import type { ProcessTree } from "../processes/tree";
import type { Evidence, Finding, Launch, ObjectEvidence, Place } from "../types";
import { rules } from "./index";
import type { Names } from "./rule";

/** Findings of all rules, one per rule, creation and fork, in order of place. */
export function findingsOf(tree: ProcessTree, names: Names): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const observation of tree.observations) {
    for (const rule of rules) {
      for (const finding of rule.ask?.(observation, names) ?? []) {
        const key = `${finding.rule}|${placeText(finding.at)}|${finding.fork ? placeText(finding.fork.at) : ""}`;
        const known = found.get(key);
        found.set(key, known ? merge(known, finding) : finding);
      }
    }
  }
  return [...found.values()].sort(byPlace);
}

function placeText(place: Place): string {
  return `${place.path}:${place.span.start}-${place.span.end}`;
}

/** The same problem seen twice: the worse state, the shorter proof, and all that is known for its repair. */
function merge(a: Finding, b: Finding): Finding {
  const worse = a.severity === "error" ? a : b.severity === "error" ? b : a;
  const better = a.trace.length <= b.trace.length ? a : b;
  const base = worse.severity === better.severity ? better : worse;
  return { ...base, evidence: a.evidence && b.evidence ? mergeEvidence(a.evidence, b.evidence) : base.evidence };
}

const STATES = ["created", "warm", "in-flight", "busy"] as const;

function mergeEvidence(a: Evidence, b: Evidence): Evidence {
  if (a.kind === "object" && b.kind === "object") return mergeObjects(a, b);
  if (a.kind === "setting" && b.kind === "setting")
    return {
      ...a,
      late: a.late || b.late,
      entries: distinct([...a.entries, ...b.entries], (entry) => entry).toSorted(),
    };
  return a;
}

function mergeObjects(a: ObjectEvidence, b: ObjectEvidence): ObjectEvidence {
  return {
    ...a,
    state: STATES.indexOf(a.state) >= STATES.indexOf(b.state) ? a.state : b.state,
    usedInParent: a.usedInParent || b.usedInParent,
    pickled: a.pickled || b.pickled,
    derived: distinct([...a.derived, ...b.derived], placeText),
    creations: distinct([...a.creations, ...b.creations], (chain) => chain.map(placeText).join(">")),
    handed: distinct([...a.handed, ...b.handed], placeText),
    uses: distinct([...a.uses, ...b.uses], placeText),
    calls: distinct([...a.calls, ...b.calls], ({ method, at, process }) => `${method}|${placeText(at)}|${process}`),
    launches: mergeLaunches([...a.launches, ...b.launches]),
    forkSupport: a.forkSupport === b.forkSupport ? a.forkSupport : "unknown",
  };
}

/** One launch for each place: what is true of it in any program counts. */
function mergeLaunches(launches: readonly Launch[]): readonly Launch[] {
  const merged = new Map<string, Launch>();
  for (const launch of launches) {
    const key = placeText(launch.at);
    const known = merged.get(key);
    merged.set(key, known ? mergeLaunch(known, launch) : launch);
  }
  return [...merged.values()];
}

function mergeLaunch(a: Launch, b: Launch): Launch {
  const isSame = a.target && b.target && placeText(a.target) === placeText(b.target);
  return {
    ...a,
    target: isSame ? a.target : null,
    several: a.several || b.several,
    inThread: a.inThread || b.inThread,
    inHandler: a.inHandler || b.inHandler,
    entries: distinct([...a.entries, ...b.entries], (entry) => entry).toSorted(),
    objections: distinct([...a.objections, ...b.objections], (objection) => objection.reason),
  };
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** The order of findings: by path, place, rule and fork. */
export function byPlace(a: Finding, b: Finding): number {
  const order = a.at.path < b.at.path ? -1 : a.at.path > b.at.path ? 1 : 0;
  const fork = (a.fork?.at.span.start ?? 0) - (b.fork?.at.span.start ?? 0);
  return order || a.at.span.start - b.at.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : fork);
}
