/** Holds docs/decisions.md to the fixtures that it names. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "..");
const page = readFileSync(join(root, "docs/decisions.md"), "utf8");

interface Row {
  readonly fixture: string;
  readonly rules: readonly string[];
}

const rows = page.split("\n").flatMap((line): Row[] => {
  const fixture = /\]\(\.\.\/(__testfixtures__[^)]+)\) \|$/.exec(line)?.[1];
  if (fixture === undefined) return [];
  const finding = line.split(" | ")[2] ?? "";
  return [{ fixture, rules: finding.match(/GFF\d{3}/g) ?? [] }];
});

test("every situation has a fixture", () => {
  const situations = page.split("\n").filter((line) => /^\| (?!the parent|---)/.test(line));
  expect(rows).toHaveLength(situations.length);
  expect(rows.length).toBeGreaterThan(20);
});

test.each(rows)("$fixture expects what the table says", ({ fixture, rules }) => {
  expect(existsSync(join(root, fixture))).toBe(true);
  const text = readFileSync(join(root, fixture), "utf8");
  const expected = new Set(text.match(/(?<=# expect:.*)GFF\d{3}/g));
  // "GFF101 or GFF102" stands for either.
  const named = rules.filter((rule) => expected.has(rule));
  expect(named.length > 0 || rules.length === 0).toBe(true);
  expect([...expected].filter((rule) => !rules.includes(rule))).toEqual([]);
});
