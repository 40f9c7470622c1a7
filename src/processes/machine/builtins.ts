/** Python's builtins, as far as objects pass through them. */
import { findMember, getAttribute, setAttribute } from "./attributes";
import { callAll } from "./calls";
import { elements, itemsInOrder, newMapping, newPair, newSequence, setItem } from "./containers";
import { iterate } from "./evaluate";
import { advance, runGenerators } from "./generators";
import { begin } from "./grpc";
import { allocate, attribute, type CallSite, heapOf, type Machine, NO_ARGUMENTS, readAt } from "./machine";
import { confirm } from "./suspected";
import { truthOf } from "./truth";
import { constant, joinAll, NONE, NOTHING, object, textOf, UNKNOWN, type Value, type Values } from "./value";

type Builtin = (m: Machine, site: CallSite) => Values;

function given(site: CallSite, index: number): Values {
  return site.args.positional[index]?.values ?? NOTHING;
}

function iterated(m: Machine, values: Values): Values {
  return joinAll(values.map((value) => iterate(m, value)));
}

/** A new list of the elements, in order where that is known. */
function listed(m: Machine, site: CallSite): Values {
  if (site.args.positional.length === 0) return newSequence(m, []);
  const inOrder = itemsInOrder(m, given(site, 0));
  return inOrder ? newSequence(m, inOrder) : newSequence(m, [], iterated(m, given(site, 0)));
}

/** Gives nothing that matters; what it is given, it may iterate over. */
const inert: Builtin = (m, site) => {
  for (const arg of site.args.positional) runGenerators(m, arg.values);
  return UNKNOWN;
};

const BUILTINS: Readonly<Record<string, Builtin>> = {
  list: listed,
  tuple: listed,
  set: listed,
  frozenset: listed,
  sorted: (m, site) => newSequence(m, [], iterated(m, given(site, 0))),
  reversed: (m, site) => newSequence(m, [], iterated(m, given(site, 0))),
  iter: (_m, site) => given(site, 0),
  next: (m, site) => joinAll(given(site, 0).map((value) => readOne(m, value, site) ?? next(m, value))),
  enumerate: (m, site) => newSequence(m, [], newPair(m, UNKNOWN, iterated(m, given(site, 0)))),
  zip: (m, site) =>
    newSequence(
      m,
      [],
      newSequence(
        m,
        site.args.positional.map((arg) => iterated(m, arg.values)),
      ),
    ),
  filter: (m, site) => newSequence(m, [], iterated(m, given(site, 1))),
  map: (m, site) => {
    const rest = site.args.positional
      .slice(1)
      .map((arg) => ({ values: iterated(m, arg.values), expression: arg.expression }));
    const result = callAll(m, given(site, 0), { ...site, args: { ...NO_ARGUMENTS, positional: rest } });
    return newSequence(m, [], result);
  },
  dict: (m, site) => dict(m, site),
  getattr: (m, site) => {
    const name = textOf(given(site, 1));
    const preset = site.args.positional[2]?.values;
    if (name === null) return UNKNOWN;
    const has = hasAttribute(m, given(site, 0), name);
    if (has === false) return preset ?? NOTHING;
    const found = joinAll(given(site, 0).map((value) => getAttribute(m, site.frame, value, name, site.place)));
    return preset && has === null ? joinAll([found, preset]) : found;
  },
  setattr: (m, site) => {
    const name = textOf(given(site, 1));
    if (name !== null) setAttribute(m, given(site, 0), name, given(site, 2));
    return NONE;
  },
  hasattr: (m, site) => {
    const name = textOf(given(site, 1));
    const has = name === null ? null : hasAttribute(m, given(site, 0), name);
    return has === null ? UNKNOWN : constant(has);
  },
  delattr: inert,
  callable: inert,
  super: (m, site) => superOf(m, site),
  bool: (m, site) => {
    const truth = truthOf(m, given(site, 0));
    return truth === null ? UNKNOWN : constant(truth);
  },
  str: (_m, site) => (given(site, 0).length > 0 ? given(site, 0).map(asText) : constant("")),
  int: (_m, site) => given(site, 0).filter((value) => value.kind !== "object"),
  type: (m, site) =>
    given(site, 0).flatMap((value): Values => {
      const heap = heapOf(m, value);
      return heap?.type === "instance" ? [heap.of] : UNKNOWN;
    }),
  exit: (m) => leave(m),
  quit: (m) => leave(m),
  object: () => UNKNOWN,
  globals: inert,
  locals: inert,
  ...Object.fromEntries(
    [
      "print",
      "len",
      "isinstance",
      "issubclass",
      "id",
      "repr",
      "hash",
      "format",
      "range",
      "min",
      "max",
      "sum",
      "any",
      "all",
      "abs",
      "round",
      "float",
      "open",
      "input",
      "vars",
      "dir",
      "ord",
      "chr",
      "hex",
      "bytes",
      "bytearray",
      "memoryview",
      "slice",
      "divmod",
      "pow",
      "property",
      "staticmethod",
      "classmethod",
    ].map((name) => [name, inert]),
  ),
};

