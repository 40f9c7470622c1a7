/**
 * GFF104, 105, 303, 304 and 401: what a library has to have before it is used (an exporter with its thread, a connection that it keeps
 * itself) is set up in each worker of a framework, by the framework's own hook.
 *
 * Only the statements that need gRPC move. A tracer provider stays where it is and loses nothing: whoever has asked it for
 * a tracer gets the processor that is added in the worker. What has a first use gets a getter, see `lazy-client`.
 */
import type { Proposal } from "../src/edits/select";
import type { Source, Transform } from "../src/edits/transform";
import type { Finding, ObjectEvidence, Plan, Reason } from "../src/types";
import { type Hooked, planHooks, type WorkerLaunch } from "./framework-hook/plan";
import { type Refusal, type Seeds, seedsOf } from "./framework-hook/seed";
import { setUpOf } from "./framework-hook/set-up";

export const frameworkHook = {
  name: "framework-hook",
  rules: ["GFF104", "GFF105", "GFF303", "GFF304", "GFF401"],
  plan,
} as const satisfies Transform;

/** A finding with what it says of an object that must be there early. */
interface Early {
  readonly index: number;
  readonly evidence: ObjectEvidence;
  readonly launch: WorkerLaunch;
}

function plan(findings: readonly Finding[], source: Source): readonly Proposal[] {
  const proposals: Proposal[] = [];
  const modules = new Map<string, { readonly objects: Early[][]; readonly starts: Set<number> }>();
  for (const object of objectsIn(findings.flatMap(earlyOf))) {
    const seeds = together(object, source);
    if (seeds.kind === "refuse") proposals.push({ findings: object.map(({ index }) => index), plan: seeds });
    else {
      const module = modules.get(seeds.path) ?? { objects: [], starts: new Set() };
      modules.set(seeds.path, module);
      module.objects.push(object);
      for (const start of seeds.starts) module.starts.add(start);
    }
  }
  const hooked: Hooked[] = [];
  for (const [path, { objects, starts }] of modules) {
    const all = objects.flat();
    const setUp = setUpOf(path, [...starts], source);
    const isExporter = all.every(({ evidence }) => evidence.library?.startsWith("opentelemetry"));
    const indexes = all.map(({ index }) => index);
    if (setUp.kind === "refuse") proposals.push({ findings: indexes, plan: setUp });
    else hooked.push({ setUp, launches: all.map(({ launch }) => launch), isExporter, findings: indexes });
  }
  return [...proposals, ...planHooks(hooked, source)];
}

/** What several rules say of one object, made in one way. */
function objectsIn(all: readonly Early[]): readonly Early[][] {
  const groups = new Map<string, Early[]>();
  for (const early of all) {
    const key = JSON.stringify(early.evidence.creations);
    groups.set(key, [...(groups.get(key) ?? []), early]);
  }
  return [...groups.values()];
}

/** Where the object is set up; a refusal where that cannot move, whatever else the module sets up. */
function together(object: readonly Early[], source: Source): Seeds | Refusal {
  const [first, ...others] = object.map(({ evidence }) => seedsOf(evidence, source));
  const refused = [first, ...others].find((seeds) => seeds?.kind === "refuse");
  if (refused || first === undefined) return refused ?? refuse("unsupported-shape", "nothing makes it");
  const alone = first.kind === "refuse" ? first : setUpOf(first.path, first.starts, source);
  return alone.kind === "refuse" ? alone : first;
}

/** Nothing asks for what a library keeps for its process, or calls from a thread of its own: it cannot wait for a first use. */
function earlyOf({ evidence }: Finding, index: number): readonly Early[] {
  if (evidence?.kind !== "object" || evidence.aio || evidence.library === undefined) return [];
  if (!evidence.ambient && evidence.state !== "busy") return [];
  const [launch, ...others] = evidence.launches;
  return launch?.framework && others.length === 0 ? [{ index, evidence, launch: launch.framework }] : [];
}

export function refuse(reason: Reason, detail: string): Extract<Plan, { kind: "refuse" }> {
  return { kind: "refuse", transform: "framework-hook", reason, detail };
}
