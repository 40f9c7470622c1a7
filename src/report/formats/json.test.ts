import type { Origin } from "../../types";
import { finding, noFix, placeOf, resultOf, safeFix, sources, view } from "../shop.test-data";
import { report } from "./json";

const origin: Origin = {
  package: "google-cloud-pubsub",
  library: "google-cloud-pubsub",
  maker: "google.cloud.pubsub_v1.PublisherClient",
  module: "app.clients",
  code: "0123456789abcdef",
  copy: "fedcba9876543210",
};

test("has the shape that version 1 promises", () => {
  const changes = [{ path: "app/clients.py", before: "a\n", after: "b\n" }];
  const document = JSON.parse(
    report.render(resultOf([{ finding: { ...finding, origin }, fix: safeFix }], { changes }), view),
  );
  expect(document).toEqual({
    version: 1,
    tool: { name: "grpc-fork-fix", version: "0.1.0" },
    findings: [
      {
        rule: "GFF101",
        name: "client-before-fork",
        severity: "error",
        path: "app/clients.py",
        line: 5,
        column: 11,
        endLine: 5,
        endColumn: 47,
        message: finding.message,
        advice: finding.advice,
        fingerprint: finding.fingerprint,
        origin,
        fork: { path: "app/main.py", line: 11, column: 5, by: "multiprocessing.Process", method: "fork" },
        trace: [
          { path: "app/clients.py", line: 5, column: 11, message: "channel created here", process: "parent" },
          { path: "app/main.py", line: 7, column: 9, message: "used here", process: "child" },
        ],
        fix: {
          status: "safe",
          transform: "lazy-client",
          reason: null,
          detail: safeFix.detail,
          files: ["app/clients.py", "app/main.py"],
          alternatives: [],
        },
      },
    ],
    changes: [{ path: "app/clients.py", diff: "--- a/app/clients.py\n+++ b/app/clients.py\n@@ -1 +1 @@\n-a\n+b\n" }],
    known: 0,
    notices: [],
    stats: { files: 2, bytes: 420, parsed: 2, entries: 1, milliseconds: 5 },
  });
});

test("columns count UTF-16 units", () => {
  const texts = new Map(sources).set("app/cafe.py", "🎉 = make()\n");
  const at = placeOf("app/cafe.py", "make()", texts);
  const document = JSON.parse(
    report.render(resultOf([{ finding: { ...finding, at }, fix: noFix }], { sources: texts }), view),
  );
  expect(document.findings[0]).toMatchObject({ line: 1, column: 6, endColumn: 12, origin: null });
});

test("is sorted, whatever the order of the result", () => {
  const decisions = [
    { finding: { ...finding, at: placeOf("app/main.py", "STUB") }, fix: noFix },
    { finding: { ...finding, rule: "GFF303" as const }, fix: noFix },
    { finding, fix: safeFix },
    { finding: { ...finding, fork: null }, fix: safeFix },
  ];
  const notices = [
    { code: "unreadable", path: "b.py", line: null, message: "m" },
    { code: "unreadable", path: "a.py", line: 2, message: "m" },
    { code: "unreadable", path: "a.py", line: 1, message: "m" },
  ];
  const forwards = report.render(resultOf(decisions, { notices }), view);
  const backwards = report.render(resultOf(decisions.toReversed(), { notices: notices.toReversed() }), view);
  expect(backwards).toBe(forwards);
  const { findings } = JSON.parse(forwards);
  expect(findings.map((one: { rule: string; path: string }) => `${one.path} ${one.rule}`)).toEqual([
    "app/clients.py GFF101",
    "app/clients.py GFF101",
    "app/clients.py GFF303",
    "app/main.py GFF101",
  ]);
  expect(findings[0].fork).toBeNull();
});

test("every path is shown as the reader knows it", () => {
  const decisions = [{ finding, fix: safeFix }];
  const notices = [{ code: "unreadable", path: "app/x.py", line: null, message: "m" }];
  const text = report.render(resultOf(decisions, { notices }), { ...view, display: (path) => `shop/${path}` });
  expect(text.match(/"app\//g)).toBeNull();
  expect(text.match(/"shop\/app\//g)).toHaveLength(7);
});
