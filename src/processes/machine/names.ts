/** Names at run time: which frame holds one, by Python's rules. */
import type { Scope } from "../../code";
import { type Frame, type Machine, readAt, variable, writeAt } from "./machine";
import { unknown, type Values } from "./value";

interface NameSets {
  readonly bound: ReadonlySet<string>;
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
}

const sets = new WeakMap<Scope, NameSets>();

function nameSets(frame: Frame): NameSets {
  const scope = scopeOf(frame);
  let found = sets.get(scope);
  if (!found) {
    found = { bound: new Set(scope.bound), globals: new Set(scope.globals), nonlocals: new Set(scope.nonlocals) };
    sets.set(scope, found);
  }
  return found;
}

export function scopeOf(frame: Frame): Scope {
  return frame.facts.scopes[frame.scope] as Scope;
}

export function moduleOf(frame: Frame): Frame {
  let at = frame;
  while (at.outer) at = at.outer;
  return at;
}

/** The frame in which `name`, written in `frame`, is bound. Class frames are invisible from inside their functions. */
function holder(frame: Frame, name: string): Frame {
  let at: Frame | null = frame;
  while (at) {
    const names = nameSets(at);
    if (names.globals.has(name)) return moduleOf(frame);
    const visible = at === frame || scopeOf(at).kind !== "class";
    if (visible && names.bound.has(name) && !names.nonlocals.has(name)) return at;
    at = at.outer;
  }
  return moduleOf(frame);
}

/** The values of a bare name; undefined when nothing in the program binds it (a builtin). */
export function lookup(m: Machine, frame: Frame, name: string): Values | undefined {
  const at = holder(frame, name);
  const found = readAt(m, variable(at, name));
  if (found !== undefined) return found;
  // A class body reads a name that it binds later from the module.
  if (scopeOf(at).kind === "class") return lookup(m, moduleOf(frame), name);
  if (nameSets(at).bound.has(name)) return unknown(at.outer ? null : `${at.facts.path}:${name}`);
  return undefined;
}

export function assign(m: Machine, frame: Frame, name: string, values: Values): void {
  writeAt(m, variable(holder(frame, name), name), values);
}
