/** `def` and `class`: the values that they bind, decorators included. */
import type { Definition, Expression, Scope, Statement } from "../../code";
import { callOne, defaultKey } from "./calls";
import { evaluate, evaluateArguments } from "./evaluate";
import { execute } from "./execute";
import { forkCall } from "./fork-calls";
import {
  type CallSite,
  type Frame,
  heapOf,
  type Machine,
  member,
  newFrame,
  placeOf,
  readAt,
  variable,
  writeAt,
} from "./machine";
import { assign } from "./names";
import { hand } from "./outside";
import { type ClassValue, type FunctionFlag, type FunctionValue, UNKNOWN, type Value, type Values } from "./value";

/** Decorators that only set how a function is called. */
const FLAGS: Readonly<Record<string, FunctionFlag>> = {
  "builtins.staticmethod": "static",
  "builtins.classmethod": "class",
  "builtins.property": "property",
  "functools.cached_property": "cached-property",
  "functools.lru_cache": "memoized",
  "functools.lru_cache()": "memoized",
  "functools.cache": "memoized",
};

/** A generator function is its own context manager here. */
const AS_IT_IS: ReadonlySet<string> = new Set(["contextlib.contextmanager", "contextlib.asynccontextmanager"]);

export function defineFunction(m: Machine, frame: Frame, s: Definition): void {
  const scope = frame.facts.scopes[s.scope] as Scope;
  const fn: FunctionValue = {
    kind: "function",
    path: frame.facts.path,
    scope: s.scope,
    frame: frame.id,
    self: null,
    flags: [],
  };
  for (const parameter of scope.parameters) {
    if (parameter.default) writeAt(m, defaultKey(fn, parameter.name), evaluate(m, frame, parameter.default));
  }
  let values: Values = [fn];
  for (const decorator of [...s.decorators].reverse()) values = decorate(m, frame, decorator, values);
  assign(m, frame, scope.name, values);
}

function decorate(m: Machine, frame: Frame, decorator: Expression, values: Values): Values {
  const found = evaluate(m, frame, decorator);
  const setter = decorator.kind === "attribute" && ["setter", "deleter", "getter"].includes(decorator.name);
  if (setter) {
    const earlier = evaluate(m, frame, decorator.object);
    return earlier.length > 0 ? earlier : values;
  }
  const result = found.flatMap((value): Values => {
    if (value.kind === "outside") return decorateOutside(m, frame, decorator, value.name, values);
    if (value.kind !== "function" && value.kind !== "class" && value.kind !== "object") return values;
    const given = callOne(m, value, siteOf(frame, decorator, values));
    // A decorator that the analysis could not follow is taken to give the function back.
    return given.length > 0 && given.every((one) => one.kind !== "unknown" && one.kind !== "outside") ? given : values;
  });
  return result.length > 0 ? result : values;
}

function siteOf(frame: Frame, decorator: Expression, values: Values): CallSite {
  const args = { positional: [{ values, expression: null }], keywords: new Map(), open: false };
  return { frame, place: placeOf(frame, decorator), args };
}

function decorateOutside(m: Machine, frame: Frame, decorator: Expression, name: string, values: Values): Values {
  const flag = FLAGS[name];
  if (flag)
    return values.map((value) => (value.kind === "function" ? { ...value, flags: [...value.flags, flag] } : value));
  if (isStandIn(name)) return UNKNOWN;
  // A framework keeps the function and calls it some day: a route, a task, a command.
  if (AS_IT_IS.has(name)) return values;
  const plain = name.replace(/\(\)$/, "");
  // What is called later under the name of the function is the library's object: it forks.
  if (m.models.forkCall(plain)?.methods?.includes("__call__")) {
    const made = forkCall(m, plain, siteOf(frame, decorator, values));
    if (made) return made;
  }
  if (m.models.guard(plain) !== "inert" || m.models.application(plain)) hand(m, name, siteOf(frame, decorator, values));
  return m.models.putsOff(plain) ? [{ kind: "outside", name: `${plain}()()` }] : values;
}

/** Whether the function is run with something else in the place of what it calls. What it does then, the program does not. */
function isStandIn(name: string): boolean {
  return /^(unittest\.)?mock\.patch(\.(object|multiple))?\(\)$/.test(name);
}

export function defineClass(m: Machine, frame: Frame, s: Definition): void {
  const scope = frame.facts.scopes[s.scope] as Scope;
  const of: ClassValue = { kind: "class", path: frame.facts.path, scope: s.scope, frame: frame.id };
  const args = evaluateArguments(m, frame, s.bases);
  const bases = args.positional.flatMap((arg) => arg.values.map((value) => baseOf(m, value)));
  writeAt(m, member(of, "<bases>"), bases);
  const meta = args.keywords.get("metaclass");
  if (meta) writeAt(m, member(of, "<metaclass>"), meta.values);
  const inner = newFrame(m, frame.facts, s.scope, frame);
  execute(m, inner, scope.body);
  for (const name of scope.bound) {
    const values = readAt(m, variable(inner, name));
    if (values) writeAt(m, member(of, name), reframe(values, inner, frame));
  }
  noteFactories(m, inner, of, scope.body);
  assign(m, frame, scope.name, [of]);
  for (const decorator of s.decorators) evaluate(m, frame, decorator);
}

/** Methods see the names around the class, not those in it; their class is found by the frame around it. */
function reframe(values: Values, inner: Frame, outer: Frame): Values {
  return values.map((value) =>
    value.kind === "function" && value.frame === inner.id ? { ...value, frame: outer.id } : value,
  );
}

/** A base such as `context.Process` is named by what it does: `multiprocessing.context.SpawnProcess`. */
function baseOf(m: Machine, value: Value): Value {
  if (value.kind !== "method") return value;
  const context = heapOf(m, value.of);
  if (context?.type !== "context") return value;
  const prefix = { fork: "Fork", spawn: "Spawn", forkserver: "ForkServer", main: "", unknown: "" }[context.method];
  return { kind: "outside", name: `${context.family}.context.${prefix}${value.name}` };
}

/** `field(default_factory=f)` of a dataclass. */
function noteFactories(m: Machine, inner: Frame, of: ClassValue, body: readonly Statement[]): void {
  for (const statement of body) {
    if (statement.kind !== "assign" || !statement.annotation || statement.value?.kind !== "call") continue;
    const [target] = statement.targets;
    const factory = statement.value.arguments.find((arg) => arg.name === "default_factory");
    if (target?.kind === "name" && factory) {
      writeAt(m, member(of, `${target.name}<factory>`), evaluate(m, inner, factory.value));
    }
  }
}
