import type { Edit } from "../types";
import type { Bundle } from "./bundle";
import { bank, before, bundle, stock } from "./bundle.test-data";
import { compose } from "./compose";

/** What lands where only these files may be touched, as text. */
function landed(paths: readonly string[], of: Bundle = bundle) {
  const present = paths.map((path) => [
    path,
    { text: before[path] ?? "", encode: (text: string) => Buffer.from(text) },
  ]);
  const { after, fixes, unfit } = compose(of, new Map(present as []));
  return { files: Object.fromEntries([...after].map(([path, bytes]) => [path, bytes.toString()])), fixes, unfit };
}

test("everything is as the bundle says", () => {
  expect(landed(["clients.py", "main.py"])).toEqual({
    files: { "clients.py": bundle.files[0]?.after.data, "main.py": bundle.files[1]?.after.data },
    fixes: [0, 1],
    unfit: [],
  });
});

test("a fix that touches a file that is refused is left out whole, and the others land", () => {
  expect(landed(["clients.py"])).toEqual({
    files: { "clients.py": "import os\nSTOCK = stock()\nBANK = lazy(bank)\n" },
    fixes: [1],
    unfit: [],
  });
  expect(landed(["main.py"])).toEqual({ files: {}, fixes: [], unfit: [] });
});

test("fixes that only together make a file what it becomes do not land in part of it", () => {
  const edits: readonly Edit[] = [{ path: "clients.py", span: { start: 0, end: 0 }, text: "import sys\n" }];
  const third = { ...bank, edits };
  expect(landed(["clients.py", "main.py"], { ...bundle, fixes: [stock, bank, third] }).fixes).toEqual([0, 1, 2]);
  expect(landed(["clients.py"], { ...bundle, fixes: [stock, bank, third] })).toMatchObject({ fixes: [1] });
});

test.each([
  ["beyond the end", [{ path: "clients.py", span: { start: 5, end: 500 }, text: "" }]],
  [
    "over each other",
    [
      { path: "clients.py", span: { start: 0, end: 5 }, text: "" },
      { path: "clients.py", span: { start: 3, end: 8 }, text: "" },
    ],
  ],
])("edits that reach %s land nowhere", (_what, edits) => {
  expect(landed(["clients.py"], { ...bundle, fixes: [stock, { ...bank, edits }] })).toEqual({
    files: {},
    fixes: [],
    unfit: ["clients.py"],
  });
});
