/** Expressions: what each may be, and what evaluating it does. */
import type { Argument, Call, Comprehension, Expression } from "../../code";
import type { Place } from "../../types";
import { getAttribute } from "./attributes";
import { callAll } from "./calls";
import {
  addElement,
  elements,
  getItem,
  itemsInOrder,
  newMapping,
  newSequence,
  setItem,
  stringEntries,
} from "./containers";
import { forkMakerMethod } from "./fork-calls";
import { exhaust } from "./generators";
import { end } from "./grpc";
import {
  type Arguments,
  type ArgumentValue,
  allocate,
  type CallSite,
  type Frame,
  heapOf,
  type Machine,
  NO_ARGUMENTS,
  newFrame,
  placeOf,
  readAt,
  step,
} from "./machine";
import { assign, lookup } from "./names";
import { iterateInstance } from "./protocols";
import { layer } from "./store";
import { confirm } from "./suspected";
import { assignTo } from "./targets";
import { compare, truthOf } from "./truth";
import {
  constant,
  identityOf,
  join,
  joinAll,
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
  return callAll(m, callees, { frame, place: placeOf(frame, call), args });
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

/** A call without arguments that nobody has written: of `__iter__`, at the place where its object was made. */
function siteAt(m: Machine, place: Place): CallSite {
  return { frame: m.frames[0] as Frame, place, args: NO_ARGUMENTS };
}

/** What a loop over the value gives. Looping over a call that streams ends it. */
export function iterate(m: Machine, value: Value): Values {
  const heap = heapOf(m, value);
  if (heap?.type === "call" && value.kind === "object") {
    confirm(m, heap.root, value.id);
    end(m, heap.root, value.id);
    return UNKNOWN;
  }
  if (heap?.type === "generator" && value.kind === "object") return exhaust(m, value.id, heap);
  if (heap?.type === "fork-maker") return forkMakerMethod(m, heap, "__iter__", siteAt(m, heap.at)) ?? UNKNOWN;
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
            place: { path: frame.facts.path, span: { start: 0, end: 0 } },
            args: { positional: [{ values: index, expression: null }], keywords: new Map(), open: false },
          });
        }
      }
      return getItem(m, value, index);
    }),
  );
}

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
  at.returns.pauses.push(layer(m.store));
  return UNKNOWN;
}

export function newPartial(m: Machine, callee: Values, args: Arguments): Values {
  return [object(allocate(m, { type: "partial", callee, args }))];
}
