/**
 * GFF101–104, 106, 202 and 304: where no repair of the object helps, the child is started with `spawn` and inherits
 * nothing. It was right in all runs with threads of the parent in gRPC (docs/analysis.md); only the launch changes,
 * never the start method of the program.
 */
import type { Proposal } from "../src/edits/select";
import type { Source, Transform } from "../src/edits/transform";
import { isMainGuard } from "../src/facts/main-guard";
import type {
  Edit,
  Finding,
  ImportRequest,
  Launch,
  ObjectEvidence,
  Objection,
  Place,
  Plan,
  Reason,
} from "../src/types";
import { launchEdits } from "./spawn-context/launch-edits";
import { planPoolFirst } from "./spawn-context/pool-first";
import { runTimeGlobal } from "./spawn-context/run-time-global";

export const spawnContext = {
  name: "spawn-context",
  rules: ["GFF101", "GFF102", "GFF103", "GFF104", "GFF105", "GFF106", "GFF202", "GFF304"],
  plan,
} as const satisfies Transform;

function plan(findings: readonly Finding[], source: Source): readonly Proposal[] {
  return findings.flatMap(({ rule, evidence }, index): readonly Proposal[] => {
    if (evidence?.kind !== "object" || (rule !== "GFF202" && !needsSpawn(evidence))) return [];
    const spawned = planSpawn(evidence, source);
    const ordered = rule === "GFF202" ? planPoolFirst(evidence, source) : null;
    return [{ findings: [index], ...(ordered ? { plan: ordered, otherwise: spawned } : { plan: spawned }) }];
  });
}

/** Other states have a repair that leaves the processes as they are. */
function needsSpawn({ state, aio }: ObjectEvidence): boolean {
  return aio || state === "busy" || state === "in-flight";
}

function planSpawn(evidence: ObjectEvidence, source: Source): Plan {
  const launches = [...new Map(evidence.launches.map((launch) => [keyOf(launch.at), launch])).values()];
  const refused = objection(evidence, launches, source);
  if (refused) return refused;
  // Several tasks of one executor are several launches with one construction.
  const edits = new Map<string, Edit>();
  const imports: ImportRequest[] = [];
  for (const launch of launches) {
    const changed = launchEdits(launch, source);
    if (changed.kind === "objection") return refuse(changed.reason, changed.detail);
    for (const edit of changed.edits) edits.set(keyOf(edit), edit);
    imports.push(...changed.imports);
  }
  const note =
    "the child is a new interpreter: it starts more slowly, runs the code of the modules again, and gets its function and arguments pickled";
  return { kind: "edit", transform: "spawn-context", safety: "unsafe", edits: [...edits.values()], imports, note };
}

function objection(evidence: ObjectEvidence, launches: readonly Launch[], source: Source): Plan | null {
  if (launches.length === 0)
    return refuse("unsupported-shape", "no call of the program starts the process: it cannot be told to spawn");
  const objections = evidence.launches.flatMap((launch) => [...launch.objections, ...ownObjections(launch, source)]);
  const [first] = objections;
  if (first) return refuse(first.reason, [...new Set(objections.map(({ detail }) => detail))].join("; "));
  if (evidence.handed.length > 0)
    return refuse("unpicklable-argument", "gRPC objects cannot be pickled: hand over the address, and connect there");
  const isRemade = evidence.creations.every(([outermost]) => outermost && isOfModule(outermost, source));
  if (evidence.uses.length > 0 && !isRemade)
    return refuse("inherited-global", "a spawned child has no copy of what it uses: make that in the child");
  return null;
}

/** A child that does nothing with gRPC is not followed by the analysis, and so not asked what it reads. */
function ownObjections({ target, objections }: Launch, source: Source): readonly Objection[] {
  const facts = target && source.facts(target.path);
  const found = facts && runTimeGlobal(target, facts);
  return found && !objections.some(({ reason }) => reason === found.reason) ? [found] : [];
}

/** Whether the call runs whenever the module is imported, as a spawned child does. */
function isOfModule({ path, span }: Place, source: Source): boolean {
  const facts = source.facts(path);
  const isAround = (outer: Place["span"]) => outer.start <= span.start && span.end <= outer.end;
  const isInFunction = facts?.scopes.some(
    (scope) => (scope.kind === "function" || scope.kind === "lambda") && isAround(scope.span),
  );
  const top = facts?.scopes[0]?.body.find((statement) => isAround(statement.span));
  return top !== undefined && !isMainGuard(top) && isInFunction === false;
}

function refuse(reason: Reason, detail: string): Plan {
  return { kind: "refuse", transform: "spawn-context", reason, detail };
}

function keyOf({ path, span }: Place): string {
  return `${path}:${span.start}`;
}
