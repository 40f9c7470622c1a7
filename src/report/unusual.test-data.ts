/** Results that formats stumble over: names in other scripts, several rules, text of any kind. */
import fc from "fast-check";
import type { Change, Decision, Finding, Notice, Place, Repair, Result } from "../types";
import { finding, noFix, placeOf, resultOf, safeFix, sources, unsafeFix } from "./shop.test-data";

/** Before the call stand characters of two, three and four bytes, the last of which is two UTF-16 units. */
const prices = `import multiprocessing

'é漢🎉'; PRICES = make(
    "prices:50051")
PRICES.ask(); multiprocessing.Pool()
`;

export const pricesPath = "größe 漢/old prices, #1.py";

export const unusualSources: ReadonlyMap<string, string> = new Map([...sources, [pricesPath, prices]]);

export function inPrices(piece: string): Place {
  return placeOf(pricesPath, piece, unusualSources);
}

/** The place of a call after é, 漢 and 🎉; its end is on the next line. */
export const severalLines: Finding = {
  rule: "GFF103",
  severity: "error",
  message: "50% of |names| {are} [odd], `really`: <b>@team</b> & #1\n::error::no",
  advice: "",
  at: inPrices('make(\n    "prices:50051")'),
  fork: null,
  trace: [],
  fingerprint: "0123456789abcdef",
  evidence: null,
};

/** On one line, after the same characters. */
export const oneLine: Finding = { ...finding, rule: "GFF105", severity: "warning", at: inPrices("make(") };

export const notices: readonly Notice[] = [
  { code: "analysis-budget", path: null, line: null, message: "the budget of one program ran out" },
  { code: "unreadable", path: pricesPath, line: null, message: "it is too large" },
  { code: "GFF002", path: "app/main.py", line: 3, message: "it does not parse" },
];

export const unusualDecisions: readonly Decision[] = [
  { finding: oneLine, fix: unsafeFix },
  { finding, fix: safeFix },
  { finding: severalLines, fix: noFix },
  // Found twice: one call that makes two.
  { finding: severalLines, fix: noFix },
];

/** Puts a call around that of the first client, and an import into the other file. */
export const lazily: Repair = {
  transform: "lazy-client",
  safety: "safe",
  note: safeFix.detail,
  decisions: [1],
  edits: [
    { path: "app/main.py", span: { start: 0, end: 0 }, text: "import os\n" },
    { path: "app/clients.py", span: { start: finding.at.span.end, end: finding.at.span.end }, text: ")" },
    { path: "app/clients.py", span: { start: finding.at.span.start, end: finding.at.span.start }, text: "lazily(" },
  ],
};

const clients = sources.get("app/clients.py") ?? "";
const main = sources.get("app/main.py") ?? "";

export const lazyChanges: readonly Change[] = [
  { path: "app/main.py", before: main, after: `import os\n${main}` },
  {
    path: "app/clients.py",
    before: clients,
    after: clients.replace('grpc.insecure_channel("stock:50051")', 'lazily(grpc.insecure_channel("stock:50051"))'),
  },
];

export const unusual = resultOf(unusualDecisions, {
  sources: unusualSources,
  notices,
  changes: lazyChanges,
  repairs: [lazily],
});

export const noticesOnly = resultOf([], { notices, sources: unusualSources });

/** Any UTF-16 units, with what formats give a meaning to more often than by chance. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        "`",
        "|",
        "@a",
        "#1",
        "<b>",
        "</details>",
        "]]>",
        "\n",
        "\r\n",
        "::",
        "%0A",
        "$x$",
        "{0}",
        "[a](b)",
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const anyPath = anyText.map((text) => `${text.replaceAll("\0", "").replaceAll("/", "")}.py`);

/** A result whose texts and paths are of any kind, and whose places lie anywhere in them. */
export const anyResult: fc.Arbitrary<Result> = fc
  .record({
    path: anyPath,
    source: anyText,
    message: anyText,
    detail: anyText,
    start: fc.nat(40),
    length: fc.nat(40),
    after: anyText,
    fix: fc.constantFrom(safeFix, unsafeFix, noFix),
  })
  .map(({ path, source, message, detail, start, length, after, fix }) => {
    const at = { path, span: { start, end: start + length } };
    const texts = new Map([[path, source]]);
    const trace = [{ at, message, process: "child" as const }];
    const odd: Finding = { ...finding, message, advice: detail, at, trace, fork: { at, by: message, method: "fork" } };
    const files = fix.status === "none" ? [] : [path];
    const span = { start: Math.min(start, source.length), end: Math.min(start + length, source.length) };
    const changed = source.slice(0, span.start) + after + source.slice(span.end);
    const isFixed = fix.status === "safe" && source !== changed;
    return resultOf([{ finding: odd, fix: { ...fix, detail, files } }], {
      sources: texts,
      changes: isFixed ? [{ path, before: source, after: changed }] : [],
      repairs: isFixed ? [{ ...lazily, decisions: [0], edits: [{ path, span, text: after }] }] : [],
      notices: [{ code: "unreadable", path, line: null, message }],
    });
  });
