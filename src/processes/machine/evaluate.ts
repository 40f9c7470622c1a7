/** Expressions: what each may be, and what evaluating it does. */
import type { Argument, Call, Comprehension, Expression } from "../../code";
import { getAttribute, setAttribute } from "./attributes";
import { callAll } from "./calls";
import {
  addElement,
  elements,
  getItem,
  hasKey,
  isFilled,
  itemsInOrder,
  newMapping,
  newSequence,
  setItem,
  stringEntries,
} from "./containers";
import { end } from "./grpc";
import {
  type Arguments,
  type ArgumentValue,
  allocate,
  type Frame,
  heapOf,
  type Machine,
  newFrame,
  placeOf,
  readAt,
  step,
  writeAt,
} from "./machine";
import { assign, lookup } from "./names";
import { iterateInstance } from "./protocols";
import {
  constant,
  identityOf,
  join,
  joinAll,
  keyOf,
  NOTHING,
  object,
  textOf,
  UNKNOWN,
  unknown,
  type Value,
  type Values,
} from "./value";

export function evaluate(m: Machine, frame: Frame, e: Expression): Values {
  if (!step(m)) return NOTHING;
  switch (e.kind) {
    case "name":
      return lookup(m, frame, e.name) ?? [{ kind: "outside", name: `builtins.${e.name}` }];
    case "attribute":
      return joinAll(
        evaluate(m, frame, e.object).map((value) => getAttribute(m, frame, value, e.name, placeOf(frame, e))),
      );
    case "call":
      return evaluateCall(m, frame, e);
    case "constant":
      return constant(e.value);
    case "template":
      return template(m, frame, e.parts);
    case "sequence":
      return display(m, frame, e.items);
    case "mapping":
      return mapping(m, frame, e.entries);
    case "lambda":
      return [{ kind: "function", path: frame.facts.path, scope: e.scope, frame: frame.id, self: null, flags: [] }];
    case "comprehension":
      return comprehension(m, frame, e);
    case "subscript":
      return subscript(m, frame, evaluate(m, frame, e.object), evaluate(m, frame, e.index));
    case "binary":
      return binary(e.operator, evaluate(m, frame, e.left), evaluate(m, frame, e.right), m);
    case "logical":
      return logical(m, frame, e.operator, e.left, e.right);
    case "not": {
      const truth = truthOf(m, evaluate(m, frame, e.value));
      return truth === null ? UNKNOWN : constant(!truth);
    }
    case "compare":
      return compare(m, e.operator, evaluate(m, frame, e.left), evaluate(m, frame, e.right));
    case "conditional":
      return conditional(m, frame, e.test, e.then, e.otherwise);
    case "await":
      return awaited(m, evaluate(m, frame, e.value));
    case "yield":
      return yielded(m, frame, e.value, e.from);
    case "walrus": {
      const values = evaluate(m, frame, e.value);
      assign(m, frame, e.target.name, values);
      return values;
    }
    case "star":
      return evaluate(m, frame, e.value);
    case "unknown":
      for (const part of e.parts) evaluate(m, frame, part);
      return UNKNOWN;
  }
}

function evaluateCall(m: Machine, frame: Frame, call: Call): Values {
  const callees = evaluate(m, frame, call.callee);
  const args = evaluateArguments(m, frame, call.arguments);
  return callAll(m, callees, { frame, call, place: placeOf(frame, call), args });
}

export function evaluateArguments(m: Machine, frame: Frame, args: readonly Argument[]): Arguments {
  const positional: ArgumentValue[] = [];
  const keywords = new Map<string, ArgumentValue>();
  let open = false;
  for (const arg of args) {
    const values = evaluate(m, frame, arg.value);
    if (arg.kind === "positional") positional.push({ values, expression: arg.value });
    else if (arg.kind === "keyword") keywords.set(arg.name ?? "", { values, expression: arg.value });
    else if (arg.kind === "star") {
      const items = itemsInOrder(m, values);
      for (const item of items ?? []) positional.push({ values: item, expression: arg.value });
      if (!items) {
        open = true;
        const some = joinAll(values.map((value) => iterate(m, value)));
        positional.push({ values: some, expression: arg.value });
      }
    } else {
      const entries = stringEntries(m, values);
      for (const [name, item] of entries ?? []) keywords.set(name, { values: item, expression: arg.value });
      open ||= !entries;
    }
  }
  return { positional, keywords, open };
}

/** What a loop over the value gives. Looping over a call that streams ends it. */
export function iterate(m: Machine, value: Value): Values {
  const heap = heapOf(m, value);
  if (heap?.type === "call" && value.kind === "object") {
    end(m, heap.root, value.id);
    return UNKNOWN;
  }
  if (heap?.type === "instance") return iterateInstance(m, value);
  if (heap?.type === "sequence" || heap?.type === "mapping") return elements(m, value, "iterate");
  if (value.kind === "unknown" && value.origin) return unknown(`${value.origin}[]`);
  return UNKNOWN;
}

function template(m: Machine, frame: Frame, parts: readonly (string | Expression)[]): Values {
  return concatenate(parts.map((part) => (typeof part === "string" ? constant(part) : evaluate(m, frame, part))));
}

