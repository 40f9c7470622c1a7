import { repairsOf } from "./repairs";
import { resultOf } from "./shop.test-data";
import { lazily, lazyChanges, unusual, unusualDecisions } from "./unusual.test-data";

test("a repair is by file, and turns the text before into the text after", () => {
  const repairOf = repairsOf(unusual);
  const [unsafe, safe] = unusualDecisions.map(repairOf);
  expect(unsafe).toBeNull();
  expect(safe?.decisions).toEqual([unusualDecisions[1]]);
  expect(safe?.files.map(({ path, before, after }) => ({ path, before, after }))).toEqual(lazyChanges.toReversed());
});

test("two repairs of one finding are one, and an import that both need is there once", () => {
  const [first] = unusualDecisions;
  const suffix = { path: "app/main.py", span: { start: 6, end: 6 }, text: " " };
  const twice = [
    { ...lazily, decisions: [0, 1] },
    { ...lazily, decisions: [0], edits: [...lazily.edits.slice(0, 1), suffix] },
  ];
  const result = resultOf(unusualDecisions, { changes: lazyChanges, repairs: twice });
  const repair = first && repairsOf(result)(first);
  expect(repair?.files.map(({ path, edits }) => [path, edits.length])).toEqual([
    ["app/clients.py", 2],
    ["app/main.py", 2],
  ]);
  expect(repair?.decisions).toHaveLength(2);
});

test("edits that touch are one", () => {
  const insertion = (text: string) => ({ path: "app/main.py", span: { start: 0, end: 0 }, text });
  const edits = [insertion("import os\n"), insertion("os.fork()\n"), { ...insertion(""), span: { start: 0, end: 6 } }];
  const result = resultOf(unusualDecisions, { changes: lazyChanges, repairs: [{ ...lazily, edits }] });
  const [file] = (unusualDecisions[1] && repairsOf(result)(unusualDecisions[1]))?.files ?? [];
  expect(file?.edits).toEqual([{ path: "app/main.py", span: { start: 0, end: 6 }, text: "import os\nos.fork()\n" }]);
  expect(file?.after).toMatch(/^import os\nos\.fork\(\)\n multiprocessing/);
});
