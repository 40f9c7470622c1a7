/** Lists, tuples, sets, dicts and what generators give, by index or key where it is known. */
import { allocate, attribute, heapOf, type Machine, readAt, writeAt } from "./machine";
import { identityOf, join, joinAll, NOTHING, object, UNKNOWN, type Value, type Values } from "./value";

const REST = "[*]";

export function newSequence(m: Machine, items: readonly Values[], rest: Values = NOTHING): Values {
  const id = allocate(m, { type: "sequence", length: items.length });
  items.forEach((item, index) => {
    writeAt(m, attribute(id, `[${index}]`), item);
  });
  writeAt(m, attribute(id, REST), rest);
  return [object(id)];
}

export function newMapping(m: Machine): number {
  const id = allocate(m, { type: "mapping" });
  writeAt(m, attribute(id, "<keys>"), NOTHING);
  writeAt(m, attribute(id, REST), NOTHING);
  return id;
}

/** Adds an element at an unknown place: `append`, `add`, `extend`. */
export function addElement(m: Machine, id: number, values: Values): void {
  const key = attribute(id, REST);
  writeAt(m, key, join(readAt(m, key) ?? NOTHING, values));
}

export function setItem(m: Machine, value: Value, index: Values, values: Values): void {
  const heap = heapOf(m, value);
  if (value.kind !== "object" || !heap) return;
  const key = heap.type === "mapping" ? identityOf(index) : null;
  if (key === null) {
    addElement(m, value.id, values);
    return;
  }
  const keys = attribute(value.id, "<keys>");
  writeAt(m, keys, join(readAt(m, keys) ?? NOTHING, index));
  writeAt(m, attribute(value.id, `[${key}]`), values);
}

export function removeItem(m: Machine, id: number, index: Values): void {
  const key = identityOf(index);
  if (key !== null) writeAt(m, attribute(id, `[${key}]`), NOTHING);
}

export function clear(m: Machine, id: number): void {
  for (const key of readAt(m, attribute(id, "<keys>")) ?? NOTHING) removeItem(m, id, [key]);
  const heap = m.heap[id];
  for (let i = 0; heap?.type === "sequence" && i < heap.length; i++) writeAt(m, attribute(id, `[${i}]`), NOTHING);
  writeAt(m, attribute(id, "<keys>"), NOTHING);
  writeAt(m, attribute(id, REST), NOTHING);
}

/** `value[index]`; nothing when the container is known not to have it, so that the lookup raises. */
export function getItem(m: Machine, value: Value, index: Values): Values {
  const heap = heapOf(m, value);
  if (value.kind !== "object" || !heap) return UNKNOWN;
  const rest = readAt(m, attribute(value.id, REST)) ?? NOTHING;
  if (heap.type === "mapping") return join(joinAll(index.map((key) => entryOf(m, value.id, key))), rest);
  if (heap.type !== "sequence") return UNKNOWN;
  const at = index.length === 1 && index[0]?.kind === "constant" ? index[0].value : null;
  if (typeof at !== "number") return elements(m, value, "values");
  const position = at < 0 ? heap.length + at : at;
  return join(readAt(m, attribute(value.id, `[${position}]`)) ?? NOTHING, rest);
}

/** What is kept under a key, else under keys that may be equal to it although they are written otherwise. */
function entryOf(m: Machine, id: number, key: Value): Values {
  const entry = (of: Value) => readAt(m, attribute(id, `[${identityOf([of])}]`)) ?? NOTHING;
  const exact = entry(key);
  if (exact.length > 0) return exact;
  const keys = readAt(m, attribute(id, "<keys>")) ?? NOTHING;
  return joinAll(keys.filter((other) => isOpen(key) || isOpen(other)).map(entry));
}

/** Pids and constants are what they are; what is known by its origin alone may be equal to others. */
function isOpen(key: Value): boolean {
  return key.kind === "unknown" || key.kind === "text" || key.kind === "outside";
}

/** Whether a mapping has the key; null when that is not known. */
export function hasKey(m: Machine, value: Value, index: Values): boolean | null {
  const heap = heapOf(m, value);
  if (value.kind !== "object" || heap?.type !== "mapping") return null;
  const answers = new Set(index.map((key) => hasOneKey(m, value.id, key)));
  const [only] = answers;
  return answers.size === 1 ? (only as boolean | null) : null;
}

function hasOneKey(m: Machine, id: number, key: Value): boolean | null {
  if ((readAt(m, attribute(id, REST)) ?? NOTHING).length > 0) return null;
  const entry = readAt(m, attribute(id, `[${identityOf([key])}]`)) ?? NOTHING;
  if (entry.length > 0) return true;
  const others = readAt(m, attribute(id, "<keys>")) ?? NOTHING;
  return others.some((other) => isOpen(other) || isOpen(key)) ? null : false;
}

/** All elements of a container together: what a loop over it, its `values()` or its `keys()` give. */
export function elements(m: Machine, value: Value, which: "iterate" | "values" | "keys"): Values {
  const heap = heapOf(m, value);
  if (value.kind !== "object" || !heap) return UNKNOWN;
  const rest = readAt(m, attribute(value.id, REST)) ?? NOTHING;
  if (heap.type === "sequence") {
    const items = Array.from({ length: heap.length }, (_, i) => readAt(m, attribute(value.id, `[${i}]`)) ?? NOTHING);
    return join(joinAll(items), rest);
  }
  if (heap.type !== "mapping") return UNKNOWN;
  const keys = readAt(m, attribute(value.id, "<keys>")) ?? NOTHING;
  if (which !== "values") return rest.length > 0 ? join(keys, UNKNOWN) : keys;
  const items = keys.map((key) => readAt(m, attribute(value.id, `[${identityOf([key])}]`)) ?? NOTHING);
  return join(joinAll(items), rest);
}

/** The items of a tuple or list by index, when their number is known. */
export function itemsInOrder(m: Machine, values: Values): readonly Values[] | null {
  const only = values.length === 1 ? values[0] : undefined;
  const heap = only ? heapOf(m, only) : null;
  if (only?.kind !== "object" || heap?.type !== "sequence") return null;
  if ((readAt(m, attribute(only.id, REST)) ?? NOTHING).length > 0) return null;
  return Array.from({ length: heap.length }, (_, i) => readAt(m, attribute(only.id, `[${i}]`)) ?? NOTHING);
}

/** The entries of a mapping whose keys are all strings known here; null otherwise. */
export function stringEntries(m: Machine, values: Values): ReadonlyMap<string, Values> | null {
  const only = values.length === 1 ? values[0] : undefined;
  if (only?.kind !== "object" || heapOf(m, only)?.type !== "mapping") return null;
  if ((readAt(m, attribute(only.id, REST)) ?? NOTHING).length > 0) return null;
  const found = new Map<string, Values>();
  for (const key of readAt(m, attribute(only.id, "<keys>")) ?? NOTHING) {
    if (key.kind !== "constant" || typeof key.value !== "string") return null;
    found.set(key.value, readAt(m, attribute(only.id, `[${identityOf([key])}]`)) ?? NOTHING);
  }
  return found;
}

/** `True` when it is known to hold something, `False` when known to be empty. */
export function isFilled(m: Machine, id: number): boolean | null {
  const some = elements(m, object(id), "values").length > 0;
  const heap = m.heap[id];
  if (heap?.type === "sequence" && heap.length > 0) return true;
  return some ? null : false;
}

export function newPair(m: Machine, a: Values, b: Values): Values {
  return newSequence(m, [a, b]);
}