/** One string made of others; still comparable where every part is. */
export function concatenate(parts: readonly Values[]): Values {
  let text = "";
  let key = "";
  for (const part of parts) {
    const identity = identityOf(part);
    if (identity === null) return UNKNOWN;
    const only = part[0] as Value;
    if (only.kind === "constant") text += String(only.value);
    else key += `${text}{${identity}}`;
    if (only.kind !== "constant") text = "";
  }
  return key === "" ? constant(text) : [{ kind: "text", key: key + text }];
}

function display(m: Machine, frame: Frame, items: readonly Expression[]): Values {
  if (!items.some((item) => item.kind === "star"))
    return newSequence(
      m,
      items.map((item) => evaluate(m, frame, item)),
    );
  const parts = items.map((item) => {
    const values = evaluate(m, frame, item);
    return item.kind === "star" ? joinAll(values.map((value) => iterate(m, value))) : values;
  });
  return newSequence(m, [], joinAll(parts));
}

function mapping(m: Machine, frame: Frame, entries: readonly { key: Expression | null; value: Expression }[]): Values {
  const id = newMapping(m);
  for (const entry of entries) {
    const key = entry.key && evaluate(m, frame, entry.key);
    const values = evaluate(m, frame, entry.value);
    if (key) setItem(m, object(id), key, values);
    else {
      const known = stringEntries(m, values);
      if (known) for (const [name, item] of known) setItem(m, object(id), constant(name), item);
      else addElement(m, id, joinAll(values.map((value) => elements(m, value, "values"))));
    }
  }
  return [object(id)];
}

function comprehension(m: Machine, frame: Frame, e: Comprehension): Values {
  const inner = newFrame(m, frame.facts, e.scope, frame, frame.method);
  let first = true;
  for (const clause of e.clauses) {
    if (clause.kind === "if") {
      evaluate(m, inner, clause.test);
      continue;
    }
    const iterable = evaluate(m, first ? frame : inner, clause.iterable);
    first = false;
    assignTo(m, inner, clause.target, joinAll(iterable.map((value) => iterate(m, value))));
  }
  const key = e.key && evaluate(m, inner, e.key);
  const values = evaluate(m, inner, e.element);
  if (e.type !== "dict") return newSequence(m, [], values);
  const id = newMapping(m);
  setItem(m, object(id), key ?? UNKNOWN, values);
  return [object(id)];
}

export function subscript(m: Machine, frame: Frame, objects: Values, index: Values): Values {
  return joinAll(
    objects.map((value) => {
      if (value.kind === "outside") return outsideItem(m, value.name, index);
      if (value.kind === "unknown" && value.origin) return unknown(`${value.origin}[${identityOf(index) ?? "?"}]`);
      if (value.kind === "class") return [value];
      const heap = heapOf(m, value);
      if (heap?.type === "instance") {
        const getter = getAttribute(m, frame, value, "__getitem__", null);
        if (getter.some((found) => found.kind === "function")) {
          return callAll(m, getter, {
            frame,
            call: SYNTHETIC,
            place: { path: frame.facts.path, span: { start: 0, end: 0 } },
            args: { positional: [{ values: index, expression: null }], keywords: new Map(), open: false },
          });
        }
      }
      return getItem(m, value, index);
    }),
  );
}

const SYNTHETIC: Call = {
  kind: "call",
  callee: { kind: "unknown", parts: [], span: { start: 0, end: 0 } },
  arguments: [],
  span: { start: 0, end: 0 },
};

/** `os.environ["X"]`, and anything else outside that is subscripted, such as `list[int]`. */
function outsideItem(m: Machine, name: string, index: Values): Values {
  const key = textOf(index);
  if (name === "os.environ" && key !== null) return environment(m, key);
  return unknown(`${name}[${identityOf(index) ?? "?"}]`);
}

export function environment(m: Machine, key: string): Values {
  return readAt(m, `env:${key}`) ?? unknown(`environ:${key}`);
}

function binary(operator: string, left: Values, right: Values, m: Machine): Values {
  if (operator === "+") {
    const a = itemsInOrder(m, left);
    const b = itemsInOrder(m, right);
    if (a && b) return newSequence(m, [...a, ...b]);
    if ([...left, ...right].some((value) => heapOf(m, value)?.type === "sequence")) {
      return newSequence(m, [], joinAll([...left, ...right].map((value) => elements(m, value, "values"))));
    }
    return concatenate([left, right]);
  }
  if (operator === "%" && textOf(left) !== null) {
    const parts = itemsInOrder(m, right) ?? [right];
    return concatenate([left, ...parts]);
  }
  if (operator === "or" || operator === "|") return join(left, right);
  return UNKNOWN;
}

function logical(m: Machine, frame: Frame, operator: "and" | "or", left: Expression, right: Expression): Values {
  const a = evaluate(m, frame, left);
  const truth = truthOf(m, a);
  if (truth !== null) return truth === (operator === "or") ? a : evaluate(m, frame, right);
  const b = evaluate(m, frame, right);
  const other = truthOf(m, b);
  // `unknown and False` is falsy whatever the left one is.
  if (other !== null && other === (operator === "or") && isTest(a)) return constant(other);
  const kept = a.filter((value) => truthOf(m, [value]) !== (operator === "and"));
  return join(kept, b);
}

