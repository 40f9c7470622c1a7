import { finding, noFix, resultOf, safeFix, unsafeFix } from "./shop.test-data";
import { renderSummary } from "./summary";

const result = resultOf([
  { finding, fix: safeFix },
  { finding: { ...finding, severity: "warning" }, fix: unsafeFix },
  { finding, fix: noFix },
]);

test("a report says what was found and what can be fixed", () => {
  expect(renderSummary(result, { mode: "report", unsafeFixes: false })).toBe(
    "Found 3 findings in 1 file (2 errors, 1 warning).\n" +
      "1 fixable with --write; 1 has no fix (captured-value), 1 unsafe fix withheld (use --unsafe-fixes).",
  );
});

test("a dry run says what would be fixed", () => {
  expect(renderSummary(result, { mode: "dry-run", unsafeFixes: false })).toBe(
    "Would fix 1 finding in 2 files; 1 has no fix (captured-value), 1 unsafe fix withheld (use --unsafe-fixes).",
  );
});

test("with --unsafe-fixes nothing is withheld", () => {
  expect(renderSummary(result, { mode: "write", unsafeFixes: true })).toBe(
    "Fixed 2 findings in 2 files; 1 has no fix (captured-value).",
  );
});

test("when nothing can be fixed", () => {
  const hopeless = resultOf([{ finding, fix: noFix }]);
  expect(renderSummary(hopeless, { mode: "dry-run", unsafeFixes: false })).toBe(
    "Would fix nothing; 1 has no fix (captured-value).",
  );
  expect(renderSummary(hopeless, { mode: "report", unsafeFixes: false })).toMatch(
    /\n1 has no fix \(captured-value\)\.$/,
  );
});

test("what is known is counted", () => {
  const known = [{ finding, fingerprint: finding.fingerprint }];
  expect(renderSummary(resultOf([], { known }), { mode: "report", unsafeFixes: false })).toBe(
    "No findings in 2 files.\n1 known finding left out (baseline).",
  );
});

test("nothing found", () => {
  expect(renderSummary(resultOf([]), { mode: "report", unsafeFixes: false })).toBe("No findings in 2 files.");
});
