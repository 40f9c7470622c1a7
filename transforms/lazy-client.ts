/**
 * GFF101–103 and 105: the client is made once in each process, at its first use.
 *
 * A name of a module becomes a function that keeps one object per process id, and all its uses in the repository
 * call it (`getter`). Where the name has to stay, and for objects that live elsewhere, the object becomes a stand-in
 * that makes the real one in each process (`per-process`). Which one is right was measured: see the table of repairs
 * in docs/analysis.md.
 */

import { objectsOf } from "../src/edits/evidence";
import type { Proposal } from "../src/edits/select";
import type { Source, Transform } from "../src/edits/transform";
import type { Finding, Place, Plan, Reason } from "../src/types";
import { planCachedGetter } from "./lazy-client/cached-getter";
import { formsInStrings, planGetter } from "./lazy-client/getter";
import { planLocalPool } from "./lazy-client/local-pool-plan";
import { keyOf } from "./lazy-client/per-process";
import { planPerProcess } from "./lazy-client/per-process-plan";

export const lazyClient = {
  name: "lazy-client",
  rules: ["GFF101", "GFF102", "GFF103", "GFF105", "GFF106", "GFF303", "GFF401"],
  looksFor: (findings, source) => groupByCreation(findings).flatMap((one) => formsInStrings(one.findings, source)),
  plan,
} as const satisfies Transform;

/** Findings of one creation: the same object, over several forks. */
export interface Case {
  readonly indexes: readonly number[];
  readonly findings: readonly Finding[];
}

function plan(findings: readonly Finding[], source: Source): readonly Proposal[] {
  const cases = groupByCreation(findings);
  const proposals: Proposal[] = [];
  const rest: Case[] = [];
  for (const one of cases) {
    const refused = refusal(one, source);
    if (refused) proposals.push({ findings: one.indexes, plan: refused });
    else if (one.findings.every((finding) => finding.rule === "GFF103")) {
      proposals.push({ findings: one.indexes, plan: planLocalPool(one.findings, source) });
    } else rest.push(one);
  }
  const stay: Case[] = [];
  for (const one of rest) {
    const planned = planCachedGetter(one.findings, source) ?? planGetter(one.findings, source);
    const [standIn] = planned ? planPerProcess([one], source) : [];
    if (planned) proposals.push({ findings: one.indexes, plan: planned, ...(standIn && { otherwise: standIn.plan }) });
    else stay.push(one);
  }
  const all = [...proposals, ...planPerProcess(stay, source)];
  return all.map((proposal) => conditional(proposal, findings));
}

/** Where making the client once in each process is not enough, the plan is tied to what makes it enough. */
function conditional(proposal: Proposal, findings: readonly Finding[]): Proposal {
  const objects = objectsOf(proposal.findings.flatMap((index) => findings[index] ?? []));
  const isInFlight = objects.some(({ state }) => state === "in-flight");
  const isOff = objects.some(({ forkSupport, state }) => forkSupport === "off" && state !== "created");
  const connected = objects.find(
    ({ library, state, usedInParent }) => library !== undefined && usedInParent && state !== "created",
  )?.library;
  if (!isInFlight && !isOff && connected === undefined) return proposal;
  const isOn = objects.every(({ forkSupport }) => forkSupport === "on");
  const tie = (plan: Plan): Plan => {
    if (plan.kind === "refuse") return plan;
    const why = isInFlight
      ? "a call is under way in the parent at the fork"
      : isOff
        ? "fork support is switched off"
        : `the parent is connected by ${connected}, whose channel cannot be given a subchannel pool of its own`;
    const note = `${plan.note}; ${why}, so this is a cure only with GRPC_ENABLE_FORK_SUPPORT=1`;
    return { ...plan, safety: "unsafe", note, ...(isOn ? {} : { requires: "fork-support" as const }) };
  };
  const { otherwise } = proposal;
  return { ...proposal, plan: tie(proposal.plan), ...(otherwise && { otherwise: tie(otherwise) }) };
}

function groupByCreation(findings: readonly Finding[]): readonly Case[] {
  const groups = new Map<string, { indexes: number[]; findings: Finding[] }>();
  findings.forEach((finding, index) => {
    const key = keyOf(finding.at);
    const group = groups.get(key) ?? { indexes: [], findings: [] };
    group.indexes.push(index);
    group.findings.push(finding);
    groups.set(key, group);
  });
  return [...groups.values()];
}

export function refuse(reason: Reason, detail: string): Plan {
  return { kind: "refuse", transform: "lazy-client", reason, detail };
}

/** What no edit in place can repair. */
function refusal(one: Case, source: Source): Plan | null {
  const evidence = objectsOf(one.findings);
  if (evidence.some((item) => item.aio))
    return refuse(
      "aio",
      "a grpc.aio object belongs to its event loop: make it in the child's coroutine, or start the child with spawn",
    );
  if (evidence.some((item) => item.state === "busy")) {
    return refuse(
      "busy-parent",
      "other threads of the parent are in gRPC at the fork: start the child with spawn, or fork before the threads start",
    );
  }
  const kept = evidence.find((item) => item.ambient)?.library;
  if (kept !== undefined)
    return refuse(
      "unsupported-shape",
      `${kept} keeps the connection itself: connect in the child, or in an initializer`,
    );
  const places = evidence.flatMap((item) => [...item.creations.flatMap((chain) => chain.slice(-1)), ...item.derived]);
  return uneditable(places, source);
}

function uneditable(places: readonly Place[], source: Source): Plan | null {
  for (const { path } of places) {
    const facts = source.facts(path);
    if (!facts) return refuse("not-utf8", `${path} cannot be read as text`);
    if (facts.generated) return refuse("generated-file", `${path} is generated: change what generates it`);
    if (facts.errors.length > 0) return refuse("has-syntax-error", `${path} does not parse`);
  }
  return null;
}
