import type { Scope, Span, Statement } from "../code";
import type { Facts, Finding, RuleCode } from "../types";
import { type Suppressing, suppress } from "./suppress";

const path = "app/clients.py";
const known: readonly RuleCode[] = ["GFF001", "GFF101", "GFF102"];

/** The span of the first occurrence of a piece. */
function spanOf(text: string, piece: string): Span {
  const start = text.indexOf(piece);
  if (start < 0) throw new Error(`no ${piece}`);
  return { start, end: start + piece.length };
}

const moduleScope: Omit<Scope, "body" | "span"> = {
  id: 0,
  kind: "module",
  name: "",
  nameSpan: null,
  parent: null,
  parameters: [],
  returns: null,
  async: false,
  generator: false,
  bound: [],
  globals: [],
  nonlocals: [],
  mentions: [],
};

/** Facts with the given statements; its comments are those that start with `# ` and stand outside quotes. */
function factsOf(text: string, statements: readonly Statement[] = []): Facts {
  const comments = [...text.matchAll(/^[^"\n]*?(#.*)$/gm)].map((match) => {
    const end = match.index + match[0].length;
    return { text: match[1] ?? "", span: { start: end - (match[1]?.length ?? 0), end } };
  });
  const lines = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  const scope = { ...moduleScope, body: statements, span: { start: 0, end: text.length } };
  return { path, lines, generated: false, scopes: [scope], comments, errors: [] };
}

function findingAt(span: Span, rule: RuleCode = "GFF101"): Finding {
  return {
    rule,
    severity: "error",
    message: "m",
    advice: "a",
    at: { path, span },
    fork: null,
    trace: [],
    fingerprint: "f",
    evidence: null,
  };
}

function expression(span: Span): Statement {
  return { kind: "expression", value: { kind: "unknown", parts: [], span }, span };
}

function contextOf(facts: Facts | null, more: Partial<Suppressing> = {}): Suppressing {
  return { facts: (one) => (one === path ? facts : null), paths: [path], known, isSelected: () => true, ...more };
}

/** Runs on `text`, with one GFF101 at the first `make()` that it has. */
function run(text: string, more: Partial<Suppressing> = {}, statements: readonly Statement[] = []) {
  const findings = text.includes("make()") ? [findingAt(spanOf(text, "make()"))] : [];
  const { kept, suppressed, unused } = suppress(findings, contextOf(factsOf(text, statements), more));
  return {
    kept: kept.length,
    suppressed,
    unused: unused.map(({ at, message }) => `${text.slice(at.span.start, at.span.end)} | ${message}`),
  };
}

const silenced = { kept: 0, suppressed: 1, unused: [] };

test.each([
  "x = make()  # noqa: GFF101",
  "x = make()  # noqa",
  "x = make()  # noqa: E501, GFF101",
  "x = make()  # grpc-fork-fix: ignore[GFF101] -- the pool spawns",
  "x = make()  # grpc-fork-fix: ignore",
  "x = make()\ny = 2  # grpc-fork-fix: ignore-file",
  "# grpc-fork-fix: ignore-file[GFF101]\nx = make()",
])("silences: %j", (text) => {
  expect(run(text)).toEqual(silenced);
});

test.each([
  "x = make()",
  "x = make()  # noqa: E501",
  "x = make()  # noqa: F",
  'x = make("# noqa: GFF101")'.replace("make(", "make(), say("),
  "y = 1  # noqa\nx = make()",
])("does not silence, and is not ours to judge: %j", (text) => {
  expect(run(text)).toEqual({ kept: 1, suppressed: 0, unused: [] });
});

test("any line of a statement of several lines will do", () => {
  for (const line of [0, 1, 2]) {
    const lines = ["call(", "    make(),", ")"];
    const text = lines.map((one, index) => (index === line ? `${one}  # noqa: GFF101` : one)).join("\n");
    const statement = { start: 0, end: text.lastIndexOf(")") + 1 };
    expect(run(text, {}, [expression(statement)])).toEqual(silenced);
  }
});

test("of a compound statement only the head counts", () => {
  const text = "with make() as c:\n    use(c)  # noqa: GFF101\n";
  const body = [expression(spanOf(text, "use(c)"))];
  const span = { start: 0, end: text.length - 1 };
  const head: Statement = { kind: "with", items: [], body, async: false, span };
  expect(run(text, {}, [head])).toEqual({
    kept: 1,
    suppressed: 0,
    unused: ["# noqa: GFF101 | the suppression of GFF101 suppresses nothing"],
  });
});

test.each([
  ["x = 1  # noqa: GFF101", ["# noqa: GFF101 | the suppression of GFF101 suppresses nothing"]],
  ["x = 1  # noqa: E501, GFF101", ["GFF101 | the suppression of GFF101 suppresses nothing"]],
  ["x = make()  # noqa: GFF101, GFF102", ["GFF102 | the suppression of GFF102 suppresses nothing"]],
  ["x = 1  # noqa: GFF999", ["# noqa: GFF999 | there is no rule GFF999"]],
  ["x = 1  # grpc-fork-fix: ignore", ["# grpc-fork-fix: ignore | this suppression suppresses nothing"]],
  [
    "x = 1  # grpc-fork-fix: ignore-file[GFF101]",
    ["# grpc-fork-fix: ignore-file[GFF101] | the suppression of GFF101 suppresses nothing"],
  ],
  [
    "x = 1  # grpc-fork-fix: ingore[GFF101]",
    ["# grpc-fork-fix: ingore[GFF101] | not understood: write `# grpc-fork-fix: ignore[CODE]` or `ignore-file`"],
  ],
  ["x = 1  # noqa", []],
  ["x = 1  # noqa: E501", []],
  ["x = 1  # noqa: GFF101, GFF001", []],
  ["x = 1  # grpc-fork-fix: ignore[GFF101]  # noqa: GFF001", []],
])("%j leaves unused: %j", (text, expected) => {
  expect(run(text).unused).toEqual(expected);
});

test("a rule that is not selected can't be judged", () => {
  const isSelected = (code: RuleCode) => code !== "GFF101";
  expect(run("x = 1  # noqa: GFF101", { isSelected }).unused).toEqual([]);
  expect(run("x = 1  # grpc-fork-fix: ignore", { isSelected }).unused).toEqual([]);
  expect(run("x = 1  # noqa: GFF102", { isSelected: (code) => code !== "GFF001" }).unused).toEqual([]);
});

test("only files that were analysed and selected are judged", () => {
  expect(run("x = 1  # noqa: GFF101", { paths: [] }).unused).toEqual([]);
  const broken = { ...factsOf("x = 1 1  # noqa: GFF101"), errors: [{ start: 6, end: 7 }] };
  expect(suppress([], contextOf(broken)).unused).toEqual([]);
  expect(suppress([], contextOf(null)).unused).toEqual([]);
});

test("an unused suppression is a warning whose fingerprint survives edits elsewhere", () => {
  const comment = "x = 1  # noqa: GFF101\n";
  const [one] = suppress([], contextOf(factsOf(comment))).unused;
  const [moved, second] = suppress([], contextOf(factsOf(`y = 2\n${comment}${comment}`))).unused;
  expect(one).toMatchObject({ rule: "GFF001", severity: "warning" });
  expect(moved?.fingerprint).toBe(one?.fingerprint);
  expect(second?.fingerprint).not.toBe(one?.fingerprint);
});
