/** Readers of values in a configuration file: each gives the value in our terms, or complains. */
import type { TomlValue } from "smol-toml";
import { nearest, suggestion } from "../nearest";
import type { KeyPath } from "./key-lines";
import { isTable } from "./toml-document";

/** Says what is wrong with what stands at a path below the key; the sentence is given the whole path as text. */
export type Complain = (path: KeyPath, sentence: (key: string) => string) => void;

export interface Reader<T> {
  /** `an array of strings` */
  readonly type: string;
  /** Undefined after a complaint. */
  readonly read: (value: TomlValue, complain: Complain) => T | undefined;
}

/** What the type of a value is called. */
function typeOf(value: TomlValue): string {
  if (Array.isArray(value)) return "an array";
  if (value instanceof Date) return "a date";
  if (isTable(value)) return "a table";
  return typeof value === "boolean" ? "true or false" : typeof value === "string" ? "a string" : "a number";
}

function expected(type: string, value: TomlValue): (key: string) => string {
  return is(`${type}, not ${typeOf(value)}`);
}

/** `` `jobs` is a whole number from 1, not 0 `` */
function is(what: string): (key: string) => string {
  return (key) => `\`${key}\` is ${what}`;
}

export const onOrOff: Reader<boolean> = {
  type: "true or false",
  read: (value, complain) => {
    if (typeof value === "boolean") return value;
    complain([], expected("true or false", value));
    return undefined;
  },
};

export const text: Reader<string> = {
  type: "a string",
  read: (value, complain) => {
    if (typeof value === "string" && value !== "") return value;
    complain([], value === "" ? is("empty") : expected("a string", value));
    return undefined;
  },
};

/** A text of a certain form; `parse` gives null for any other. */
export function form<T>(type: string, parse: (value: string) => T | null): Reader<T> {
  return {
    type,
    read: (value, complain) => {
      const parsed = typeof value === "string" ? parse(value) : null;
      if (parsed !== null) return parsed;
      complain([], typeof value === "string" ? is(`${type}, not "${value}"`) : expected(type, value));
      return undefined;
    },
  };
}

/** One of a few words. */
export function word<const Word extends string>(words: readonly Word[]): Reader<Word> {
  const type = `one of ${words.map((one) => `"${one}"`).join(", ")}`;
  return {
    type,
    read: (value, complain) => {
      const known = words.find((one) => one === value);
      if (known !== undefined) return known;
      const isText = typeof value === "string";
      complain([], isText ? is(`${type}, not "${value}"${suggestion(value, words)}`) : expected(type, value));
      return undefined;
    },
  };
}

/** A whole number from `least` on. */
export function count(least: number): Reader<number> {
  const type = `a whole number from ${least}`;
  return {
    type,
    read: (value, complain) => {
      if (typeof value === "number" && Number.isInteger(value) && value >= least) return value;
      complain([], typeof value === "number" ? is(`${type}, not ${value}`) : expected(type, value));
      return undefined;
    },
  };
}

/** An array of what another reader reads. */
export function list<T>(of: Reader<T>, type: string): Reader<readonly T[]> {
  return {
    type,
    read: (value, complain) => {
      if (!Array.isArray(value)) {
        complain([], expected(type, value));
        return undefined;
      }
      return value.flatMap((item, index) => {
        const one = of.read(item, (path, sentence) => complain([index, ...path], sentence));
        return one === undefined ? [] : [one];
      });
    },
  };
}

export const texts: Reader<readonly string[]> = list(text, "an array of strings");

/** A table with keys of the user's. */
export function tableOf<T>(of: Reader<T>, type: string): Reader<ReadonlyMap<string, T>> {
  return {
    type,
    read: (value, complain) => {
      if (!isTable(value)) {
        complain([], expected(type, value));
        return undefined;
      }
      const entries = Object.entries(value).flatMap(([key, item]) => {
        const one = of.read(item, (path, sentence) => complain([key, ...path], sentence));
        return one === undefined ? [] : [[key, one] as const];
      });
      return new Map(entries);
    },
  };
}

/** The readers of the keys that a table may have. */
export type Fields = Readonly<Record<string, Reader<unknown>>>;

/** What reading a table gives: only the keys that are there. */
export type Read<F extends Fields> = { readonly [K in keyof F]?: F[K] extends Reader<infer T> ? T : never };

/** A table with some keys and no others. */
export function record<F extends Fields>(fields: F, type: string): Reader<Read<F>> {
  return {
    type,
    read: (value, complain) => {
      if (isTable(value)) return readFields(value, fields, complain) as Read<F>;
      complain([], expected(type, value));
      return undefined;
    },
  };
}

function readFields(table: object, fields: Fields, complain: Complain): Readonly<Record<string, unknown>> {
  const entries = Object.entries(table).flatMap(([key, item]: [string, TomlValue]) => {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined) {
      complain([key], (name) => `unknown key \`${name}\`${hint(key, Object.keys(fields))}`);
      return [];
    }
    const one = field.read(item, (path, sentence) => complain([key, ...path], sentence));
    return one === undefined ? [] : [[key, one] as const];
  });
  return Object.fromEntries(entries);
}

function hint(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near === null ? "" : `; did you mean \`${near}\`?`;
}
