import type { Choice, Finding, Plan } from "../types";
import { chosen } from "./choose";
import type { Proposal } from "./select";

const finding: Finding = {
  rule: "GFF101",
  severity: "error",
  message: "",
  advice: "",
  at: { path: "shop.py", span: { start: 0, end: 1 } },
  fork: null,
  trace: [],
  fingerprint: "f",
  evidence: null,
};

function plan(transform: string): Plan {
  const edits = [{ path: "shop.py", span: { start: 0, end: 1 }, text: transform }];
  return { kind: "edit", transform, safety: "safe", edits, imports: [], note: "" };
}

const proposals: readonly Proposal[] = [
  { findings: [0], plan: plan("lazy-client"), otherwise: plan("lazy-client") },
  { findings: [0, 1], plan: plan("spawn-context") },
];

function choosing(choose: (finding: Finding, transform: string) => Choice) {
  return chosen(proposals, [finding, { ...finding, fingerprint: "g" }], { choose });
}

test("without a choice everything stays as it is", () => {
  expect(chosen(proposals, [finding], {})).toBe(proposals);
  expect(choosing(() => "take")).toEqual(proposals);
});

test("what is left out is refused, after what is not", () => {
  const [first, second] = choosing((_, transform) => (transform === "spawn-context" ? "take" : "leave"));
  expect(first).toEqual(proposals[1]);
  expect(second).toMatchObject({ findings: [0], plan: { kind: "refuse", reason: "not-chosen" } });
  expect(second?.otherwise).toBeUndefined();
});

test("what is left out for one of its findings is left out", () => {
  const [, second] = choosing(({ fingerprint }) => (fingerprint === "g" ? "leave" : "take"));
  expect(second).toMatchObject({ findings: [0, 1], plan: { kind: "refuse", reason: "not-chosen" } });
});

test("edits of a person take the place of the planned ones", () => {
  const edits = [{ path: "shop.py", span: { start: 3, end: 4 }, text: "mine" }];
  const [first] = choosing((_, transform) => (transform === "lazy-client" ? edits : "leave"));
  expect(first?.plan).toEqual({ ...plan("lazy-client"), edits, imports: [] });
});
