import type { Edit, ImportRequest, Plan, Safety } from "../types";
import { editsByPath, type Proposal, selectPlans } from "./select";

function edit(start: number, end: number, text: string, path = "shop/clients.py"): Edit {
  return { path, span: { start, end }, text };
}

interface Parts {
  readonly edits?: readonly Edit[];
  readonly imports?: readonly ImportRequest[];
  readonly safety?: Safety;
}

function plan({ edits = [], imports = [], safety = "safe" }: Parts): Extract<Plan, { kind: "edit" }> {
  return { kind: "edit", transform: "lazy-client", safety, edits, imports, note: "" };
}

function proposals(...plans: readonly Plan[]): readonly Proposal[] {
  return plans.map((one, index) => ({ findings: [index], plan: one }));
}

const safeOnly = { unsafeFixes: false };

function kinds(...plans: readonly Plan[]): readonly string[] {
  return selectPlans(proposals(...plans), safeOnly).verdicts.map((verdict) =>
    verdict.kind === "refused" ? verdict.reason : verdict.kind,
  );
}

test("plans that touch different code land, even side by side", () => {
  const a = plan({ edits: [edit(0, 5, "x")] });
  const b = plan({ edits: [edit(5, 5, "y"), edit(6, 9, "z")] });
  const elsewhere = plan({ edits: [edit(0, 5, "w", "shop/orders.py")] });
  expect(kinds(a, b, elsewhere)).toEqual(["lands", "lands", "lands"]);
});

test("equal plans land once, for the findings of all", () => {
  const one = plan({ edits: [edit(0, 5, "x")] });
  const { landings, verdicts } = selectPlans(proposals(one, plan({ edits: [edit(9, 9, "")] }), { ...one }), safeOnly);
  expect(landings.map(({ findings }) => findings)).toEqual([[0, 2], [1]]);
  expect(verdicts[2]).toEqual({ kind: "lands", landing: 0 });
});

test("the worse safety of equal plans is that of the landing", () => {
  const edits = [edit(0, 5, "x")];
  const both = proposals(plan({ edits }), plan({ edits, safety: "unsafe" }));
  expect(selectPlans(both, { unsafeFixes: true }).landings.map((one) => one.plan.safety)).toEqual(["unsafe"]);
});

test.each([
  ["overlap", edit(0, 5, "x"), edit(4, 6, "y")],
  ["one span with two texts", edit(0, 5, "x"), edit(0, 5, "y")],
  ["an insertion inside a replacement", edit(0, 5, "x"), edit(3, 3, "y")],
  ["one insertion point with two texts", edit(3, 3, "x"), edit(3, 3, "y")],
])("of two plans in conflict the earlier lands: %s", (_name, a, b) => {
  expect(kinds(plan({ edits: [a] }), plan({ edits: [edit(90, 91, ""), b] }))).toEqual(["lands", "conflict"]);
  expect(kinds(plan({ edits: [b] }), plan({ edits: [edit(90, 91, ""), a] }))).toEqual(["lands", "conflict"]);
});

test("a plan that lost takes no room", () => {
  const winner = plan({ edits: [edit(0, 5, "x")] });
  const loser = plan({ edits: [edit(4, 6, "y"), edit(20, 25, "y")] });
  expect(kinds(winner, loser, plan({ edits: [edit(22, 23, "z")] }))).toEqual(["lands", "conflict", "lands"]);
});

test("a name cannot be imported from two modules", () => {
  const request = { path: "a.py", name: "get_stub", before: 0 };
  const from = (module: string) => plan({ imports: [{ ...request, from: module }] });
  expect(kinds(from("shop.clients"), from("shop.stock"))).toEqual(["lands", "conflict"]);
  const modules = (name: string) => plan({ imports: [{ ...request, from: null, name }] });
  expect(kinds(modules("os"), modules("os.path"))).toEqual(["lands", "lands"]);
});

test("unsafe plans wait until they are asked for, and take no room", () => {
  const unsafe = plan({ edits: [edit(0, 5, "x")], safety: "unsafe" });
  const safe = plan({ edits: [edit(3, 5, "y")] });
  expect(kinds(unsafe, safe)).toEqual(["withheld", "lands"]);
  const asked = selectPlans(proposals(unsafe, safe), { unsafeFixes: true });
  expect(asked.verdicts.map(({ kind }) => kind)).toEqual(["lands", "refused"]);
});

test("a refusal keeps its reason", () => {
  const refusal: Plan = { kind: "refuse", transform: null, reason: "aio", detail: "an aio channel" };
  expect(selectPlans(proposals(refusal), safeOnly)).toEqual({
    landings: [],
    verdicts: [{ kind: "refused", reason: "aio", detail: "an aio channel" }],
  });
});

test("an edit that two plans share is made once", () => {
  const shared = edit(0, 0, "def get_stub(): ...\n");
  const a = plan({ edits: [shared, edit(10, 14, "get_stub()")] });
  const b = plan({ edits: [shared, edit(20, 24, "get_stub()")] });
  const { landings } = selectPlans(proposals(a, b), safeOnly);
  expect(editsByPath(landings.map((landing) => landing.plan)).get("shop/clients.py")).toEqual([
    shared,
    edit(10, 14, "get_stub()"),
    edit(20, 24, "get_stub()"),
  ]);
});

test("what one plan does twice is done twice", () => {
  const twice = plan({ edits: [edit(3, 3, ")"), edit(3, 3, ")")] });
  expect(editsByPath([twice]).get("shop/clients.py")).toHaveLength(2);
});
