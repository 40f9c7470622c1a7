/** What a JSON value has to be: each shape gives the value in our terms, or throws what is wrong with which part of it. */
import type { JsonPath } from "./document";

/** @throws Mismatch */
export type Shape<T> = (value: unknown, path: JsonPath) => T;

/** A part of a document that is not what it has to be. */
export class Mismatch extends Error {
  readonly path: JsonPath;

  /** `sentence` goes on after the name of the part: `is a string, not a number`. */
  constructor(path: JsonPath, sentence: string) {
    super(`${pathText(path)} ${sentence}`);
    this.path = path;
  }
}

/** `files[0].path` */
export function pathText(path: JsonPath): string {
  if (path.length === 0) return "the document";
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");
}

/** A string of at most so many UTF-16 units. */
export function text(limit: number): Shape<string> {
  return (value, path) => {
    if (typeof value !== "string") throw mismatch(path, "a string", value);
    if (value.length > limit) throw new Mismatch(path, `is too long: ${value.length}, and the limit is ${limit}`);
    return value;
  };
}

/** A string of a certain form. */
export function formed(type: string, pattern: RegExp): Shape<string> {
  return (value, path) => {
    if (typeof value === "string" && pattern.test(value)) return value;
    throw mismatch(path, type, value);
  };
}

/** One of a few values. */
export function oneOf<const Value extends string | number>(values: readonly Value[]): Shape<Value> {
  return (value, path) => {
    const known = values.find((one) => one === value);
    if (known !== undefined) return known;
    throw mismatch(path, values.map((one) => JSON.stringify(one)).join(" or "), value);
  };
}

/** A whole number within limits, both inclusive. */
export function whole(least: number, most: number): Shape<number> {
  return (value, path) => {
    if (typeof value === "number" && Number.isInteger(value) && least <= value && value <= most) return value;
    throw mismatch(path, `a whole number from ${least} to ${most}`, value);
  };
}

/** An array of at most so many. */
export function list<T>(of: Shape<T>, limit: number): Shape<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw mismatch(path, "an array", value);
    if (value.length > limit)
      throw new Mismatch(path, `has too many elements: ${value.length}, and the limit is ${limit}`);
    return value.map((item, index) => of(item, [...path, index]));
  };
}

/** This, or null. */
export function nullable<T>(of: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null ? null : of(value, path));
}

type Fields = Readonly<Record<string, Shape<unknown>>>;

/** An object with all of these keys. It may have others, which are left out: a later version may have added them. */
export function object<F extends Fields>(fields: F): Shape<{ readonly [K in keyof F]: ReturnType<F[K]> }> {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw mismatch(path, "an object", value);
    const entries = Object.entries(fields).map(([key, shape]) => {
      // An own key: what an object inherits was not in the document.
      if (!Object.hasOwn(value, key)) throw new Mismatch([...path, key], "is missing");
      return [key, shape(Reflect.get(value, key), [...path, key])];
    });
    return Object.fromEntries(entries);
  };
}

function mismatch(path: JsonPath, type: string, value: unknown): Mismatch {
  return new Mismatch(path, `is ${type}, not ${shown(value)}`);
}

const SHOWN = 40;

function shown(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const json = JSON.stringify(value);
  return json.length <= SHOWN ? json : `${json.slice(0, SHOWN)}…`;
}
