import fc from "fast-check";
import type { Log } from "sarif";
import { complaintsOf } from "../schemas.test-data";
import { finding, noFix, resultOf, safeFix, view } from "../shop.test-data";
import {
  anyResult,
  lazily,
  lazyChanges,
  noticesOnly,
  oneLine,
  pricesPath,
  severalLines,
  unusual,
  unusualSources,
} from "../unusual.test-data";
import { report } from "./sarif";

function runOf(...[result, given]: Parameters<typeof report.render>) {
  const text = report.render(result, given);
  expect(complaintsOf("sarif-2.1.0", text)).toEqual([]);
  const log: Log = JSON.parse(text);
  return log.runs[0] as Log["runs"][number] & { results: NonNullable<Log["runs"][number]["results"]> };
}

test("the schema has an opinion", () => {
  expect(complaintsOf("sarif-2.1.0", '{"version": "2.1.0", "runs": [{"results": [{}]}]}')).not.toEqual([]);
});

test("nothing found is a run without results", () => {
  expect(runOf(resultOf([]), view).results).toEqual([]);
});

test("a finding has its place, its fork, its steps by process, and its fingerprint", () => {
  const [result] = runOf(resultOf([{ finding, fix: noFix }]), view).results;
  const region = { startLine: 5, startColumn: 11, endLine: 5, endColumn: 47 };
  expect(result).toMatchObject({
    ruleId: "GFF101",
    ruleIndex: 0,
    level: "error",
    message: { text: expect.stringContaining("[The fork](1): multiprocessing.Process (fork).") },
    locations: [{ physicalLocation: { artifactLocation: { uri: "app/clients.py", uriBaseId: "SRCROOT" }, region } }],
    relatedLocations: [{ id: 1, physicalLocation: { region: { startLine: 11, startColumn: 5 } } }],
    partialFingerprints: { "grpcForkFix/v1": finding.fingerprint },
  });
  const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
  expect(
    steps.map(({ executionOrder, location, properties }) => [executionOrder, location?.message?.text, properties]),
  ).toEqual([
    [1, "parent: channel created here", { process: "parent" }],
    [2, "child: used here", { process: "child" }],
  ]);
  expect(steps[1]?.location?.logicalLocations).toEqual([{ name: "child", kind: "process" }]);
  expect(result).not.toHaveProperty("fixes");
});

test("columns count UTF-16 units, and paths are URIs", () => {
  const run = runOf(unusual, view);
  expect(run.columnKind).toBe("utf16CodeUnits");
  const regions = run.results.map(({ locations }) => locations?.[0]?.physicalLocation);
  expect(regions).toContainEqual({
    artifactLocation: { uri: "gr%C3%B6%C3%9Fe%20%E6%BC%A2/old%20prices%2C%20%231.py", uriBaseId: "SRCROOT" },
    region: { startLine: 3, startColumn: 18, endLine: 3, endColumn: 23 },
  });
  expect(regions.find((one) => one?.region?.endLine === 4)?.region).toMatchObject({ startColumn: 18, endColumn: 20 });
});

test("braces and brackets of a message are text", () => {
  const [result] = runOf(resultOf([{ finding: severalLines, fix: noFix }], { sources: unusualSources }), view).results;
  expect(result?.message.text).toBe("50% of |names| {{are}} \\[odd\\], `really`: <b>@team</b> & #1\\\\x0a::error::no.");
});

test("a fix is what repairs the finding, and says what else it repairs", () => {
  const second = { finding: { ...finding, rule: "GFF303" as const }, fix: safeFix };
  const result = resultOf([{ finding, fix: safeFix }, second], {
    changes: lazyChanges,
    repairs: [{ ...lazily, decisions: [0, 1] }],
  });
  const [one, other] = runOf(result, view).results;
  const insertion = (line: number, column: number, text: string) => ({
    deletedRegion: { startLine: line, startColumn: column, endLine: line, endColumn: column },
    insertedContent: { text },
  });
  expect(one?.fixes).toEqual([
    {
      description: { text: `safe, lazy-client: ${safeFix.detail}. The same edits repair 1 more.` },
      artifactChanges: [
        {
          artifactLocation: { uri: "app/clients.py", uriBaseId: "SRCROOT" },
          replacements: [insertion(5, 11, "lazily("), insertion(5, 47, ")")],
        },
        {
          artifactLocation: { uri: "app/main.py", uriBaseId: "SRCROOT" },
          replacements: [insertion(1, 1, "import os\n")],
        },
      ],
    },
  ]);
  expect(other?.fixes).toEqual(one?.fixes);
});

