import { finding, noFix, resultOf, safeFix, unsafeFix } from "../../report/shop.test-data";
import type { Decision, Repair } from "../../types";
import { answer, answersOf, currentItem, edited, type Review, reviewOf, type Step } from "./review";

const spawn = { ...unsafeFix, detail: "started with spawn" };
const busy = { ...noFix, transform: "env-bootstrap", reason: "busy-parent", detail: "threads" } as const;

const decisions: readonly Decision[] = [
  { finding, fix: { ...safeFix, alternatives: [spawn, busy] } },
  { finding, fix: noFix },
  { finding, fix: unsafeFix },
  { finding, fix: safeFix },
];

function repair(...of: readonly number[]): Repair {
  return { transform: "lazy-client", safety: "safe", note: "", decisions: of, edits: [] };
}

const repairs = [repair(3), repair(0)];

/** The state after these answers, with the last step. */
function after(lines: readonly (string | null)[], unsafeFixes = false): Step {
  const start: Step = { review: reviewOf(resultOf(decisions, { repairs }), unsafeFixes), next: "show", say: "" };
  return lines.reduce((step, line) => answer(step.review, line), start);
}

/** What was taken: finding and choice. */
function taken({ items, taken: all }: Review): readonly (readonly [number, number])[] {
  return [...all].map(([item, { choice }]) => [items[item]?.decisions[0] ?? -1, choice]);
}

test("what can be fixed is asked about, in order, the unsafe with it", () => {
  const { items } = after([]).review;
  expect(items.map((item) => item.decisions)).toEqual([[0], [2], [3]]);
  expect(items[0]?.choices.map(({ transform }) => transform)).toEqual(["lazy-client", "spawn-context"]);
  expect(items[0]?.refused).toEqual([busy]);
});

test.each([
  [
    ["y", "n", "y"],
    [
      [0, 0],
      [3, 0],
    ],
  ],
  [["n", "y", "n"], [[2, 0]]],
  [[" Y ", "q"], [[0, 0]]],
  [["y", null], [[0, 0]]],
  [["2", "y", "q"], [[0, 1]]],
  [["2", "1", "y", "q"], [[0, 0]]],
  [["2", "n", "y", "q"], [[2, 0]]],
  [["q"], []],
])("%j takes %j", (lines, expected) => {
  const { review } = after(lines);
  expect(taken(review)).toEqual(expected);
  expect(currentItem(review)).toBeNull();
});

test("all takes what is shown and the safe ones that follow", () => {
  const { review, say } = after(["2", "a"]);
  expect(taken(review)).toEqual([
    [0, 1],
    [3, 0],
  ]);
  expect(say).toBe("1 unsafe fix was not taken.\n");
  expect(taken(after(["n", "a"]).review)).toEqual([
    [2, 0],
    [3, 0],
  ]);
  const asked = after(["a"], true);
  expect(taken(asked.review)).toEqual([
    [0, 0],
    [2, 0],
    [3, 0],
  ]);
  expect(asked.say).toBe("");
});

test("a number without a way says so, and why", () => {
  const { review, next, say } = after(["3"]);
  expect({ at: review.at, next }).toEqual({ at: 0, next: "ask" });
  expect(say).toBe(
    "No: there are 2 ways.\nThese were looked at and cannot be planned:\n  env-bootstrap: busy-parent: threads\n",
  );
  expect(after(["n", "2"]).say).toBe("No: there is one way to repair this.\n");
});

test.each(["?", "", "x", "0", "12", "yes"])("%j is answered with help", (line) => {
  const { review, next, say } = after([line]);
  expect({ at: review.at, next }).toEqual({ at: 0, next: "ask" });
  expect(say).toMatch(/^y - take this fix\n/);
  expect(say).toContain("1-2 - ");
});

test("edits belong to the way that is shown, and to no other", () => {
  const { review, next } = after(["e"]);
  expect(next).toBe("edit");
  const edits = [{ path: "app/clients.py", span: { start: 0, end: 1 }, text: "" }];
  const mine = edited(review, edits);
  expect(answer(mine, "y").review.taken.get(0)).toEqual({ choice: 0, edits });
  expect(answer(mine, "2").review.draft).toEqual({ choice: 1, edits: null });
  expect(answer(mine, "n").review.draft).toEqual({ choice: 0, edits: null });
});

test("the answers that there are", () => {
  const [first, second] = after([]).review.items;
  expect([first, second].map((item) => item && answersOf(item))).toEqual(["y,n,a,q,e,1-2,?", "y,n,a,q,e,?"]);
});

test("after the last one nothing is asked", () => {
  const { review } = after(["q"]);
  expect(answer(review, "y")).toEqual({ review, next: "show", say: "" });
  expect(reviewOf(resultOf([{ finding, fix: noFix }]), false).items).toEqual([]);
});
