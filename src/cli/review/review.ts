/** A review of fixes as a state: what was shown, what was answered, and what comes of it. Nothing here reads or prints. */
import type { Alternative, Decision, Edit, Result } from "../../types";

/** A fix that a person is asked about, with the other ways to repair the same. */
export interface Item {
  /** What it repairs: indexes into the decisions of the result. */
  readonly decisions: readonly number[];
  /** The first is what `--write` would do, or would with `--unsafe-fixes`. */
  readonly choices: readonly Alternative[];
  /** Other ways that were declined, and why. */
  readonly refused: readonly Alternative[];
}

/** What was decided for an item. */
export interface Taken {
  /** Of its choices, by index. */
  readonly choice: number;
  /** What a person wrote in its place. */
  readonly edits: readonly Edit[] | null;
}

export interface Review {
  readonly items: readonly Item[];
  /** The item that is asked about; the number of items when all are answered. */
  readonly at: number;
  /** What is shown of it. */
  readonly draft: Taken;
  /** By item. */
  readonly taken: ReadonlyMap<number, Taken>;
  /** Whether unsafe fixes were asked for as a whole. */
  readonly unsafeFixes: boolean;
}

/** What an answer leads to: the next state, and what is to be done before the next question. */
export interface Step {
  readonly review: Review;
  readonly next: "show" | "ask" | "edit";
  /** A sentence or more for the person; empty for none. */
  readonly say: string;
}

const fresh: Taken = { choice: 0, edits: null };

/** The review of a result: its repairs, and the unsafe ones that it withheld, in the order of their first finding. */
export function reviewOf({ decisions, repairs }: Result, unsafeFixes: boolean): Review {
  const landing = new Set(repairs.flatMap((repair) => repair.decisions));
  const withheld = decisions.flatMap(({ fix }, index) =>
    fix.status === "none" || landing.has(index) ? [] : [[index] as const],
  );
  const groups = [...repairs.map((repair) => repair.decisions), ...withheld];
  const items = groups
    .filter((group) => group.length > 0)
    .sort(([a = 0], [b = 0]) => a - b)
    .map((group) => itemOf(group, decisions));
  return { items, at: 0, draft: fresh, taken: new Map(), unsafeFixes };
}

function itemOf(group: readonly number[], decisions: readonly Decision[]): Item {
  const [first = 0] = group;
  const fix = decisions[first]?.fix;
  const ways = fix === undefined ? [] : [fix, ...fix.alternatives];
  const isFirst = (way: Alternative) => ways.findIndex((other) => isSame(other, way)) === ways.indexOf(way);
  return {
    decisions: group,
    choices: ways.filter((way) => way.status !== "none" && isFirst(way)),
    refused: ways.filter(({ status }) => status === "none"),
  };
}

function isSame(a: Alternative, b: Alternative): boolean {
  return a.transform === b.transform && a.status === b.status && a.detail === b.detail;
}

/** The item that is asked about; null at the end. */
export function currentItem({ items, at }: Review): Item | null {
  return items[at] ?? null;
}

/** What a line of input does. Null is the end of the input. */
export function answer(review: Review, line: string | null): Step {
  const item = currentItem(review);
  const word = (line ?? "q").trim().toLowerCase();
  if (item === null) return { review, next: "show", say: "" };
  if (/^[1-9]$/.test(word)) return chosen(review, item, Number(word) - 1);
  switch (word) {
    case "y":
      return { review: onward(review, review.draft), next: "show", say: "" };
    case "n":
      return { review: onward(review, null), next: "show", say: "" };
    case "a":
      return takenAll(review);
    case "q":
      return { review: { ...review, at: review.items.length }, next: "show", say: "" };
    case "e":
      return { review, next: "edit", say: "" };
    default:
      return { review, next: "ask", say: helpText(item) };
  }
}

/** The state after a person edited what is shown. */
export function edited(review: Review, edits: readonly Edit[]): Review {
  return { ...review, draft: { ...review.draft, edits } };
}

function onward({ at, taken, ...rest }: Review, one: Taken | null): Review {
  return { ...rest, at: at + 1, draft: fresh, taken: one === null ? taken : new Map([...taken, [at, one]]) };
}

/** The shown one, and all that follow; but of those only what `--write` with these flags would do. */
function takenAll(review: Review): Step {
  let { review: next } = answer(review, "y");
  let passed = 0;
  for (let item = currentItem(next); item !== null; item = currentItem(next)) {
    const isWanted = review.unsafeFixes || item.choices[0]?.status === "safe";
    if (!isWanted) passed++;
    next = onward(next, isWanted ? next.draft : null);
  }
  const say = passed === 0 ? "" : `${passed} unsafe ${passed === 1 ? "fix was" : "fixes were"} not taken.\n`;
  return { review: next, next: "show", say };
}

function chosen(review: Review, { choices, refused }: Item, choice: number): Step {
  if (choice < choices.length) return { review: { ...review, draft: { choice, edits: null } }, next: "show", say: "" };
  const others = refused.map(
    ({ transform, reason, detail }) => `  ${transform ?? "no repair"}: ${reason}: ${detail}\n`,
  );
  const known = choices.length === 1 ? "there is one way to repair this" : `there are ${choices.length} ways`;
  const why = others.length === 0 ? "" : `These were looked at and cannot be planned:\n${others.join("")}`;
  return { review, next: "ask", say: `No: ${known}.\n${why}` };
}

/** The answers there are: `y,n,a,q,e,1-2,?`. */
export function answersOf({ choices }: Item): string {
  const numbers = choices.length < 2 ? "" : `1-${Math.min(choices.length, 9)},`;
  return `y,n,a,q,e,${numbers}?`;
}

function helpText({ choices }: Item): string {
  return [
    "y - take this fix",
    "n - leave it out",
    "a - take this one and all that follow; unsafe ones only with --unsafe-fixes",
    "q - leave out this one and all that follow, and write what was taken",
    "e - edit what it makes of each file, in $VISUAL or $EDITOR",
    ...(choices.length < 2 ? [] : [`1-${Math.min(choices.length, 9)} - show another way to repair it`]),
    "? - this help",
    "",
  ].join("\n");
}
