/**
 * What a long program is spared (src/processes/machine/thrift.ts) changes nothing that is found: every case of the
 * fixtures is followed with it from the first step on, and without it.
 */
import { analyse } from "../src/analyse";
import { deployedVariables, launchersIn } from "../src/deployment/index";
import { createModels } from "../src/models/models";
import { buildTree } from "../src/processes/build";
import { loadParser } from "../src/python/parser";
import { findingsOf } from "../src/rules/findings";
import { loadCases, type Tree } from "./fixtures/case";
import { filesOf, optionsOf } from "./fixtures/options";

async function follow(tree: Tree) {
  const files = filesOf(tree);
  const options = optionsOf(tree);
  const { program } = analyse(files, options, await loadParser(), new Map());
  const deployment = { variables: deployedVariables(files), launchers: launchersIn(files) };
  const names = { facts: (path: string) => program.facts.get(path) ?? null, options };
  return (patience: number) => {
    const tree = buildTree(program, createModels(options.models), options, deployment, undefined, patience);
    // How a repair could look like may depend on what was not run: an address, a decorator.
    const found = findingsOf(tree, names).map(({ rule, severity, at, fork }) => ({
      rule,
      severity,
      at,
      fork: fork?.at,
    }));
    return { found, processes: tree.programs.map(({ processes }) => processes.length) };
  };
}

test.each(loadCases())("$name is the same as a part of a long program", async ({ input }) => {
  const followed = await follow(input);
  expect(followed(0)).toEqual(followed(Number.POSITIVE_INFINITY));
});
