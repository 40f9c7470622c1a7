/** The review of fixes as a conversation: shows one after the other, asks, and gives what is left of the run. */
import { createColors } from "picocolors";
import type { Landed } from "../../land";
import { patchOf } from "../../report/diff";
import { loadFormat } from "../../report/formats";
import type { Investigation, WantedFix } from "../../run";
import type { Alternative, Change, Decision, Edit } from "../../types";
import type { Analysed } from "../analysis";
import type { Person } from "../person";
import { wantsColor } from "../terminal";
import { editsBetween } from "./edits-between";
import { answer, answersOf, currentItem, edited, type Item, type Review, reviewOf, type Taken } from "./review";

interface Conversation {
  readonly analysed: Analysed;
  readonly investigation: Investigation;
  readonly person: Person;
  readonly say: (text: string) => void;
  readonly isColored: boolean;
}

/** Asks about every fix of a run. What was taken, verified as a set, is the fix of its findings; the others are left out. */
export async function converse(analysed: Analysed, investigation: Investigation, person: Person): Promise<Analysed> {
  const { terminal, args, view, result } = analysed;
  const isColored = wantsColor(args.color, terminal.err, terminal.environment);
  const talk = { analysed, investigation, person, say: terminal.err.write, isColored };
  let review = reviewOf(result, args.unsafeFixes);
  let isShown = false;
  for (let item = currentItem(review); item !== null; item = currentItem(review)) {
    if (!isShown) show(talk, review, item);
    const step = answer(review, await person.ask(`Take this fix [${answersOf(item)}]? `));
    talk.say(step.say);
    review = step.next === "edit" ? edit(talk, step.review, item) : step.review;
    isShown = step.next === "ask" || (step.next === "edit" && review === step.review);
  }
  const landed = investigation.fix(
    [...review.taken].flatMap(([index, taken]) => wantedFixes(analysed, review.items[index], taken)),
  );
  const decisions = result.decisions.map((before, index) => outcome(before, landed.decisions[index]));
  // What a person took is applied, unsafe or not; what was left out has no fix any more.
  return { ...analysed, result: { ...result, ...landed, decisions }, view: { ...view, unsafeFixes: true } };
}

/** The fix that landed; else why there is none. */
function outcome(before: Decision, after: Decision | undefined): Decision {
  if (after === undefined || before.fix.status === "none" || after.fix.status !== "none") return after ?? before;
  if (after.fix.reason !== "no-transform") return after;
  const { alternatives, ...fix } = before.fix;
  const left: Alternative = {
    ...fix,
    status: "none",
    reason: "not-chosen",
    detail: "it was left out in the review",
    files: [],
  };
  return { finding: before.finding, fix: { ...left, alternatives: [fix, ...alternatives] } };
}

/** The way that was taken, for each of the item's findings that can go it. */
function wantedFixes({ result }: Analysed, item: Item | undefined, taken: Taken): readonly WantedFix[] {
  const way = item?.choices[taken.choice];
  return (item?.decisions ?? []).flatMap((index) => {
    const decision = result.decisions[index];
    const ways = decision === undefined ? [] : [decision.fix, ...decision.fix.alternatives];
    const fix = ways.find(({ transform, status }) => transform === way?.transform && status === way?.status);
    if (decision === undefined || fix === undefined) return [];
    return [{ finding: decision.finding, fix, ...(taken.edits && { edits: taken.edits }) }];
  });
}

function trial({ analysed, investigation }: Conversation, item: Item, taken: Taken): Landed {
  return investigation.fix(wantedFixes(analysed, item, taken));
}

function show(talk: Conversation, review: Review, item: Item): void {
  const { analysed, isColored, say } = talk;
  const colors = createColors(isColored);
  const { changes, decisions } = trial(talk, item, review.draft);
  const mine = item.decisions.flatMap((index) => analysed.result.decisions[index] ?? []);
  const view = { ...analysed.view, mode: "report", color: isColored } as const;
  say(`\n${colors.bold(`Fix ${review.at + 1} of ${review.items.length}`)}\n\n`);
  say(loadFormat("text").render({ ...analysed.result, decisions: mine, notices: [] }, view));
  if (changes.length > 0) say(painted(patchOf(changes, analysed.view).toString(), colors));
  else say(`${whyNot(decisions, item)}\n`);
  if (item.choices.length > 1)
    say(`Ways to repair it:\n${item.choices.map((way, index) => wayLine(way, index, review.draft)).join("")}`);
}

function wayLine({ transform, status, detail }: Alternative, index: number, draft: Taken): string {
  const isShown = index === draft.choice;
  const mark = isShown ? " (shown)" : "";
  return `  ${index + 1}. ${transform}, ${status}: ${detail}${mark}\n`;
}

function whyNot(decisions: readonly Decision[], { decisions: [first = 0] }: Item): string {
  const fix = decisions[first]?.fix;
  return `This way does not do: ${fix?.reason ?? "verification-failed"}: ${fix?.detail ?? ""}`;
}

function painted(patch: string, colors: ReturnType<typeof createColors>): string {
  return patch.replaceAll(/^([-+@]).*$/gm, (line, mark) => {
    if (/^(?:---|\+\+\+) /.test(line)) return colors.bold(line);
    return mark === "@" ? colors.cyan(line) : mark === "+" ? colors.green(line) : colors.red(line);
  });
}

/** Lets a person edit what the fix makes of each file. The same review where that comes to nothing, after saying why. */
function edit(talk: Conversation, review: Review, item: Item): Review {
  const { changes, repairs } = trial(talk, item, review.draft);
  if (repairs.length !== 1) return refuse(talk, review, "this fix comes together with another one");
  const edits: Edit[] = [];
  for (const change of changes) {
    const mine = editedChange(talk, change);
    if (typeof mine === "string") return refuse(talk, review, mine);
    edits.push(...mine);
  }
  const draft = { ...review.draft, edits };
  if (trial(talk, item, draft).changes.length > 0) return edited(review, edits);
  return refuse(talk, review, "with this text the finding is still there, or another one is");
}

function refuse({ say }: Conversation, review: Review, why: string): Review {
  say(`Not taken: ${why}.\n`);
  return review;
}

/** The edits that make of the original what was typed, or why they cannot be had. */
function editedChange({ analysed, investigation, person }: Conversation, change: Change): readonly Edit[] | string {
  const { path, before, after } = change;
  const name = analysed.view.display(path);
  const typed = person.edit(name, after);
  if (typed.kind === "failed") return typed.message;
  if (!investigation.parses(typed.text)) return `${name} does not parse any more`;
  if (analysed.view.bytesOf(path, typed.text) === null) return `the encoding of ${name} can't hold this text`;
  return editsBetween(path, before, typed.text);
}
