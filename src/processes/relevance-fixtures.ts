/** Fixtures: a framework that collects functions gives each argument what the fixture of its name gives. */
import type { Expression } from "../code";
import type { Program } from "../types";
import { draw, type OpenGraph } from "./taint-graph";

/** Arrows from each fixture to the parameters of its name, in whatever file: a fixture may come from a plugin of the project. */
export function fixtureArrows({ facts }: Program, { arrows, nodes }: OpenGraph): void {
  const fixtures = new Map<string, string[]>();
  for (const { path, scopes } of facts.values()) {
    for (const statement of scopes[0]?.body ?? []) {
      if (statement.kind !== "function" || !statement.decorators.some(isFixtureMark)) continue;
      const name = scopes[statement.scope]?.name ?? "";
      fixtures.set(name, [...(fixtures.get(name) ?? []), `N:${path}:${name}`]);
    }
  }
  if (fixtures.size === 0) return;
  for (const { path, scopes } of facts.values()) {
    for (const { id, parameters } of scopes) {
      for (const { name } of parameters) {
        for (const node of fixtures.get(name) ?? []) {
          draw(arrows, node, `L:${path}#${id}:${name}`, nodes);
        }
      }
    }
  }
}

/** `@pytest.fixture`, `@fixture(scope="session")` */
export function isFixtureMark(decorator: Expression): boolean {
  const named = decorator.kind === "call" ? decorator.callee : decorator;
  return (named.kind === "attribute" || named.kind === "name") && named.name === "fixture";
}
