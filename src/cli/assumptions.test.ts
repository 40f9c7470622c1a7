import { noConfiguration } from "../host/configuration/configuration";
import { finding, noFix, resultOf } from "../report/shop.test-data";
import type { Options, RuleCode } from "../types";
import { argumentsOf } from "./arguments";
import { assumptionsOf } from "./assumptions";

const nothing: Options = { targetPython: null, platform: "linux", select: [], ignore: [], unsafeFixes: false };
const python = (minor: number): Partial<Options> => ({ targetPython: { major: 3, minor } });

function assumed(options: Partial<Options>, rule: RuleCode | null = null, said: string | null = null): string {
  const settings = {
    args: argumentsOf({ flags: [], words: [] }),
    configuration: noConfiguration,
    project: { python: null, grpcio: null, lineWidth: null },
    baseline: null,
    sourceOf: () => said,
  };
  const result = resultOf(rule === null ? [] : [{ finding: { ...finding, rule }, fix: noFix }]);
  return assumptionsOf(result, settings, { ...nothing, ...options });
}

test.each([
  [{}, ""],
  [python(13), ""],
  [python(14), "Assumed: Python 3.14, where processes start with forkserver unless the code says fork.\n"],
  [{ platform: "darwin" }, "Assumed: macOS, where processes start with spawn unless the code says fork.\n"],
] as const)("of %j it is said what forks", (options, line) => {
  expect(assumed(options)).toBe(line);
});

test("what says so is named", () => {
  expect(assumed(python(14), null, "--target-python")).toContain("Python 3.14 (--target-python), ");
});

test("grpcio is named where a finding depends on it", () => {
  const grpcio = { version: "1.62.0", source: "uv.lock:3", exact: true };
  expect(assumed({ grpcio }, "GFF101")).toBe("");
  expect(assumed({ grpcio }, "GFF303")).toBe("Assumed: grpcio 1.62.0 (uv.lock:3).\n");
  expect(assumed({ grpcio: { ...grpcio, exact: false } }, "GFF304")).toBe(
    "Assumed: grpcio 1.62.0 or later (uv.lock:3).\n",
  );
  expect(assumed({ grpcio: null }, "GFF303")).toBe("");
});
