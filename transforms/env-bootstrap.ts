/**
 * GFF104 and GFF301–304: gRPC's environment variables, in the entry modules and before grpc is imported.
 *
 * Fork support repairs nothing by itself; it makes channels work that a child opens while calls of the parent are
 * under way. With threads in gRPC, a server or a grpc.aio object it is the worst choice (docs/analysis.md).
 */
import type { Proposal } from "../src/edits/select";
import type { Source, Transform } from "../src/edits/transform";
import type { Finding, ObjectEvidence, Plan, RuleCode, SettingEvidence } from "../src/types";
import { planBootstrap, type Refusal, refuse } from "./env-bootstrap/bootstrap";
import { inertName, isCallOfIt, planInert } from "./env-bootstrap/inert";
import { planMove } from "./env-bootstrap/move";
import { forkSupport, pollStrategy } from "./env-bootstrap/setting";
import { planForkSupport, planPollStrategy } from "./env-bootstrap/value";

const repaired: readonly RuleCode[] = ["GFF104", "GFF301", "GFF302", "GFF304"];

export const envBootstrap = {
  name: "env-bootstrap",
  // The last three are not repaired here: they tell in which programs fork support would do harm.
  rules: [...repaired, "GFF106", "GFF201", "GFF202"],
  plan,
} as const satisfies Transform;

/** A finding about a setting; `index` is its place among the findings. */
export interface SettingFinding {
  readonly index: number;
  readonly finding: Finding;
  readonly evidence: SettingEvidence;
}

function plan(findings: readonly Finding[], source: Source): readonly Proposal[] {
  const endangered = endangeredBy(findings);
  const settings: SettingFinding[] = [];
  findings.forEach((finding, index) => {
    const { evidence, rule } = finding;
    if (evidence?.kind === "setting" && repaired.includes(rule)) settings.push({ index, finding, evidence });
  });
  const objects = findings.flatMap(({ rule, evidence }, index): readonly Proposal[] => {
    if (evidence?.kind !== "object" || !repaired.includes(rule)) return [];
    const refused = objection(evidence) ?? harm(entriesOf(evidence), endangered);
    return [{ findings: [index], plan: refused ?? planForObject(evidence, settings, source) }];
  });
  // What the program says itself is put right before anything is added to it.
  return [...planForSettings(settings, endangered, source), ...objects];
}

/**
 * The entries of programs that fork beside busy threads, a server or a grpc.aio object. With fork support their
 * forks hang on every version, or, up to grpcio 1.7x, every child ends with status 64 before its own code runs.
 */
function endangeredBy(findings: readonly Finding[]): ReadonlySet<string> {
  const entries = findings.flatMap(({ evidence }) => {
    if (evidence?.kind !== "object") return [];
    const isHarmed = evidence.aio || evidence.object === "server" || evidence.state === "busy";
    return isHarmed ? entriesOf(evidence) : [];
  });
  return new Set(entries);
}

function entriesOf({ launches }: ObjectEvidence): readonly string[] {
  return [...new Set(launches.flatMap((launch) => launch.entries))].sort();
}

function harm(entries: readonly string[], endangered: ReadonlySet<string>): Refusal | null {
  const entry = entries.find((path) => endangered.has(path));
  if (entry === undefined) return null;
  return refuse(
    "busy-parent",
    `${entry} also forks beside threads in gRPC, a server or grpc.aio, where fork support hangs or ends the children: repair that first`,
  );
}

function planForObject(evidence: ObjectEvidence, settings: readonly SettingFinding[], source: Source): Plan {
  const entries = entriesOf(evidence);
  if (evidence.forkSupport !== "unset") return planForContrary(entries, settings, source);
  const planned = planBootstrap(entries, source);
  if (planned.kind === "refuse") return planned;
  if (planned.edits.length === 0) return refuse("unsupported-shape", "every program that gets here sets it already");
  const { edits, imports } = planned;
  return { kind: "edit", transform: "env-bootstrap", safety: "unsafe", edits, imports, note: noteForObject, provides };
}

