/** What the forges have in common in how they are asked. */
import type { Shape } from "../../host/json/shape";
import { ForgeError } from "./forge";
import type { Http, HttpCall, NextPage } from "./http";
import { read } from "./read";

/** An API by what its answers have to be. */
export interface Api {
  readonly get: <T>(path: string, shape: Shape<T>, query?: HttpCall["query"]) => Promise<T>;
  readonly send: <T>(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body: unknown,
    shape: Shape<T>,
  ) => Promise<T>;
  /** All items of a list that comes in pages. */
  readonly all: <T>(path: string, shape: Shape<T>, query?: HttpCall["query"]) => AsyncIterable<T>;
}

/** @param page the query that asks for as many items at a time as the forge gives. */
export function apiOf(http: Http, next: NextPage, page: HttpCall["query"]): Api {
  const asked = async <T>(call: HttpCall, shape: Shape<T>) => read(call, (await http.call(call)).content, shape);
  return {
    get: (path, shape, query = {}) => asked({ method: "GET", path, query }, shape),
    send: (method, path, body, shape) => asked({ method, path, body }, shape),
    async *all(path, shape, query = {}) {
      const call: HttpCall = { method: "GET", path, query: { ...page, ...query } };
      for await (const item of http.pages(call, next)) yield read(call, item, shape);
    },
  };
}

/** Whatever was answered: for calls whose answer nobody needs. */
export const anything: Shape<unknown> = (value) => value;

/** What is asked for, or a value in its place where it is not there. */
export async function missingAs<T>(value: T, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ForgeError && error.failure.kind === "missing") return value;
    throw error;
  }
}

export async function* mapped<A, B>(items: AsyncIterable<A>, map: (item: A) => B): AsyncIterable<B> {
  for await (const item of items) yield map(item);
}

export async function collected<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A name with slashes as a part of a path. */
export function segments(name: string): string {
  return name.split("/").map(encodeURIComponent).join("/");
}

/** Asks once, and again only after a failure. */
export function remembered<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}

/** A fence that no run of ticks in the text ends. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
}
