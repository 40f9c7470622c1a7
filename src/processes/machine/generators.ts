/** Generators: a call of one runs nothing yet; who iterates over it, or enters it as a context manager, runs it. */
import { activate } from "./calls";
import { attribute, type HeapObject, heapOf, type Machine, readAt, writeAt } from "./machine";
import { applyChanges, changesBetween, joinStores, layer } from "./store";
import { NOTHING, type Values } from "./value";

type Generator = Extract<HeapObject, { type: "generator" }>;

function yields(id: number): string {
  return attribute(id, "<yields>");
}

/** Runs it to its end and gives all that it yields together. */
export function exhaust(m: Machine, id: number, generator: Generator): Values {
  const known = readAt(m, yields(id));
  if (known) {
    finish(m, id);
    return known;
  }
  const values = activate(m, generator.callee, generator.args, generator.at)?.returns.yields ?? NOTHING;
  writeAt(m, yields(id), values);
  return values;
}

/**
 * Runs it up to a `yield` and gives what that yields. What comes after it is found out at once, but its
 * effects are kept back until {@link finish}.
 */
export function advance(m: Machine, id: number, generator: Generator): Values {
  const known = readAt(m, yields(id));
  if (known) return known;
  const returns = activate(m, generator.callee, generator.args, generator.at)?.returns;
  const [first, ...others] = returns?.pauses ?? [];
  if (!returns || !first) return NOTHING;
  const paused = joinStores([first, ...others]);
  m.unfinished.set(id, changesBetween(paused, m.store));
  m.store = layer(paused);
  writeAt(m, yields(id), returns.yields);
  return returns.yields;
}

/** Lets a generator that waits at its `yield` run to its end. */
export function finish(m: Machine, id: number): void {
  const changes = m.unfinished.get(id);
  if (changes) applyChanges(m.store, changes);
}

/** Runs the generators among the values: code that is not seen iterates over what it is given. */
export function runGenerators(m: Machine, values: Values): void {
  for (const value of values) {
    const heap = heapOf(m, value);
    if (heap?.type === "generator" && value.kind === "object") exhaust(m, value.id, heap);
  }
}
