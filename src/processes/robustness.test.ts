import fc from "fast-check";
import { loadCases, type Tree } from "../../test/fixtures/case";
import { type Analysis, analyse } from "../analyse";
import { loadParser, type Parser } from "../python/parser";
import type { Files } from "../types";
import { filesOf, options } from "./program.test-data";

const cases = loadCases();
let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

const analyseFiles = (files: Files): Analysis => analyse(files, options, parser, new Map());

/** A change to the lines of a file; the numbers are taken modulo their count. */
type Mutation = readonly [kind: "delete" | "double" | "swap" | "indent", line: number, other: number];

const mutations = fc.array(
  fc.tuple(fc.constantFrom("delete", "double", "swap", "indent" as const), fc.nat(200), fc.nat(200)),
  { minLength: 1, maxLength: 6 },
) as fc.Arbitrary<readonly Mutation[]>;

function mutate(text: string, [kind, at, to]: Mutation): string {
  const lines = text.split("\n");
  const [line, other] = [at % lines.length, to % lines.length];
  const [one = "", two = ""] = [lines[line], lines[other]];
  if (kind === "delete") lines.splice(line, 1);
  if (kind === "double") lines.splice(line, 0, one);
  if (kind === "indent") lines[line] = `    ${one}`;
  if (kind === "swap") {
    lines[line] = two;
    lines[other] = one;
  }
  return lines.join("\n");
}

/** The fixtures with a few of their lines in disorder. */
const programs: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .tuple(fc.constantFrom(...cases), fc.nat(100), mutations)
  .map(([{ input }, which, changes]) => {
    const texts = Object.fromEntries(input);
    const path = Object.keys(texts)[which % input.size] as string;
    return { ...texts, [path]: changes.reduce(mutate, texts[path] as string) };
  });

test("no program makes the analysis fail", () => {
  fc.assert(
    fc.property(programs, (texts) => {
      const { findings } = analyseFiles(filesOf(texts));
      for (const { at, fork, trace } of findings) {
        for (const place of [at, ...(fork ? [fork.at] : []), ...trace.map((step) => step.at)]) {
          const text = texts[place.path];
          expect(text).toBeDefined();
          expect(place.span.start).toBeLessThanOrEqual(place.span.end);
          expect(place.span.end).toBeLessThanOrEqual((text as string).length);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test("the same program gives the same findings, in whatever order its files are read", () => {
  fc.assert(
    fc.property(programs, (texts) => {
      const files = filesOf(texts);
      const first = analyseFiles(files);
      expect(analyseFiles(files).findings).toEqual(first.findings);
      expect(analyseFiles({ ...files, paths: files.paths.toReversed() }).findings).toEqual(first.findings);
    }),
    { numRuns: 60 },
  );
});

test("all fixtures in one tree give what each gives alone", () => {
  const several = cases.filter((fixture) => fixture.input.size === 1).slice(0, 40);
  const alone = several.flatMap(({ input }, index) => named(input, index));
  const together = named(new Map(several.flatMap(({ input }, index) => [...moved(input, index)])), null);
  expect(together.sort()).toEqual(alone.sort());
});

/** A tree of one file, in a folder of its own. */
function moved(input: Tree, index: number): Tree {
  return new Map([...input].map(([path, text]) => [`case${index}/${path}`, text]));
}

function named(input: Tree, index: number | null): string[] {
  const tree = index === null ? input : moved(input, index);
  return analyseFiles(filesOf(Object.fromEntries(tree))).findings.map(
    ({ rule, severity, at }) => `${at.path} ${at.span.start} ${rule} ${severity}`,
  );
}

test("a program that is too large to follow is said to be so, and what was found of it is kept", () => {
  const filler = Array.from({ length: 30 }, (_, line) => `    kept = [stub, x, ${line}]`).join("\n");
  const functions = Array.from(
    { length: 200 },
    (_, n) => `def f${n}(x):\n${filler}\n    f${n + 1}(x + "a")\n    f${n + 1}(x + "b")\n`,
  );
  const small = `
import grpc
from multiprocessing import Process
from shop_pb2_grpc import StockStub
stub = StockStub(grpc.insecure_channel("stock:50051"))
def work():
    stub.Count(b"")
Process(target=work).start()
`;
  const large = `${small}\ndef f200(x):\n    pass\n${functions.reverse().join("")}\nf0("")\n`;
  const { findings, notices } = analyseFiles(filesOf({ "large.py": large, "small.py": small }));
  expect(notices).toMatchObject([{ code: "analysis-budget", path: "large.py" }]);
  expect(findings.map(({ rule, at }) => `${at.path} ${rule}`)).toEqual(["large.py GFF101", "small.py GFF101"]);
});
