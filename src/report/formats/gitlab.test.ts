import fc from "fast-check";
import { finding, noFix, resultOf, view } from "../shop.test-data";
import { anyResult, noticesOnly, pricesPath, unusual } from "../unusual.test-data";
import { report } from "./gitlab";

test("a finding is a violation", () => {
  expect(JSON.parse(report.render(resultOf([{ finding, fix: noFix }]), view))).toEqual([
    {
      description: finding.message,
      check_name: "GFF101",
      fingerprint: finding.fingerprint,
      severity: "major",
      location: { path: "app/clients.py", lines: { begin: 5, end: 5 } },
    },
  ]);
});

test("nothing found is an empty list", () => {
  expect(report.render(resultOf([]), view)).toBe("[]\n");
});

test("fingerprints are unique, also those of equal findings", () => {
  const violations = JSON.parse(report.render(unusual, view));
  const fingerprints = violations.map((one: { fingerprint: string }) => one.fingerprint);
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
  expect(fingerprints).toEqual(expect.arrayContaining(["0123456789abcdef", "0123456789abcdef-2"]));
});

test("a notice is information, if it is about a file", () => {
  const violations = JSON.parse(report.render(noticesOnly, view));
  expect(violations).toMatchObject([
    { check_name: "GFF002", severity: "info", location: { path: "app/main.py", lines: { begin: 3 } } },
    { check_name: "unreadable", severity: "info", location: { path: pricesPath, lines: { begin: 1 } } },
  ]);
});

test("paths are from the top of the work tree, where GitLab looks for them", () => {
  const text = report.render(unusual, { ...view, display: (path) => `../${path}` });
  expect(text).toBe(report.render(unusual, view));
});

test("no text or path breaks it", () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      const text = report.render(result, view);
      expect(JSON.parse(text)).toHaveLength(2);
      expect(text).not.toMatch(/(?<!\\)\\ud[89a-f]/);
    }),
  );
});
