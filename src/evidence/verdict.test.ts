import { renderTrials, type Trial, trialOf, verdictOf } from "./verdict";

const right: Trial = { form: "before", run: 1, status: 0, hung: false, crossed: [], output: "" };
const after: Trial = { ...right, form: "after" };

test.each([
  ["proved", [{ ...right, status: 1 }, after]],
  ["proved", [right, { ...right, hung: true }, after]],
  ["proved", [{ ...right, crossed: ["GFF101"] }, after]],
  ["not-cured", [{ ...right, status: 1 }, after, { ...after, status: 1 }]],
  ["not-cured", [right, { ...after, crossed: ["GFF103"] }]],
  ["not-shown", [right, after]],
] as const)("%s: %#", (verdict, trials) => {
  expect(verdictOf(trials)).toBe(verdict);
});

test("a run that was right keeps no output", () => {
  const evidence = { processes: [], crossings: [], things: 1, faults: [] };
  const outcome = { status: 0, end: "own" as const, isKilled: false, events: [] };
  expect(trialOf("after", 2, { outcome, evidence, output: "sold" })).toEqual({ ...after, run: 2 });
  const hung = trialOf("after", 2, { outcome: { ...outcome, end: "time", status: 143 }, evidence, output: "sold" });
  expect(hung).toEqual({ ...after, run: 2, hung: true, status: 143, output: "sold" });
});

test("what a repaired form printed is shown where it fails", () => {
  const trials = [
    { ...right, status: 1, output: "UNAVAILABLE" },
    { ...after, status: 2, output: "no such\nfile\n" },
  ];
  expect(renderTrials(trials, "not-cured")).toBe(`before  run 1  ended with status 1
after   run 1  ended with status 2
          no such
          file
Not cured: only 0 of 1 runs are right after the repair.
`);
});
