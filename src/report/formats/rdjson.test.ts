import fc from "fast-check";
import { complaintsOf } from "../schemas.test-data";
import { finding, noFix, resultOf, safeFix, sources, view } from "../shop.test-data";
import { anyResult, lazily, lazyChanges, noticesOnly, unusual } from "../unusual.test-data";
import { report } from "./rdjson";

function diagnosticsOf(...[result, given]: Parameters<typeof report.render>) {
  const text = report.render(result, given);
  expect(complaintsOf("rdf-diagnostic-result", text)).toEqual([]);
  return JSON.parse(text).diagnostics;
}

test("a finding has its place, its steps and its fork", () => {
  expect(diagnosticsOf(resultOf([{ finding, fix: noFix }]), view)).toEqual([
    {
      message: [
        finding.message,
        "fork: app/main.py:11:5  multiprocessing.Process (fork)",
        "fix: none, captured-value: a default argument holds the stub",
        "by hand: create the channel in count()",
      ].join("\n"),
      location: {
        path: "app/clients.py",
        range: { start: { line: 5, column: 11 }, end: { line: 5, column: 47 } },
      },
      severity: "ERROR",
      code: { value: "GFF101" },
      suggestions: [],
      related_locations: [
        {
          message: "parent: channel created here",
          location: {
            path: "app/clients.py",
            range: { start: { line: 5, column: 11 }, end: { line: 5, column: 32 } },
          },
        },
        {
          message: "child: used here",
          location: { path: "app/main.py", range: { start: { line: 7, column: 9 }, end: { line: 7, column: 25 } } },
        },
        {
          message: "the fork: multiprocessing.Process",
          location: { path: "app/main.py", range: { start: { line: 11, column: 5 }, end: { line: 11, column: 35 } } },
        },
      ],
    },
  ]);
});

test("columns count bytes", () => {
  const ranges = diagnosticsOf(unusual, view).map((one: { location: { range: object } }) => one.location.range);
  expect(ranges).toContainEqual({ start: { line: 3, column: 23 }, end: { line: 3, column: 28 } });
  expect(ranges).toContainEqual({ start: { line: 3, column: 23 }, end: { line: 4, column: 20 } });
});

test("a fix of the file of the finding is one suggestion", () => {
  const edits = [
    ...lazily.edits.filter(({ path }) => path === "app/clients.py"),
    { path: "app/clients.py", span: { start: 0, end: 0 }, text: "import os\n" },
  ];
  const result = resultOf([{ finding, fix: safeFix }], {
    changes: lazyChanges,
    repairs: [{ ...lazily, decisions: [0], edits }],
  });
  const [{ suggestions }] = diagnosticsOf(result, view);
  const lines = (sources.get("app/clients.py") ?? "").split("\n").slice(0, 4);
  expect(suggestions).toEqual([
    {
      range: { start: { line: 1 }, end: { line: 5 } },
      text: ["import os", ...lines, 'CHANNEL = lazily(grpc.insecure_channel("stock:50051"))'].join("\n"),
    },
  ]);
});

test("a fix of several files is none, because half of it would break the program", () => {
  const [{ suggestions }] = diagnosticsOf(unusual, view);
  expect(suggestions).toEqual([]);
});

test("notices are information, if they are about a file", () => {
  const diagnostics = diagnosticsOf(noticesOnly, view);
  expect(diagnostics.map((one: { severity: string; code: object }) => [one.severity, one.code])).toEqual([
    ["INFO", { value: "GFF002" }],
    ["INFO", { value: "unreadable" }],
  ]);
  expect(diagnostics[1].location).toEqual({ path: "größe 漢/old prices, #1.py" });
});

test("nothing found is no diagnostic", () => {
  expect(diagnosticsOf(resultOf([]), view)).toEqual([]);
});

test("paths are relative to the working directory, where reviewdog looks for them", () => {
  const [{ location }] = diagnosticsOf(resultOf([{ finding, fix: noFix }]), {
    ...view,
    display: (path) => `../${path}`,
  });
  expect(location.path).toBe("../app/clients.py");
});

test("no text or path breaks it", () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      expect(diagnosticsOf(result, view)).toHaveLength(2);
      expect(report.render(result, view)).not.toMatch(/(?<!\\)\\ud[89a-f]/);
    }),
    { numRuns: 60 },
  );
});
