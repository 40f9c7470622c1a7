import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { finding, noFix, resultOf, safeFix, view } from "../shop.test-data";
import { anyResult, noticesOnly, unusual } from "../unusual.test-data";
import { report } from "./junit";

interface Suite {
  readonly name: string;
  readonly tests: string;
  readonly failures: string;
  readonly testcase?: readonly { readonly name: string; readonly classname: string; readonly failure?: Failure }[];
  readonly "system-out"?: string;
}

interface Failure {
  readonly type: string;
  readonly message: string;
  readonly "#text": string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseAttributeValue: false,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === "testsuite" || name === "testcase",
});

/** What XML 1.0 calls a character (§2.2); the parser doesn't ask. */
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

function suitesOf(text: string): {
  readonly tests: string;
  readonly failures: string;
  readonly testsuite: readonly Suite[];
} {
  expect(XMLValidator.validate(text)).toBe(true);
  expect(text).toMatch(allowed);
  return parser.parse(text).testsuites;
}

test("a finding is a failed test of its file, with what the terminal shows", () => {
  const { tests, failures, testsuite } = suitesOf(report.render(resultOf([{ finding, fix: safeFix }]), view));
  expect([tests, failures]).toEqual(["1", "1"]);
  expect(testsuite).toMatchObject([{ name: "app/clients.py", file: "app/clients.py", tests: "1", failures: "1" }]);
  const [testcase] = testsuite[0]?.testcase ?? [];
  expect(testcase).toMatchObject({
    name: "GFF101 client-before-fork 5:11",
    classname: "app/clients.py",
    failure: { type: "GFF101", message: finding.message },
  });
  expect(testcase?.failure?.["#text"]).toMatch(/^app\/clients\.py:5:11: GFF101 error: [\s\S]*fix: safe, lazy-client/);
});

test("there is a suite for each file", () => {
  const { testsuite, tests } = suitesOf(report.render(unusual, view));
  expect(testsuite.map(({ name, tests }) => [name, tests])).toEqual([
    ["app/clients.py", "1"],
    ["größe 漢/old prices, #1.py", "3"],
    ["grpc-fork-fix", "0"],
  ]);
  expect(tests).toBe("4");
});

test("nothing found is one test that passes", () => {
  const { testsuite, tests, failures } = suitesOf(report.render(resultOf([]), view));
  expect([tests, failures]).toEqual(["1", "0"]);
  expect(testsuite[0]?.testcase).toEqual([{ name: "no findings", classname: "grpc-fork-fix", time: "0" }]);
});

test("notices are output", () => {
  const { testsuite } = suitesOf(report.render(noticesOnly, view));
  expect(testsuite[0]?.testcase).toHaveLength(1);
  expect(testsuite[0]?.["system-out"]).toBe(
    "the budget of one program ran out (analysis-budget)\n" +
      "app/main.py:3: it does not parse (GFF002)\n" +
      "größe 漢/old prices, #1.py: it is too large (unreadable)",
  );
});

test("what XML can't hold is made visible", () => {
  const message = "a\u0000b\u001bc <&\"'> \ufffe \ud800 ]]>";
  const { testsuite } = suitesOf(report.render(resultOf([{ finding: { ...finding, message }, fix: noFix }]), view));
  expect(testsuite[0]?.testcase?.[0]?.failure?.message).toBe("a\\x00b\\x1bc <&\"'> \ufffd \\ud800 ]]>");
});

test("no text or path breaks it", () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      expect(suitesOf(report.render(result, view)).testsuite).toHaveLength(2);
    }),
  );
});
