import fc from "fast-check";
import { bank, bundle } from "./bundle.test-data";
import { readBundle } from "./read-bundle";

function read(value: unknown) {
  return readBundle(JSON.stringify(value), "fixes.json");
}

const [clients, main] = bundle.files;

/** The bundle with something else at a path of keys. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(bundle));
  const last = path.at(-1) ?? "";
  const holder = path.slice(0, -1).reduce((part, key) => part[key], copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

test("what was written is read", () => {
  expect(read(bundle)).toEqual(bundle);
  expect(read({ ...bundle, base: null, later: 1 })).toEqual({ ...bundle, base: null });
});

test.each([
  [["version"], 2, "version is 1, not 2"],
  [["tool", "name"], "other", 'tool.name is "grpc-fork-fix", not "other"'],
  [["base"], "main", 'base is a commit, not "main"'],
  [["files"], undefined, "files is missing"],
  [["files", 0, "path"], "", "files[0].path is a path"],
  [["files", 0, "mode"], "120000", 'files[0].mode is "100644" or "100755", not "120000"'],
  [["files", 1, "before"], "0".repeat(63), "files[1].before is a SHA-256 in hexadecimal"],
  [["files", 1, "after"], { encoding: "base64", data: "a b" }, "files[1].after.data is not base64"],
  [["files", 1, "after"], { encoding: "latin1", data: "" }, 'files[1].after.encoding is "utf-8" or "base64"'],
  [["files", 1], clients, "files[1].path stands there twice"],
  [["fixes"], [bank], "files[1].path is edited by none of the fixes"],
  [["fixes", 0, "transform"], "../evil", "fixes[0].transform is the name of a transform"],
  [["fixes", 0, "safety"], "sure", 'fixes[0].safety is "safe" or "unsafe"'],
  [["fixes", 0, "findings", 0, "rule"], "F401", "fixes[0].findings[0].rule is the code of a rule"],
  [["fixes", 0, "edits", 1, "path"], "other.py", "fixes[0].edits[1].path is none of the files"],
  [["fixes", 0, "edits", 1, "span"], { start: 9, end: 3 }, "fixes[0].edits[1].span ends before it starts"],
  [["fixes", 0, "edits", 1, "span"], { start: -1, end: 3 }, "fixes[0].edits[1].span.start is a whole number"],
  [["fixes", 0, "edits"], Array(10_001).fill(bank.edits[0]), "fixes[0].edits has too many elements"],
])("%j as %j is refused", (path, value, message) => {
  expect(() => read(changed(path, value))).toThrow(`fixes.json:1: ${message}`);
});

test("keys that objects inherit do no harm", () => {
  const text = JSON.stringify(bundle).replace("{", '{ "__proto__": { "polluted": true }, "constructor": 1, ');
  expect(readBundle(text, "fixes.json")).toEqual(bundle);
  expect(({} as Readonly<Record<string, unknown>>).polluted).toBeUndefined();
  const hollow = `{ "__proto__": ${JSON.stringify(bundle)} }`;
  expect(() => readBundle(hollow, "fixes.json")).toThrow("version is missing");
});

test("anything else is a complaint, never another error", () => {
  const part = fc.oneof(fc.jsonValue(), fc.constant(main));
  const path = fc.constantFrom(
    ["files"],
    ["files", 0],
    ["fixes"],
    ["fixes", 0, "edits"],
    ["fixes", 1, "findings"],
    ["tool"],
  );
  fc.assert(
    fc.property(path, part, (at, value) => {
      try {
        read(changed(at, value));
      } catch (error) {
        expect(error).toMatchObject({ name: "UsageError" });
      }
    }),
  );
});
