/**
 * Runs every case of `__testfixtures__`: what is found, what it becomes, and that this is all.
 *
 * `RECORD=1 npx jest test/fixtures.test.ts` writes the outputs instead of comparing them; review them with `git diff`.
 * `-t pool/` runs the cases of one topic.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../src/run";
import type { Decision, Result } from "../src/types";
import { type Case, loadCases, type Tree, withCrlf } from "./fixtures/case";
import { compare, expectationsOf } from "./fixtures/expectation";
import { filesOf, optionsOf } from "./fixtures/options";
import { syntaxErrors } from "./fixtures/python";

const cases = loadCases();
const repaired = cases.filter((fixture) => fixture.output !== null);
const record = process.env.RECORD === "1";

const runTree = (tree: Tree): Promise<Result> => run(filesOf(tree), optionsOf(tree));

/** The tree after the changes of a run. */
function applied(tree: Tree, result: Result): Tree {
  const after = new Map(tree);
  for (const change of result.changes) {
    expect(change.before).toBe(tree.get(change.path));
    after.set(change.path, change.after);
  }
  return after;
}

function recordOutput(fixture: Case, result: Result): void {
  rmSync(fixture.outputPath, { recursive: true, force: true });
  if (result.changes.length === 0) return;
  for (const [path, text] of applied(fixture.input, result)) {
    const file = fixture.outputPath.endsWith(".py") ? fixture.outputPath : join(fixture.outputPath, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

const identity = ({ finding }: Decision): string => `${finding.rule} ${finding.fingerprint}`;
const isApplied = ({ fix }: Decision, tree: Tree): boolean =>
  fix.status === "safe" || (fix.status === "unsafe" && optionsOf(tree).unsafeFixes);

test("there are cases, and most of them are about what is no problem", () => {
  const silent = cases.filter((fixture) => expectationsOf(fixture.input).length === 0);
  expect(cases.length).toBeGreaterThan(200);
  expect(silent.length).toBeGreaterThan(cases.length / 2);
});

describe.each(cases)("$name", (fixture) => {
  test("is found as its comments say", async () => {
    const { found, expected } = compare(fixture, (await runTree(fixture.input)).decisions);
    expect(found).toEqual(expected);
  });

  test(fixture.output === null ? "is not changed" : "becomes its output", async () => {
    const result = await runTree(fixture.input);
    if (record) return recordOutput(fixture, result);
    expect(Object.fromEntries(applied(fixture.input, result))).toEqual(
      Object.fromEntries(fixture.output ?? fixture.input),
    );
  });
});

for (const fixture of repaired) {
  const output = fixture.output ?? fixture.input;

  test(`${fixture.name} needs no second run`, async () => {
    const first = await runTree(fixture.input);
    const second = await runTree(output);
    expect(second.changes).toEqual([]);
    const left = first.decisions.filter((decision) => !isApplied(decision, fixture.input));
    expect(second.decisions.map(identity).sort()).toEqual(left.map(identity).sort());
  });

  test(`${fixture.name} keeps CRLF line ends`, async () => {
    const input = withCrlf(fixture.input);
    const after = applied(input, await runTree(input));
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(withCrlf(output)));
  });
}

test("inputs and outputs compile with a real Python", () => {
  const texts = cases.flatMap((fixture) => [
    ...[...fixture.input].map(([path, text]) => [`${fixture.name}.input/${path}`, text] as const),
    ...[...(fixture.output ?? [])].map(([path, text]) => [`${fixture.name}.output/${path}`, text] as const),
  ]);
  const errors = syntaxErrors(new Map(texts.filter(([name]) => name.endsWith(".py"))));
  if (errors === null) return console.warn("No python3 here: the fixtures were not compiled.");
  const wellFormed = Object.fromEntries(Object.entries(errors).filter(([name]) => !name.startsWith("syntax/")));
  expect(wellFormed).toEqual({});
});
