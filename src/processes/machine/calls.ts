/** Calls: of functions and classes of the program, of the machine's own methods, of names outside. */
import type { Parameter, Scope } from "../../code";
import type { Place } from "../../types";
import { instantiate } from "./classes";
import { newMapping, newSequence, setItem } from "./containers";
import { newPartial } from "./evaluate";
import { execute } from "./execute";
import { returnEscapes } from "./fork-branch";
import { forkMakerMethod } from "./fork-calls";
import { use } from "./grpc";
import {
  type Arguments,
  allocate,
  answerKey,
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
import { joinStores, layer, type Store } from "./store";
import { isWorthRunning } from "./thrift";
import {
  type ClassValue,
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

/** Calls what the callee may be: one of these, so that what one does is no past of the next. */
export function callAll(m: Machine, callees: Values, site: CallSite): Values {
  const [first] = callees;
  if (!first) return NOTHING;
  if (callees.length === 1 || m.ended) return joinAll(callees.map((callee) => callOne(m, callee, site)));
  const base = m.store;
  const ways: Store[] = [];
  const results = callees.map((callee) => {
    m.store = layer(base);
    m.ended = null;
    const values = callOne(m, callee, site);
    if (!m.ended) ways.push(m.store);
    return values;
  });
  const [way, ...others] = ways;
  m.ended = way ? null : "exit";
  if (way) m.store = layer(joinStores([way, ...others]));
  return joinAll(results);
}

export function callOne(m: Machine, callee: Value, site: CallSite): Values {
  switch (callee.kind) {
    case "function":
      return callModelled(m, callee, site) ?? callFunction(m, callee, site.args, site.place);
    case "class":
      return callModelled(m, callee, site) ?? instantiate(m, callee, site);
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

/** Of some callables of the program the project has said what they do: they are not looked into. */
function callModelled(m: Machine, callee: FunctionValue | ClassValue, site: CallSite): Values | null {
  const name = m.relevance.modelled.get(scopeKey(callee.path, callee.scope));
  if (name === undefined) return null;
  const memo = callee.kind === "function" && callee.flags.includes("memoized") ? memoKey(m, callee, site.args) : null;
  const values = (memo === null ? null : readAt(m, memo)) ?? callOutside(m, name, site);
  if (memo !== null) writeAt(m, memo, values);
  return values;
}

function callObject(m: Machine, callee: Value, id: number, site: CallSite): Values {
  const heap = m.heap[id];
  if (heap?.type === "partial") {
    return callAll(m, heap.callee, { ...site, args: mergeArguments(heap.args, site.args) });
  }
  if (heap?.type === "delayed") return newPartial(m, heap.callee, site.args);
  if (heap?.type === "fork-maker") return forkMakerMethod(m, heap, "__call__", site) ?? UNKNOWN;
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

function mergeArguments(first: Arguments, then: Arguments): Arguments {
  return {
    positional: [...first.positional, ...then.positional],
    keywords: new Map([...first.keywords, ...then.keywords]),
    open: first.open || then.open,
  };
}

/** Runs a function of the program with these arguments and gives what it returns. */
export function callFunction(m: Machine, fn: FunctionValue, args: Arguments, at: Place): Values {
  const scope = m.program.facts.get(fn.path)?.scopes[fn.scope];
  if (!scope) return UNKNOWN;
  const key = scopeKey(fn.path, fn.scope);
  if (!m.relevance.scopes.has(key) || !isWorthRunning(m, fn, args))
    return unknown(args.positional.length + args.keywords.size === 0 ? `${key}()` : null);
  if (scope.generator) return [object(allocate(m, { type: "generator", callee: fn, args, at }))];
  const memo = fn.flags.includes("memoized") ? memoKey(m, fn, args) : null;
  const remembered = memo && readAt(m, memo);
  if (remembered) return remembered;
  const answer = m.answers.size > 0 ? m.answers.get(answerKey(m, fn, at)) : undefined;
  if (answer) return answer;
  const worn = wornOut(m, fn, args);
  if (worn.result) return worn.result;
  const frame = activate(m, fn, args, at);
  if (!frame) return UNKNOWN;
  if (memo) writeAt(m, memo, frame.returns.values);
  worn.keep(frame.returns.values);
  return frame.returns.values;
}

/** Runs the body of a function; null where that would lead too deep. */
export function activate(m: Machine, fn: FunctionValue, args: Arguments, at: Place): Frame | null {
  const facts = m.program.facts.get(fn.path);
  const scope = facts?.scopes[fn.scope];
  const outer = m.frames[fn.frame];
  if (!facts || !scope || !outer) return null;
  const key = scopeKey(fn.path, fn.scope);
  const depth = m.active.get(key) ?? 0;
  if (depth >= RECURSION || m.stack.length >= DEPTH || m.exhausted) return null;
  const of = scope.parent === null ? undefined : facts.scopes[scope.parent];
  const method =
    of?.kind === "class" && fn.self
      ? { self: fn.self, of: { kind: "class" as const, path: fn.path, scope: of.id, frame: outer.id } }
      : outer.method;
  const frame = newFrame(m, facts, fn.scope, outer, method);
  m.executed.add(key);
  if (m.process !== 0) m.processes[m.process]?.ran.add(key);
  m.active.set(key, depth + 1);
  m.stack.push({ at, name: `${scope.name}()` });
  runBody(m, frame, scope, fn, args);
  if (m.escapes.length > 0) returnEscapes(m, frame, fn, at);
  m.stack.pop();
  m.active.set(key, depth);
  return frame;
}

function runBody(m: Machine, frame: Frame, scope: Scope, fn: FunctionValue, args: Arguments): void {
  bindParameters(m, frame, scope, fn, args);
  const ended = execute(m, frame, scope.body);
  const ways = [...frame.returns.stores];
  if (ended === "next") {
    ways.push(m.store);
    if (scope.kind !== "lambda") frame.returns.values = join(frame.returns.values, constant(null));
  }
  const [first, ...others] = ways;
  // The process has ended in it, on every way.
  if (ended === "exit" && !first) return;
  m.ended = null;
  if (first) m.store = layer(joinStores([first, ...others]));
}

/** How often one process runs a function at all, and with the same arguments, before the last result stands for more. */
const RUNS = 100;
const SAME_RUNS = 4;

interface Worn {
  readonly result: Values | null;
  readonly keep: (result: Values) => void;
}

/** A function that was run this often has shown what it does: running it once more would only cost time. */
function wornOut(m: Machine, fn: FunctionValue, args: Arguments): Worn {
  const any = `${m.process}|${keyOf({ ...fn, self: null })}`;
  const same = `${any}|${fn.self ? keyOf(fn.self) : ""}|${argumentKey(args)}`;
  const known = m.calls.get(same) ?? { count: 0, last: null };
  const all = m.calls.get(any) ?? { count: 0, last: null };
  if (known.count >= SAME_RUNS && known.last) return { result: known.last, keep: () => {} };
  if (all.count >= RUNS && all.last) return { result: all.last, keep: () => {} };
  return {
    result: null,
    keep: (last) => {
      m.calls.set(same, { count: known.count + 1, last });
      m.calls.set(any, { count: all.count + 1, last });
    },
  };
}

function argumentKey(args: Arguments): string {
  const one = (values: Values) => values.map(keyOf).sort().join("|");
  const named = [...args.keywords].map(([name, arg]) => `${name}=${one(arg.values)}`);
  return [...args.positional.map((arg) => one(arg.values)), ...named, args.open ? "*" : ""].join(",");
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
