/** What a test that came out true or false says of the names in it. */
import type { Expression } from "../../code";
import { setAttribute } from "./attributes";
import { evaluate } from "./evaluate";
import { attribute, type Frame, heapOf, type Machine, readAt } from "./machine";
import { assign, lookup } from "./names";
import { truthOf } from "./truth";
import { NONE, type Value, type Values } from "./value";

export function narrow(m: Machine, frame: Frame, test: Expression, holds: boolean): void {
  if (test.kind === "not") narrow(m, frame, test.value, !holds);
  else if (test.kind === "logical" && holds === (test.operator === "and")) {
    narrow(m, frame, test.left, holds);
    narrow(m, frame, test.right, holds);
  } else if (test.kind === "name" || test.kind === "attribute") {
    keep(m, frame, test, (value) => truthOf(m, [value]) !== !holds);
  } else if (test.kind === "compare" && test.right.kind === "constant" && test.right.value === null) {
    const positive = test.operator === "is" || test.operator === "==";
    if (!positive && test.operator !== "is not" && test.operator !== "!=") return;
    const wantNone = positive === holds;
    keep(m, frame, test.left, (value) => isNone(value) === wantNone || value.kind === "unknown", wantNone);
  }
}

function isNone(value: Value): boolean {
  return value.kind === "constant" && value.value === null;
}

/** Keeps only the values that fit, where the name or attribute is a plain one. */
function keep(m: Machine, frame: Frame, e: Expression, fits: (value: Value) => boolean, none = false): void {
  if (e.kind === "name") {
    const values = lookup(m, frame, e.name);
    if (values) assignKept(values, fits, none, (kept) => assign(m, frame, e.name, kept));
    return;
  }
  if (e.kind !== "attribute") return;
  const owners = evaluate(m, frame, e.object);
  const [owner] = owners;
  if (owners.length !== 1 || !owner || heapOf(m, owner)?.type !== "instance") return;
  // Only what the instance itself holds: a property is computed anew each time.
  const values = owner.kind === "object" ? readAt(m, attribute(owner.id, e.name)) : undefined;
  if (values) assignKept(values, fits, none, (kept) => setAttribute(m, owners, e.name, kept));
}

function assignKept(values: Values, fits: (value: Value) => boolean, none: boolean, set: (kept: Values) => void): void {
  const kept = values.filter(fits);
  if (kept.length === values.length) return;
  if (kept.length > 0) set(kept);
  else if (none) set(NONE);
}
