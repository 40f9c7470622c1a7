/** Programs in memory, and findings about them that no rule made. */
import { changesOf } from "../../src/edits/changes";
import type { Source } from "../../src/edits/transform";
import { extractFacts } from "../../src/facts/facts";
import { link } from "../../src/link/link";
import { defaultSeeds } from "../../src/link/seeds";
import { lookedAt } from "../../src/link/survey";
import { filesOf } from "../../src/processes/program.test-data";
import { loadParser } from "../../src/python/parser";
import type {
  Evidence,
  Finding,
  Launch,
  ObjectEvidence,
  Place,
  Plan,
  RuleCode,
  SettingEvidence,
} from "../../src/types";

export type Texts = Readonly<Record<string, string>>;

export async function sourceOf(texts: Texts): Promise<Source> {
  const parser = await loadParser();
  const extract = {
    facts: (path: string, text: string) => extractFacts(path, text, parser),
    errors: (_path: string, text: string) => parser.errors(text),
  };
  const files = filesOf(texts);
  const { program } = link(files, extract, lookedAt(files, defaultSeeds));
  return { program, facts: program.load, text: (path) => texts[path] ?? null };
}

/** Where `part` stands, which has to be in one file once. */
export function placeOf(texts: Texts, part: string): Place {
  const found = Object.entries(texts).flatMap(([path, text]) => {
    const start = text.indexOf(part);
    if (start < 0) return [];
    if (text.indexOf(part, start + 1) >= 0) throw new Error(`twice in ${path}: ${part}`);
    return [{ path, span: { start, end: start + part.length } }];
  });
  const [place, ...others] = found;
  if (place === undefined || others.length > 0) throw new Error(`not in exactly one file: ${part}`);
  return place;
}

export function findingAt(rule: RuleCode, at: Place, evidence: Evidence): Finding {
  const step = { severity: "error", message: "", advice: "", fork: null, trace: [], fingerprint: "" } as const;
  return { ...step, rule, at, evidence };
}

export function launchAt(at: Place, over: Partial<Launch> = {}): Launch {
  const rest = { target: null, several: false, inThread: false, inHandler: false, objections: [] };
  return { at, construct: "process", ...rest, entries: [at.path], ...over };
}

export function objectEvidence(launches: readonly Launch[], over: Partial<ObjectEvidence> = {}): ObjectEvidence {
  return {
    kind: "object",
    object: "channel",
    aio: false,
    maker: "grpc.insecure_channel",
    target: null,
    state: "in-flight",
    usedInParent: true,
    pickled: false,
    derived: [],
    creations: [],
    handed: [],
    uses: [],
    calls: [],
    launches,
    forkSupport: "unset",
    ...over,
  };
}

export function settingEvidence(name: string, value: string | null, over: Partial<SettingEvidence>): SettingEvidence {
  return { kind: "setting", name, value, late: false, entries: [], ...over };
}

/** The files that a plan changes, as they are then; a refusal as its reason. */
export async function outcomeOf(texts: Texts, plan: Plan | undefined): Promise<Texts | string> {
  if (plan === undefined) return "no plan";
  if (plan.kind === "refuse") return plan.reason;
  const source = await sourceOf(texts);
  const { changes, dropped } = changesOf([plan], (path) => {
    const facts = source.facts(path);
    if (facts === null) throw new Error(`no facts: ${path}`);
    return { text: texts[path] ?? "", facts };
  });
  if (dropped.length > 0) throw new Error("an import cannot be had");
  return Object.fromEntries(changes.map(({ path, after }) => [path, after]));
}