function isTest(values: Values): boolean {
  return values.every((value) => value.kind === "unknown" || value.kind === "constant");
}

function conditional(m: Machine, frame: Frame, test: Expression, then: Expression, otherwise: Expression): Values {
  const truth = truthOf(m, evaluate(m, frame, test));
  if (truth !== null) return evaluate(m, frame, truth ? then : otherwise);
  return join(evaluate(m, frame, then), evaluate(m, frame, otherwise));
}

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
  if (value.kind === "unknown" || value.kind === "text" || value.kind === "outside") return null;
  if (value.kind !== "object") return true;
  const type = m.heap[value.id]?.type;
  if (type === "sequence" || type === "mapping") return isFilled(m, value.id);
  return true;
}

function compare(m: Machine, operator: string, left: Values, right: Values): Values {
  if (operator === "in" || operator === "not in") {
    const found = right.length === 1 && right[0] ? hasKey(m, right[0], left) : null;
    return found === null ? UNKNOWN : constant(found === (operator === "in"));
  }
  const positive = operator === "==" || operator === "is";
  if (!positive && operator !== "!=" && operator !== "is not") return order(operator, left, right);
  const same = equal(left, right);
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

function equal(left: Values, right: Values): boolean | null {
  let all: boolean | null = null;
  for (const a of left) {
    for (const b of right) {
      const one = equalOne(a, b);
      if (one === null || (all !== null && all !== one)) return null;
      all = one;
    }
  }
  return all;
}

function equalOne(a: Value, b: Value): boolean | null {
  if (keyOf(a) === keyOf(b)) return a.kind === "unknown" && a.origin === null ? null : true;
  if (a.kind === "unknown" || b.kind === "unknown") return null;
  if (a.kind === "outside" || b.kind === "outside") return null;
  if (a.kind === "text" || b.kind === "text") {
    const other = a.kind === "text" ? b : a;
    return other.kind === "constant" && typeof other.value !== "string" ? false : null;
  }
  return false;
}

function awaited(m: Machine, values: Values): Values {
  for (const value of values) {
    const heap = heapOf(m, value);
    if (heap?.type === "call" && value.kind === "object") end(m, heap.root, value.id);
  }
  return values;
}

function yielded(m: Machine, frame: Frame, value: Expression | null, from: boolean): Values {
  const values = value ? evaluate(m, frame, value) : NOTHING;
  const given = from ? joinAll(values.map((item) => iterate(m, item))) : values;
  let at: Frame = frame;
  while (at.outer && at.facts.scopes[at.scope]?.kind === "comprehension") at = at.outer;
  at.returns.yields = join(at.returns.yields, given);
  return UNKNOWN;
}

/** Binds a target of an assignment, a loop or a `with`. */
export function assignTo(m: Machine, frame: Frame, target: Expression, values: Values): void {
  switch (target.kind) {
    case "name":
      assign(m, frame, target.name, values);
      return;
    case "attribute":
      setAttribute(m, evaluate(m, frame, target.object), target.name, values);
      return;
    case "subscript":
      setSubscript(m, frame, evaluate(m, frame, target.object), evaluate(m, frame, target.index), values);
      return;
    case "star":
      assignTo(m, frame, target.value, newSequence(m, [], joinAll(values.map((value) => iterate(m, value)))));
      return;
    case "sequence":
      unpack(m, frame, target.items, values);
      return;
    default:
      return;
  }
}

function unpack(m: Machine, frame: Frame, targets: readonly Expression[], values: Values): void {
  const starred = targets.some((target) => target.kind === "star");
  const parts = values.map((value) => itemsInOrder(m, [value]));
  targets.forEach((target, index) => {
    const items = values.map((value, i) => {
      const inOrder = parts[i];
      if (inOrder && !starred) return inOrder[index] ?? NOTHING;
      return iterate(m, value);
    });
    assignTo(m, frame, target, joinAll(items));
  });
}

function setSubscript(m: Machine, frame: Frame, objects: Values, index: Values, values: Values): void {
  for (const value of objects) {
    if (value.kind === "outside" && value.name === "os.environ") {
      const key = textOf(index);
      if (key !== null) writeAt(m, `env:${key}`, values);
      continue;
    }
    if (heapOf(m, value)?.type === "instance") {
      const setter = getAttribute(m, frame, value, "__setitem__", null);
      if (setter.some((found) => found.kind === "function")) {
        const positional = [index, values].map((item) => ({ values: item, expression: null }));
        callAll(m, setter, {
          frame,
          call: SYNTHETIC,
          place: { path: frame.facts.path, span: { start: 0, end: 0 } },
          args: { positional, keywords: new Map(), open: false },
        });
      }
      continue;
    }
    setItem(m, value, index, values);
  }
}

export function newPartial(m: Machine, callee: Values, args: Arguments): Values {
  return [object(allocate(m, { type: "partial", callee, args }))];
}
