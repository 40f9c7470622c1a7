/** Calls: of functions and classes of the program, of the machine's own methods, of names outside. */
import type { Parameter, Scope } from "../../code";
import type { Place } from "../../types";
import { instantiate } from "./classes";
import { newMapping, newSequence, setItem } from "./containers";
import { execute } from "./execute";
import { use } from "./grpc";
import {
  type Arguments,
  type CallSite,
  type Frame,
  heapOf,
  type Machine,
  newFrame,
  readAt,
  scopeKey,
  variable,
  writeAt,
} from "./machine";
import { callMethod } from "./methods";
import { callOutside, hand } from "./outside";
import { joinStores, layer } from "./store";
import {
  constant,
  type FunctionValue,
  identityOf,
  join,
  joinAll,
  keyOf,
  NOTHING,
  object,
  UNKNOWN,
  unknown,
  type Value,
  type Values,
} from "./value";

/** How often one function may be on the stack at once, over all processes. */
const RECURSION = 2;
const DEPTH = 80;

export function callAll(m: Machine, callees: Values, site: CallSite): Values {
  return joinAll(callees.map((callee) => callOne(m, callee, site)));
}

export function callOne(m: Machine, callee: Value, site: CallSite): Values {
  switch (callee.kind) {
    case "function":
      return callFunction(m, callee, site.args, site.place);
    case "class":
      return instantiate(m, callee, site);
    case "outside":
      return callOutside(m, callee.name, site);
    case "method":
      return callMethod(m, callee.of, callee.name, site);
    case "object":
      return callObject(m, callee, callee.id, site);
    default:
      return callUnknown(m, callee, site);
  }
}

function callObject(m: Machine, callee: Value, id: number, site: CallSite): Values {
  const heap = m.heap[id];
  if (heap?.type === "partial") {
    return callAll(m, heap.callee, { ...site, args: mergeArguments(heap.args, site.args) });
  }
  if (heap?.type === "instance" || heap?.type === "multicallable" || heap?.type === "grpc") {
    return callMethod(m, callee, "__call__", site);
  }
  return callUnknown(m, callee, site);
}

/** Nothing is known of the callee, so it may do with its arguments what it likes. */
function callUnknown(m: Machine, callee: Value, site: CallSite): Values {
  hand(m, "", site);
  const origin =
    callee.kind === "unknown" && callee.origin && site.args.positional.length === 0 ? `${callee.origin}()` : null;
  return unknown(origin);
}

export function mergeArguments(first: Arguments, then: Arguments): Arguments {
  return {
    positional: [...first.positional, ...then.positional],
    keywords: new Map([...first.keywords, ...then.keywords]),
    open: first.open || then.open,
  };
}

/** Runs a function of the program with these arguments and gives what it returns. */
export function callFunction(m: Machine, fn: FunctionValue, args: Arguments, at: Place): Values {
  const facts = m.program.facts.get(fn.path);
  const scope = facts?.scopes[fn.scope];
  const outer = m.frames[fn.frame];
  if (!facts || !scope || !outer) return UNKNOWN;
  const key = scopeKey(fn.path, fn.scope);
  if (!m.relevance.scopes.has(key))
    return unknown(args.positional.length + args.keywords.size === 0 ? `${key}()` : null);
  const depth = m.active.get(key) ?? 0;
  if (depth >= RECURSION || m.stack.length >= DEPTH || m.exhausted) return UNKNOWN;
  const memo = fn.flags.includes("memoized") ? memoKey(m, fn, args) : null;
  const remembered = memo && readAt(m, memo);
  if (remembered) return remembered;

  m.executed.add(key);
  m.active.set(key, depth + 1);
  m.stack.push({ at, name: `${scope.name}()` });
  const result = activate(m, fn, facts, outer, scope, args);
  m.stack.pop();
  m.active.set(key, depth);
  if (memo) writeAt(m, memo, result);
  return result;
}

