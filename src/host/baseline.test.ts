import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { baselineText, countsOf, type KnownFindings, readBaseline } from "./baseline";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "baseline-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string): readonly KnownFindings[] {
  writeFileSync(join(folder, "known.json"), text);
  return readBaseline(join(folder, "known.json"), "known.json");
}

function entry(path: string, fingerprint: string, count = 1): KnownFindings {
  return { path, rule: "GFF101", fingerprint, count, message: 'a "channel"' };
}

const [orders, stock] = [entry("orders.py", "a".repeat(16), 2), entry("stock.py", "0123456789abcdef")];

test("what was written is read, sorted, an entry in each line", () => {
  const text = baselineText([stock, orders]);
  expect(read(text)).toEqual([orders, stock]);
  expect(text).toBe(baselineText([orders, stock]));
  expect(text.split("\n")).toHaveLength(8);
  expect(countsOf([orders, stock])).toEqual(
    new Map([
      [orders.fingerprint, 2],
      [stock.fingerprint, 1],
    ]),
  );
  expect(read(baselineText([]))).toEqual([]);
});

test.each([
  ["", "known.json:1: it ends where a value should follow"],
  ['{ "version": 1,\n"findings": [\n}', 'known.json:3: not JSON: a value should stand here, not "}"'],
  ['{ "findings": [], "version": 2 }', "known.json:1: version is 1, not 2"],
  ['{ "version": 1 }', "known.json:1: findings is missing"],
  [
    baselineText([orders, { ...stock, rule: "GFF002" }]),
    "known.json:5: findings[1].rule is the code of a rule other than",
  ],
  [baselineText([{ ...orders, fingerprint: "x" }]), "known.json:4: findings[0].fingerprint is 16 hexadecimal digits"],
  [baselineText([orders, { ...stock, fingerprint: orders.fingerprint }]), "stands there twice"],
])("%j is refused", (text, message) => {
  expect(() => read(text)).toThrow(message);
});
