/** Plans of stand-ins: all cases that share a file share its class. */

import { objectsOf } from "../../src/edits/evidence";
import type { Proposal } from "../../src/edits/select";
import type { Source } from "../../src/edits/transform";
import type { Edit, Finding, ImportRequest, Place, Plan } from "../../src/types";
import { type Case, refuse } from "../lazy-client";
import { keptOf } from "./kept";
import { isMethod } from "./method-target";
import {
  type Abilities,
  boundNames,
  helperEdit,
  isMulticallable,
  keyOf,
  type Wrap,
  wrapEdits,
  wrapsAt,
} from "./per-process";
import { dottedName, expressionsIn } from "./syntax";

interface Wrapped {
  readonly one: Case;
  readonly wraps: readonly Wrap[];
}

export function planPerProcess(cases: readonly Case[], source: Source): readonly Proposal[] {
  const proposals: Proposal[] = [];
  const wrapped: Wrapped[] = [];
  for (const one of cases) {
    const wrapping = wrapsOf(one, source);
    const refused =
      wrapping.kind === "refuse" ? refuse(wrapping.reason, wrapping.detail) : objection(one, wrapping.wraps, source);
    if (refused) proposals.push({ findings: one.indexes, plan: refused });
    else if (wrapping.kind === "wraps") wrapped.push({ one, wraps: wrapping.wraps });
  }
  const abilities = abilitiesByFile(wrapped, source);
  for (const { one, wraps } of together(wrapped)) {
    proposals.push({ findings: one.indexes, plan: planOf(one.findings, wraps, abilities, source) });
  }
  return proposals;
}

/** Cases that wrap the same call are one. */
function together(wrapped: readonly Wrapped[]): readonly Wrapped[] {
  const groups: Wrapped[] = [];
  for (const item of wrapped) {
    const keys = new Set(item.wraps.map((wrap) => keyOf(wrap.place)));
    const at = groups.findIndex((group) => group.wraps.some((wrap) => keys.has(keyOf(wrap.place))));
    const known = groups[at];
    if (!known) groups.push(item);
    else {
      const wraps = [...new Map([...known.wraps, ...item.wraps].map((wrap) => [keyOf(wrap.place), wrap])).values()];
      groups[at] = {
        one: {
          indexes: [...known.one.indexes, ...item.one.indexes],
          findings: [...known.one.findings, ...item.one.findings],
        },
        wraps,
      };
    }
  }
  return groups;
}

function wrapsOf(one: Case, source: Source) {
  const evidence = objectsOf(one.findings);
  const creations = evidence.flatMap((item) => item.creations.flatMap((chain) => chain.slice(-1)));
  const derived = keptOf(evidence, source);
  const places = new Map<string, Place>([...creations, ...derived].map((place) => [keyOf(place), place]));
  const pooled = new Set(needsLocalPool(one.findings) ? creations.map(keyOf) : []);
  return wrapsAt([...places.values()], source, pooled);
}

/** A connected parent's socket would be given to the child's channel; a pool forks again whenever a worker dies. */
export function needsLocalPool(findings: readonly Finding[]): boolean {
  return findings.some(({ evidence, fork }) => {
    if (evidence?.kind !== "object" || evidence.object !== "channel") return false;
    return evidence.state !== "created" || (evidence.usedInParent && /Pool/.test(fork?.by ?? ""));
  });
}

/** What a stand-in cannot stand in for. */
function objection(one: Case, wraps: readonly Wrap[], source: Source): Plan | null {
  const pickled = objectsOf(one.findings).some((item) => item.pickled);
  const secure = wraps.some(
    (wrap) =>
      /secure_channel$/.test(dottedName(wrap.call.callee) ?? "") &&
      !/insecure_channel$/.test(dottedName(wrap.call.callee) ?? ""),
  );
  if (pickled && (secure || wraps.some((wrap) => isMulticallable(wrap.call)))) {
    return refuse(
      "passed-to-pool",
      "the arguments of a pool are pickled, and credentials cannot be: make the channel in the worker",
    );
  }
  const holders = new Set(wraps.flatMap((wrap) => boundNames(wrap.standing)));
  const handed = objectsOf(one.findings).flatMap((item) => item.handed);
  if (handed.some((place) => isMethod(source.facts(place.path), place, holders)))
    return refuse(
      "captured-value",
      "a method of it is handed to the child, and is looked up in the parent: hand over a function that calls the method",
    );
  const inLoop = wraps.some((wrap) => isMulticallable(wrap.call) && isRepeated(wrap));
  if (inLoop) return refuse("unsupported-shape", "a method of the channel is looked up in a loop");
  for (const path of new Set(wraps.map((wrap) => wrap.place.path))) {
    const names = new Set(
      wraps.filter((wrap) => wrap.place.path === path).flatMap((wrap) => boundNames(wrap.standing)),
    );
    if (isInspected(path, names, source))
      return refuse("captured-value", "its type is looked at, and a stand-in has another one");
  }
  return null;
}