test("a rule brings its page, its level and how sure it is", () => {
  const [rule] = runOf(resultOf([]), view).tool.driver.rules ?? [];
  expect(rule).toMatchObject({
    id: "GFF101",
    name: "client-before-fork",
    defaultConfiguration: { level: "warning" },
    helpUri: "https://github.com/grpc/grpc/blob/master/doc/fork_support.md",
    help: { markdown: expect.stringContaining("# GFF101 client-before-fork") },
    properties: { precision: "high", "problem.severity": "warning", tags: expect.arrayContaining(["grpc", "client"]) },
  });
});

test("notices are notifications", () => {
  const run = runOf(noticesOnly, view);
  const notifications = run.invocations?.[0]?.toolExecutionNotifications ?? [];
  expect(notifications.map(({ descriptor, level }) => [descriptor?.id, level])).toEqual([
    ["analysis-budget", "note"],
    ["GFF002", "note"],
    ["unreadable", "note"],
  ]);
  expect(notifications[1]?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: "app/main.py", uriBaseId: "SRCROOT" },
    region: { startLine: 3 },
  });
});

test("what code scanning would reject is cut, warnings first, and said", () => {
  const at = (index: number) => ({ ...finding, trace: [], fork: null, fingerprint: String(index) });
  const many = Array.from({ length: 25_001 }, (_, index) => ({ finding: at(index), fix: noFix }));
  const warning = { finding: { ...at(-1), severity: "warning" as const }, fix: noFix };
  const run = JSON.parse(report.render(resultOf([warning, ...many]), view)).runs[0];
  expect(run.results).toHaveLength(25_000);
  expect(run.results.every(({ level }: { level: string }) => level === "error")).toBe(true);
  expect(run.invocations[0].toolExecutionNotifications).toEqual([
    expect.objectContaining({
      level: "warning",
      message: { text: expect.stringContaining("Findings left out: 2.") },
    }),
  ]);
});

test("of a very long path the middle is left out", () => {
  const step = (index: number) => ({
    ...(finding.trace[0] as (typeof finding.trace)[number]),
    message: `step ${index}`,
  });
  const trace = Array.from({ length: 10_001 }, (_, index) => step(index));
  const run = JSON.parse(report.render(resultOf([{ finding: { ...finding, trace }, fix: noFix }]), view)).runs[0];
  const { locations } = run.results[0].codeFlows[0].threadFlows[0];
  expect(locations).toHaveLength(10_000);
  expect(locations.at(0).location.message.text).toBe("parent: step 0");
  expect(locations.at(-1).location.message.text).toBe("parent: step 10000");
  expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
});

test("fixes that would make the report too large are left out", () => {
  const edits = [{ path: "app/clients.py", span: { start: 0, end: 0 }, text: "#".repeat(6_000_000) }];
  const result = resultOf(
    [
      { finding, fix: safeFix },
      { finding: oneLine, fix: safeFix },
    ],
    { repairs: [{ ...lazily, decisions: [0, 1], edits }] },
  );
  const run = JSON.parse(report.render(result, view)).runs[0];
  expect(run.results.map((result: object) => "fixes" in result)).toEqual([true, false]);
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain("too large: 1.");
});

test("after --write only what is left is reported", () => {
  const run = runOf(unusual, { ...view, mode: "write" });
  expect(run.results.map(({ ruleId }) => ruleId)).toEqual(["GFF103", "GFF103", "GFF105"]);
});

test("no text or path breaks it", () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      expect(runOf(result, view).results).toHaveLength(1);
    }),
    { numRuns: 60 },
  );
});

test("says nothing of where it ran", () => {
  expect(report.render(unusual, view)).not.toContain(process.cwd());
  expect(pricesPath).not.toMatch(/^\//);
});
