/**
 * Abstract values: what an expression may be when the program runs. A `Values` is a small set; the
 * empty one means that evaluation does not get there (a lookup that raises, a function that never returns).
 */

export type Value =
  | { readonly kind: "constant"; readonly value: string | number | boolean | null }
  /** A string that is known only by where it comes from; equal keys are equal strings. */
  | { readonly kind: "text"; readonly key: string }
  /** `os.getpid()` in that process. */
  | { readonly kind: "pid"; readonly process: number }
  /** What `os.fork()` answers in the parent: a number that is not 0. */
  | { readonly kind: "child-pid" }
  | { readonly kind: "module"; readonly path: string }
  | { readonly kind: "namespace"; readonly folder: string; readonly name: string }
  /** A dotted name outside the program; `name()` is what calling it gave. */
  | { readonly kind: "outside"; readonly name: string }
  | FunctionValue
  | ClassValue
  /** Something on the machine's heap. */
  | { readonly kind: "object"; readonly id: number }
  /** A method that the machine itself implements: `[].append`, `process.start`, `getter.cache_clear`. */
  | { readonly kind: "method"; readonly of: Value; readonly name: string }
  /** Anything. An origin makes two unknowns comparable: the same origin is the same value. */
  | { readonly kind: "unknown"; readonly origin: string | null };

export interface FunctionValue {
  readonly kind: "function";
  readonly path: string;
  readonly scope: number;
  /** The frame in which it was defined; for names that it captures. */
  readonly frame: number;
  readonly self: Value | null;
  readonly flags: readonly FunctionFlag[];
}

export type FunctionFlag = "static" | "class" | "property" | "cached-property" | "memoized";

export interface ClassValue {
  readonly kind: "class";
  readonly path: string;
  readonly scope: number;
  readonly frame: number;
}

export type Values = readonly Value[];

export const NOTHING: Values = [];
export const UNKNOWN: Values = [{ kind: "unknown", origin: null }];
export const NONE: Values = [{ kind: "constant", value: null }];

/** More values than this for one expression are as good as unknown. */
const LIMIT = 24;

export function constant(value: string | number | boolean | null): Values {
  return [{ kind: "constant", value }];
}

export function unknown(origin: string | null): Values {
  return origin === null ? UNKNOWN : [{ kind: "unknown", origin: origin.length > 200 ? null : origin }];
}

export function object(id: number): Value {
  return { kind: "object", id };
}

/** Equal keys are equal values. */
export function keyOf(value: Value): string {
  switch (value.kind) {
    case "constant":
      return `${typeof value.value}:${value.value}`;
    case "text":
      return `text:${value.key}`;
    case "pid":
      return `pid:${value.process}`;
    case "module":
      return `module:${value.path}`;
    case "namespace":
      return `namespace:${value.folder}`;
    case "outside":
      return `outside:${value.name}`;
    case "function":
      return `function:${value.path}#${value.scope}@${value.frame}${value.self ? `(${keyOf(value.self)})` : ""}`;
    case "class":
      return `class:${value.path}#${value.scope}@${value.frame}`;
    case "object":
      return `object:${value.id}`;
    case "method":
      return `method:${keyOf(value.of)}.${value.name}`;
    case "unknown":
      return `unknown:${value.origin ?? ""}`;
    case "child-pid":
      return "child-pid";
  }
}

export function join(a: Values, b: Values): Values {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const seen = new Map<string, Value>();
  for (const value of a) seen.set(keyOf(value), value);
  const size = seen.size;
  for (const value of b) seen.set(keyOf(value), value);
  if (seen.size === size) return a;
  const all = [...seen.values()];
  return all.length <= LIMIT ? all : [...all.slice(0, LIMIT), ...UNKNOWN];
}

export function joinAll(sets: Iterable<Values>): Values {
  let all = NOTHING;
  for (const set of sets) all = join(all, set);
  return all;
}

export function sameValues(a: Values, b: Values): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  const keys = new Set(a.map(keyOf));
  return b.every((value) => keys.has(keyOf(value)));
}

/** The only value if it is a string. */
export function textOf(values: Values): string | null {
  const only = values.length === 1 ? values[0] : undefined;
  return only?.kind === "constant" && typeof only.value === "string" ? only.value : null;
}

/**
 * A form of the value that is equal for equal values of the running program, or null. It keys dicts and
 * tells whether two channels have one target.
 */
export function identityOf(values: Values): string | null {
  const only = values.length === 1 ? values[0] : undefined;
  if (!only || (only.kind === "unknown" && only.origin === null)) return null;
  return keyOf(only);
}