function isRepeated(wrap: Wrap): boolean {
  return (
    wrap.standing.statements.some((statement) => statement.kind === "for" || statement.kind === "while") ||
    wrap.standing.around.some((e) => e.kind === "comprehension")
  );
}

/** `isinstance(stub, …)`, `type(stub)`. */
function isInspected(path: string, names: ReadonlySet<string>, source: Source): boolean {
  const facts = source.facts(path);
  let found = false;
  if (!facts) return false;
  expressionsIn(facts, ({ expression }) => {
    if (expression.kind !== "call" || expression.callee.kind !== "name") return;
    if (expression.callee.name !== "isinstance" && expression.callee.name !== "type") return;
    const first = expression.arguments[0]?.value;
    if (first && names.has(dottedName(first) ?? "")) found = true;
  });
  return found;
}

function abilitiesByFile(wrapped: readonly Wrapped[], source: Source): ReadonlyMap<string, Abilities> {
  const found = new Map<string, Abilities>();
  for (const { one, wraps } of wrapped) {
    const pickle = objectsOf(one.findings).some((item) => item.pickled);
    for (const wrap of wraps) {
      const known = found.get(wrap.place.path);
      found.set(wrap.place.path, {
        call: (known?.call ?? false) || isMulticallable(wrap.call),
        context: (known?.context ?? false) || isEntered(wrap, source),
        pickle: (known?.pickle ?? false) || pickle,
      });
    }
  }
  return found;
}

/** It is the subject of a `with`, here or by the name that it gets. */
function isEntered(wrap: Wrap, source: Source): boolean {
  const own = wrap.standing.statements.at(-1);
  if (own?.kind === "with" && own.items.some((item) => item.value.span.start === wrap.place.span.start)) return true;
  const names = new Set(boundNames(wrap.standing));
  const facts = source.facts(wrap.place.path);
  let found = false;
  if (!facts) return false;
  expressionsIn(facts, ({ expression, around, statements }) => {
    const statement = statements.at(-1);
    if (around.length > 0 || statement?.kind !== "with") return;
    if (statement.items.some((item) => item.value === expression) && names.has(dottedName(expression) ?? ""))
      found = true;
  });
  return found;
}

function planOf(
  findings: readonly Finding[],
  wraps: readonly Wrap[],
  abilities: ReadonlyMap<string, Abilities>,
  source: Source,
): Plan {
  const edits: Edit[] = [];
  const imports: ImportRequest[] = [];
  for (const path of [...new Set(wraps.map((wrap) => wrap.place.path))].sort()) {
    const facts = source.facts(path);
    const text = source.text(path);
    const able = abilities.get(path);
    if (!facts || text === null || !able) return refuse("not-utf8", `${path} cannot be read as text`);
    const helper = helperEdit(facts, text, able);
    if (!helper) return refuse("conflict", `${path} uses a name that the repair needs (os, _PerProcess)`);
    const wrapping = wrapEdits(
      facts,
      text,
      wraps.filter((wrap) => wrap.place.path === path),
    );
    if (!wrapping) return refuse("unsupported-shape", "the channel's options are not written out");
    edits.push(helper.edit, ...wrapping);
    imports.push(...helper.imports);
  }
  return { kind: "edit", transform: "lazy-client", safety: "safe", edits, imports, note: noteOf(findings) };
}

export function noteOf(findings: readonly Finding[]): string {
  const pool = needsLocalPool(findings)
    ? "; the channel gets a subchannel pool of its own, because the parent is connected at the fork"
    : "";
  return `it is made in each process at its first use, no longer where it stood${pool}`;
}
