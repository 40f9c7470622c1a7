/** What a framework collects and runs: functions, and methods of classes, by their names, with the fixtures that they ask for. */
import type { Scope } from "../code";
import type { Collection } from "../models/model";
import { namePattern } from "../models/name-pattern";
import { findMember } from "./machine/attributes";
import { callAll } from "./machine/calls";
import { bare } from "./machine/classes";
import { iterate } from "./machine/evaluate";
import {
  ANY_ARGUMENTS,
  type Arguments,
  type ArgumentValue,
  type CallSite,
  heapOf,
  type Machine,
  readAt,
  variable,
} from "./machine/machine";
import { type FunctionValue, joinAll, NOTHING, type Values } from "./machine/value";
import { isFixtureMark } from "./relevance-fixtures";

/** Runs those of the file of `site`; fixtures are looked for there, and in the files that were imported with it. */
export function runCollected(
  m: Machine,
  { functions, classes }: Collection,
  beside: readonly string[],
  site: CallSite,
): void {
  const isFunction = namePattern(functions);
  const isClass = namePattern(classes);
  const { facts } = site.frame;
  const paths = [facts.path, ...beside.toReversed()];
  const run = (one: FunctionValue) => {
    const scope = m.program.facts.get(one.path)?.scopes[one.scope];
    callAll(m, [one], { ...site, args: scope ? fixturesOf(m, scope, paths, site) : ANY_ARGUMENTS });
    m.ended = null;
  };
  for (const { id, kind, name, parent } of facts.scopes) {
    if (parent !== 0 || !(kind === "function" ? isFunction : isClass).test(name)) continue;
    for (const value of readAt(m, variable(site.frame, name)) ?? NOTHING) {
      if (value.kind === "function") run(value);
      if (value.kind !== "class") continue;
      const self = bare(m, value, site.place);
      const methods = facts.scopes.filter((inner) => inner.parent === id && inner.kind === "function");
      for (const method of methods.filter((inner) => isFunction.test(inner.name)))
        for (const found of findMember(m, value, method.name) ?? NOTHING)
          if (found.kind === "function") run({ ...found, self });
    }
  }
}

/** Each argument is what the fixture of its name gives. */
function fixturesOf(m: Machine, { parameters }: Scope, paths: readonly string[], site: CallSite): Arguments {
  const keywords = new Map<string, ArgumentValue>();
  for (const { name } of parameters) {
    const fixture = paths.map((path) => fixtureIn(m, path, name)).find((found) => found.length > 0);
    if (!fixture) continue;
    const given = callAll(m, fixture, { ...site, args: ANY_ARGUMENTS });
    const isGenerator = (values: Values) => values.some((value) => heapOf(m, value)?.type === "generator");
    const values = isGenerator(given) ? joinAll(given.map((value) => iterate(m, value))) : given;
    keywords.set(name, { values, expression: null });
  }
  return { ...ANY_ARGUMENTS, keywords };
}

function fixtureIn(m: Machine, path: string, name: string): Values {
  const frame = m.moduleFrames.get(path);
  const isFixture = frame?.facts.scopes[0]?.body.some(
    (statement) =>
      statement.kind === "function" &&
      frame.facts.scopes[statement.scope]?.name === name &&
      statement.decorators.some(isFixtureMark),
  );
  return (isFixture && frame && readAt(m, variable(frame, name))) || NOTHING;
}