function activate(
  m: Machine,
  fn: FunctionValue,
  facts: Frame["facts"],
  outer: Frame,
  scope: Scope,
  args: Arguments,
): Values {
  const of = scope.parent === null ? undefined : facts.scopes[scope.parent];
  const method =
    of?.kind === "class" && fn.self
      ? { self: fn.self, of: { kind: "class" as const, path: fn.path, scope: of.id, frame: outer.id } }
      : outer.method;
  const frame = newFrame(m, facts, fn.scope, outer, method);
  bindParameters(m, frame, scope, fn, args);
  const ended = execute(m, frame, scope.body);
  const ways = [...frame.returns.stores];
  if (ended === "next") ways.push(m.store);
  if (ended === "next" && scope.kind !== "lambda")
    frame.returns.values = join(frame.returns.values, constantNone(scope));
  if (ended === "exit" && ways.length === 0) return NOTHING;
  m.ended = null;
  const [first, ...others] = ways;
  if (first) m.store = layer(joinStores([first, ...others]));
  if (!scope.generator) return frame.returns.values;
  return newSequence(m, [], frame.returns.yields);
}

function constantNone(scope: Scope): Values {
  return scope.generator ? NOTHING : constant(null);
}

/** The key under which a memoized function keeps the result for these arguments. */
function memoKey(m: Machine, fn: FunctionValue, args: Arguments): string {
  const epoch = identityOf(readAt(m, `epoch:${keyOf({ ...fn, self: null })}`) ?? NOTHING) ?? "";
  const parts = [...args.positional, ...args.keywords.values()].map((arg) => arg.values.map(keyOf).sort().join("|"));
  return `memo:${keyOf(fn)}:${epoch}:${parts.join(",")}`;
}

function bindParameters(m: Machine, frame: Frame, scope: Scope, fn: FunctionValue, args: Arguments): void {
  const given: Arguments =
    fn.self && !fn.flags.includes("static")
      ? { ...args, positional: [{ values: [fn.self], expression: null }, ...args.positional] }
      : args;
  const keywords = new Set(given.keywords.keys());
  let position = 0;
  for (const parameter of scope.parameters) {
    const key = variable(frame, parameter.name);
    if (parameter.kind === "star") {
      const rest = given.positional.slice(position).map((arg) => arg.values);
      position = given.positional.length;
      writeAt(m, key, newSequence(m, rest, given.open ? UNKNOWN : NOTHING));
      continue;
    }
    if (parameter.kind === "double-star") {
      writeAt(m, key, restMapping(m, given, keywords));
      continue;
    }
    const byPosition = parameter.kind === "keyword-only" ? undefined : given.positional[position]?.values;
    if (byPosition) position++;
    keywords.delete(parameter.name);
    const byName = given.keywords.get(parameter.name)?.values;
    writeAt(m, key, byPosition ?? byName ?? omitted(m, fn, parameter, given.open));
  }
}

function omitted(m: Machine, fn: FunctionValue, parameter: Parameter, open: boolean): Values {
  const origin = unknown(`parameter:${fn.path}#${fn.scope}:${parameter.name}`);
  const preset = parameter.default && readAt(m, defaultKey(fn, parameter.name));
  if (!preset) return origin;
  return open ? join(preset, origin) : preset;
}

/** A default is evaluated once, when the function is defined. */
export function defaultKey(fn: FunctionValue, name: string): string {
  return `d${fn.path}#${fn.scope}@${fn.frame}:${name}`;
}

function restMapping(m: Machine, args: Arguments, names: ReadonlySet<string>): Values {
  const id = newMapping(m);
  for (const name of names) {
    const arg = args.keywords.get(name);
    if (arg) setItem(m, object(id), constant(name), arg.values);
  }
  if (args.open) setItem(m, object(id), UNKNOWN, UNKNOWN);
  return [object(id)];
}

/** Says of every gRPC object among the values that it is used here. */
export function useAll(m: Machine, values: Values, at: Place, what: string): void {
  for (const value of values) {
    const heap = heapOf(m, value);
    if (heap?.type === "grpc" && value.kind === "object") use(m, value.id, at, what);
    if (heap?.type === "multicallable") use(m, heap.of, at, what);
  }
}