export function builtin(m: Machine, name: string, site: CallSite): Values | null {
  if (!Object.hasOwn(BUILTINS, name)) return null;
  return (BUILTINS[name] as Builtin)(m, site);
}

/** The first message of a stream that the program keeps: the call goes on. One that nobody keeps is cancelled. */
function readOne(m: Machine, value: Value, site: CallSite): Values | null {
  const call = heapOf(m, value);
  if (call?.type !== "call" || value.kind !== "object") return null;
  if (site.args.positional[0]?.expression?.kind !== "name") return null;
  const since = m.suspected.get(value.id);
  confirm(m, call.root, value.id);
  if (since) begin(m, call.root, value.id, since);
  return UNKNOWN;
}

function next(m: Machine, value: Value): Values {
  const heap = heapOf(m, value);
  return heap?.type === "generator" && value.kind === "object" ? advance(m, value.id, heap) : iterate(m, value);
}

function leave(m: Machine): Values {
  m.ended = "exit";
  return NOTHING;
}

function asText(value: Value): Value {
  return value.kind === "constant" && value.value !== null ? { kind: "constant", value: String(value.value) } : value;
}

function dict(m: Machine, site: CallSite): Values {
  const id = newMapping(m);
  for (const [name, arg] of site.args.keywords) setItem(m, object(id), constant(name), arg.values);
  for (const value of given(site, 0)) {
    const heap = heapOf(m, value);
    if (heap?.type === "mapping") return [value];
    const pairs = heap?.type === "sequence" ? elements(m, value, "iterate") : NOTHING;
    for (const pair of pairs) {
      const [key, item] = itemsInOrder(m, [pair]) ?? [];
      setItem(m, object(id), key ?? UNKNOWN, item ?? UNKNOWN);
    }
    if (heap?.type !== "sequence") setItem(m, object(id), UNKNOWN, UNKNOWN);
  }
  return [object(id)];
}

/** Whether the objects have the attribute; null when some may and some may not. */
function hasAttribute(m: Machine, values: Values, name: string): boolean | null {
  let all: boolean | null | undefined;
  for (const value of values) {
    const one = hasOne(m, value, name);
    if (one === null || (all !== undefined && all !== one)) return null;
    all = one;
  }
  return all ?? null;
}

function hasOne(m: Machine, value: Value, name: string): boolean | null {
  const heap = heapOf(m, value);
  if (value.kind !== "object" || !heap) return null;
  if (heap.type !== "instance" && heap.type !== "bag") return null;
  if ((readAt(m, attribute(value.id, name)) ?? NOTHING).length > 0) return true;
  if (heap.type === "bag") return false;
  if (findMember(m, heap.of, name)) return true;
  return findMember(m, heap.of, "__getattr__") ? null : false;
}

function superOf(m: Machine, site: CallSite): Values {
  const method = site.frame.method;
  const explicit = given(site, 0).find((value) => value.kind === "class");
  const self = given(site, 1)[0] ?? method?.self;
  const after = explicit?.kind === "class" ? explicit : method?.of;
  if (!self || !after) return UNKNOWN;
  return [object(allocate(m, { type: "super", self, after }))];
}
