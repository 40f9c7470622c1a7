/** What a framework calls at the start of each worker, as the module of the set-up writes it. */
import type { Expression, Scope } from "../../src/code";
import type { ImportRequest, Safety } from "../../src/types";
import type { SetUp } from "./set-up";

export interface Hook {
  readonly safety: Safety;
  /** How the program behaves with it, for the report; `name` is the function of the set-up. */
  readonly note: (name: string) => string;
  /** Above the function, and how it is called. */
  readonly decorators: readonly string[];
  readonly parameters: string;
  /** Lines behind the function that hand it to the framework, indented by four spaces for each level. */
  readonly registration: (name: string) => readonly string[];
  /** `before` is the offset where the function goes. */
  readonly imports: (before: number) => readonly ImportRequest[];
  /** A function of the module that the framework calls already, into which the statements may go. */
  readonly existing: Scope | null;
}

/** The first function of the module, with such a decorator, in which the statements mean what they meant. */
export function extensible(setUp: SetUp, isHook: (decorator: Expression) => boolean): Scope | null {
  const { facts, binds, reads } = setUp;
  for (const statement of facts.scopes[0]?.body ?? []) {
    if (statement.kind !== "function" || !statement.decorators.some(isHook)) continue;
    const scope = facts.scopes[statement.scope];
    const own = new Set([...(scope?.bound ?? []), ...(scope?.globals ?? [])]);
    if (scope && !scope.async && ![...binds, ...reads].some((name) => own.has(name))) return scope;
  }
  return null;
}

/** `signals.worker_process_init.connect`; null for what is no dotted name. */
export function dottedName(e: Expression): string | null {
  if (e.kind === "name") return e.name;
  if (e.kind !== "attribute") return null;
  const owner = dottedName(e.object);
  return owner === null ? null : `${owner}.${e.name}`;
}
