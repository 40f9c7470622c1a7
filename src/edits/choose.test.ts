import type { Plan } from "../types";
import { chosen } from "./choose";
import type { Proposal } from "./select";

function plan(transform: string): Plan {
  const edits = [{ path: "shop.py", span: { start: 0, end: 1 }, text: transform }];
  return { kind: "edit", transform, safety: "safe", edits, imports: [], note: "" };
}

const refusal: Plan = { kind: "refuse", transform: "reuseport-server", reason: "busy-parent", detail: "" };
const lazy: Proposal = { findings: [0], plan: plan("lazy-client"), otherwise: plan("lazy-client") };
const spawn: Proposal = { findings: [0, 1], plan: plan("spawn-context") };
const refused: Proposal = { findings: [1], plan: refusal };

test("without a choice everything stays as it is", () => {
  const proposals = [lazy, spawn, refused];
  expect(chosen(proposals, {})).toBe(proposals);
  expect(chosen(proposals, { transforms: ["spawn-context", "lazy-client", "reuseport-server"] })).toEqual(proposals);
});

test("what was not asked for is refused, after what was", () => {
  const [first, second, third] = chosen([lazy, spawn, refused], { transforms: ["spawn-context"] });
  expect(first).toBe(spawn);
  expect(second?.plan).toMatchObject({ kind: "refuse", transform: "lazy-client", reason: "not-chosen" });
  expect(second?.otherwise).toBeUndefined();
  expect(third?.plan).toBe(refusal);
});
