/** What tests come out as: truth, equality and order of abstract values. */
import { hasKey, isFilled } from "./containers";
import type { Machine } from "./machine";
import { constant, keyOf, UNKNOWN, type Value, type Values } from "./value";

/** Python's truth of a set of values; null when it may be either. */
export function truthOf(m: Machine, values: Values): boolean | null {
  let all: boolean | null | undefined;
  for (const value of values) {
    const truth = truthOfOne(m, value);
    if (truth === null || (all !== undefined && all !== truth)) return null;
    all = truth;
  }
  return all ?? null;
}

function truthOfOne(m: Machine, value: Value): boolean | null {
  if (value.kind === "constant") return Boolean(value.value);
  // Only a type checker takes it for true (PEP 563 and typing's documentation).
  if (value.kind === "outside" && value.name.endsWith(".TYPE_CHECKING")) return false;
  if (isModule(m, value)) return true;
  if (value.kind === "unknown" || value.kind === "text" || value.kind === "outside") return null;
  if (value.kind !== "object") return true;
  const type = m.heap[value.id]?.type;
  if (type === "sequence" || type === "mapping") return isFilled(m, value.id);
  return true;
}

/** A module that a framework provides; of any other name outside of the program it is not known what it stands for. */
function isModule(m: Machine, value: Value): boolean {
  return value.kind === "outside" && m.models.providerOf(value.name) !== null;
}

export function compare(m: Machine, operator: string, left: Values, right: Values): Values {
  if (operator === "in" || operator === "not in") {
    const found = right.length === 1 && right[0] ? hasKey(m, right[0], left) : null;
    return found === null ? UNKNOWN : constant(found === (operator === "in"));
  }
  const positive = operator === "==" || operator === "is";
  if (!positive && operator !== "!=" && operator !== "is not") return order(operator, left, right);
  const same = equal(m, left, right);
  return same === null ? UNKNOWN : constant(same === positive);
}

/** Only `pid > 0` and its like are decided: that is how a fork's two sides part. */
function order(operator: string, left: Values, right: Values): Values {
  const a = left.length === 1 ? left[0] : undefined;
  const b = right.length === 1 ? right[0] : undefined;
  if (b?.kind !== "constant" || typeof b.value !== "number") return UNKNOWN;
  if (a?.kind === "child-pid" && b.value === 0) return constant(operator === ">" || operator === ">=");
  if (a?.kind !== "constant" || typeof a.value !== "number") return UNKNOWN;
  const results: Record<string, boolean> = {
    "<": a.value < b.value,
    "<=": a.value <= b.value,
    ">": a.value > b.value,
    ">=": a.value >= b.value,
  };
  return constant(results[operator] ?? null);
}

function equal(m: Machine, left: Values, right: Values): boolean | null {
  let all: boolean | null = null;
  for (const a of left) {
    for (const b of right) {
      const one = equalOne(m, a, b);
      if (one === null || (all !== null && all !== one)) return null;
      all = one;
    }
  }
  return all;
}

function equalOne(m: Machine, a: Value, b: Value): boolean | null {
  if (keyOf(a) === keyOf(b)) return a.kind === "unknown" && a.origin === null ? null : true;
  if (a.kind === "unknown" || b.kind === "unknown") return null;
  if (isModule(m, a) || isModule(m, b)) return a.kind === "constant" || b.kind === "constant" ? false : null;
  if (a.kind === "outside" || b.kind === "outside") return null;
  if (a.kind === "text" || b.kind === "text") {
    const other = a.kind === "text" ? b : a;
    return other.kind === "constant" && typeof other.value !== "string" ? false : null;
  }
  return false;
}
