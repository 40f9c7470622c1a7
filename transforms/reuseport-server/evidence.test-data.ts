/** Evidence for programs that no rule has seen: places are found by the code that stands there. */
import { changesOf } from "../../src/edits/changes";
import type { EditPlan, Proposal } from "../../src/edits/select";
import type { Source } from "../../src/edits/transform";
import { extractFacts } from "../../src/facts/facts";
import { loadParser } from "../../src/python/parser";
import type { Facts, Finding, Launch, ObjectEvidence, Place, Program, RuleCode, ServerCall } from "../../src/types";

export interface Shop {
  readonly source: Source;
  /** The place of the n-th occurrence of some code; `def x` gives the name of a definition. */
  readonly at: (code: string, nth?: number, path?: string) => Place;
  readonly texts: Readonly<Record<string, string>>;
}

export async function shopOf(texts: Readonly<Record<string, string>>): Promise<Shop> {
  const parser = await loadParser();
  const facts = new Map<string, Facts>();
  for (const [path, text] of Object.entries(texts)) facts.set(path, extractFacts(path, text, parser));
  const program: Program = {
    files: [...facts.keys()].sort(),
    facts,
    load: (path) => facts.get(path) ?? null,
    resolve: (_from, module) => {
      const path = `${module.replaceAll(".", "/")}.py`;
      return facts.has(path) ? { kind: "file", path } : { kind: "outside", name: module };
    },
    importersOf: (path) => {
      const module = path.replace(/\.py$/, "");
      return [...facts.keys()].filter((other) => new RegExp(`\\b(from|import) ${module}\\b`).test(texts[other] ?? ""));
    },
    entries: [],
    suspects: new Set(),
  };
  const source: Source = { program, text: (path) => texts[path] ?? null, facts: (path) => facts.get(path) ?? null };
  return { source, texts, at: (code, nth = 0, path = "shop.py") => placeOf(texts[path] ?? "", path, code, nth) };
}

function placeOf(text: string, path: string, code: string, nth: number): Place {
  let start = -1;
  for (let i = 0; i <= nth; i += 1) start = text.indexOf(code, start + 1);
  if (start < 0) throw new Error(`not in ${path}: ${code}`);
  const head = /^(def|class) /.exec(code)?.[0].length ?? 0;
  if (head > 0) return { path, span: { start: start + head, end: start + code.length } };
  if (!code.endsWith("(")) return { path, span: { start, end: start + code.length } };
  const owner = /[\w.]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return { path, span: { start: start - owner, end: closing(text, start + code.length) } };
}

/** `Process(` stands for the whole call, with what is before the dot. */
function closing(text: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; depth > 0 && at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
  }
  return at;
}

export function launchOf(at: Place, target: Place | null, over: Partial<Launch> = {}): Launch {
  return {
    at,
    construct: "process",
    target,
    several: true,
    inThread: false,
    inHandler: false,
    entries: [at.path],
    objections: [],
    ...over,
  };
}

export function callsOf(shop: Shop, process: ServerCall["process"], codes: readonly string[]): readonly ServerCall[] {
  return codes.map((code) => {
    const method = /([A-Za-z_]+)\($/.exec(code)?.[1] ?? "";
    return { method, process, at: shop.at(code) };
  });
}

export function findingOf(rule: RuleCode, at: Place, evidence: Partial<ObjectEvidence>): Finding {
  return {
    rule,
    severity: "error",
    message: "",
    advice: "",
    at,
    fork: null,
    trace: [],
    fingerprint: "",
    evidence: {
      kind: "object",
      object: "server",
      aio: false,
      maker: "grpc.server",
      target: null,
      state: "created",
      usedInParent: false,
      pickled: false,
      derived: [],
      creations: [],
      handed: [],
      uses: [],
      calls: [],
      launches: [],
      forkSupport: "unset",
      ...evidence,
    },
  };
}

/** The text of a file after the plan, or why there is none. */
export function outcome(shop: Shop, proposal: Proposal | undefined, path = "shop.py"): string {
  const plan = proposal?.plan;
  if (!plan) return "no plan";
  if (plan.kind === "refuse") return `${plan.reason}: ${plan.detail}`;
  return applied(shop, [plan], path);
}

export function applied(shop: Shop, plans: readonly EditPlan[], path = "shop.py"): string {
  const { changes, dropped } = changesOf(plans, (file) => {
    const facts = shop.source.facts(file);
    if (!facts) throw new Error(`no such file: ${file}`);
    return { text: shop.texts[file] ?? "", facts };
  });
  if (dropped.length > 0) return "dropped";
  return changes.find((change) => change.path === path)?.after ?? (shop.texts[path] as string);
}