const provides = "fork-support" as const;

const noteForObject =
  "with fork support, channels that a child opens work while calls of the parent are under way; those that it inherits are closed there by grpcio up to 1.7x, and a fork may wait for up to 5 s";

/** The program sets it, to another value: the same edit as for the finding that says so. */
function planForContrary(entries: readonly string[], settings: readonly SettingFinding[], source: Source): Plan {
  const found = settings.find(
    ({ finding, evidence }) =>
      finding.rule === "GFF304" &&
      evidence.name === forkSupport &&
      evidence.entries.some((entry) => entries.includes(entry)),
  );
  if (!found) return refuse("conflict", `the program sets ${forkSupport} to another value: change it there to 1`);
  const planned = planForSetting(found, source);
  return planned.kind === "refuse" ? planned : { ...planned, safety: "unsafe", note: noteForObject, provides };
}

/** What fork support does not help, or harms. */
function objection({ aio, object, state, uses, forkSupport: set }: ObjectEvidence): Plan | null {
  if (aio)
    return refuse("aio", "fork support knows nothing of grpc.aio: start the child with spawn, or fork before the loop");
  if (object === "server")
    return refuse(
      "unsupported-shape",
      "with fork support and a server in the parent, the child ends with status 64 at once: fork before it is made",
    );
  if (state === "busy")
    return refuse(
      "busy-parent",
      "with fork support, a fork while other threads are in gRPC hangs: start the child with spawn, or fork first",
    );
  if (uses.length > 0)
    return refuse(
      "inherited-global",
      "the child uses what it inherits, and fork support closes that: make it in the child, or start that with spawn",
    );
  return set === "on" ? refuse("unsupported-shape", "fork support is on already") : null;
}

function planForSettings(
  findings: readonly SettingFinding[],
  endangered: ReadonlySet<string>,
  source: Source,
): readonly Proposal[] {
  const late = new Set(findings.filter(({ finding }) => finding.rule === "GFF301").map(placeOf));
  const groups = new Map<string, SettingFinding[]>();
  for (const one of findings) {
    const isPython = one.finding.at.path.endsWith(".py");
    // Moving a statement settles what else is wrong with it.
    const isMoved = isPython && late.has(placeOf(one));
    const key = isMoved ? `${one.finding.at.path} ${one.evidence.entries.join(" ")}` : `${one.index}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, group]) => {
    const one = group[0] as SettingFinding;
    const isMove = !/^\d+$/.test(key);
    const isSwitch = switchesOn(group, source);
    const refused = isSwitch ? harm(one.evidence.entries, endangered) : null;
    const planned = refused ?? (isMove ? planMove(group, source) : planForSetting(one, source));
    const full: Plan = isSwitch && planned.kind === "edit" ? { ...planned, provides } : planned;
    return { findings: group.map(({ index }) => index), plan: full };
  });
}

/** Fork support is to have effect where it has none, by a statement of the program. */
function switchesOn(group: readonly SettingFinding[], source: Source): boolean {
  return group.some(({ finding: { at }, evidence: { name } }) =>
    name === inertName ? isCallOfIt(at, source) : name === forkSupport && at.path.endsWith(".py"),
  );
}

function placeOf({ finding: { at } }: SettingFinding): string {
  return `${at.path}:${at.span.start}`;
}

function planForSetting(one: SettingFinding, source: Source): Plan {
  if (!one.finding.at.path.endsWith(".py")) return notPython(one);
  if (one.evidence.name === inertName) return planInert(one, source);
  return one.evidence.name === pollStrategy ? planPollStrategy(one, source) : planForkSupport(one, source);
}

function notPython({ finding, evidence }: SettingFinding): Plan {
  const { path } = finding.at;
  const isStrategy = evidence.name === pollStrategy;
  return refuse(
    "not-python",
    isStrategy
      ? `in ${path}, write ${pollStrategy}=poll`
      : `in ${path}, leave ${forkSupport} out, or write ${forkSupport}=1`,
  );
}
