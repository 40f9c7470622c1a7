/** Holds a ledger to a model of a few plain values, over random courses of several workers. */
import fc from "fast-check";
import type { State, Task } from "../types";
import { repository } from "./contract.test-data";
import { type Claim, inputsOf, type Ledger, leavable, type Outcome, replannable, type StepName } from "./ledger";
import { changed, freshTask, retried } from "./transitions";

/** One call of one worker. `which` counts back through all claims that were ever given, so that late ones are tried, too. */
type Action =
  | { readonly do: "plan"; readonly names: readonly string[] }
  | { readonly do: "replan"; readonly names: readonly string[] }
  | { readonly do: "claim"; readonly step: StepName; readonly lease: number; readonly worker: number }
  | { readonly do: "renew"; readonly which: number; readonly lease: number; readonly worker: number }
  | { readonly do: "note"; readonly which: number; readonly worker: number }
  | { readonly do: "finish"; readonly which: number; readonly outcome: Outcome; readonly worker: number }
  | { readonly do: "retry"; readonly which: number; readonly after: number; readonly worker: number }
  | { readonly do: "release"; readonly which: number; readonly after: number; readonly worker: number }
  | { readonly do: "set"; readonly name: string; readonly state: State }
  | { readonly do: "spend"; readonly worker: number }
  | { readonly do: "wait"; readonly time: number };

interface Entry {
  task: Task;
  token: string | null;
  step: StepName | null;
  until: number;
}

/** What a ledger should hold; changed in place, as a ledger is. */
interface Model {
  now: number;
  readonly entries: Map<string, Entry>;
  readonly claims: Claim[];
  readonly spends: number[];
}

const PACE = { perMinute: 2, perHour: 4 };
const LIMIT = 2;

/** Opens an empty ledger for two workers with this clock. */
export type OpenTwo = (now: () => number) => Promise<readonly [Ledger, Ledger]>;

/** Random courses, as many as asked; `after` looks at the ledger when one has ended. */
export async function holdToModel(open: OpenTwo, runs: number, after: () => Promise<void> = async () => {}) {
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { minLength: 20, maxLength: 60 }), async (course) => {
      const model: Model = { now: 1_000_000, entries: new Map(), claims: [], spends: [] };
      const ledgers = await open(() => model.now);
      try {
        for (const action of [...beginning, ...course]) await step(model, ledgers, action);
        await after();
      } finally {
        for (const ledger of ledgers) await ledger.close();
      }
    }),
    { numRuns: runs },
  );
}

const known = ["a/a", "a/b", "b/c", "b/d"];
const name = fc.constantFrom(...known);
const names = fc.oneof({ arbitrary: fc.constant(known), weight: 2 }, { arbitrary: fc.subarray(known), weight: 1 });
const worker = fc.nat(1);
const which = fc.oneof({ arbitrary: fc.nat(1), weight: 6 }, { arbitrary: fc.nat(20), weight: 1 });
const lease = fc.constantFrom(100, 1_000);
const after = fc.constantFrom(0, 50, 5_000);
const outcome = fc.record({
  state: fc.constantFrom<State>("analysed", "analysed", "analysed", "planned", "planned", "clean", "open", "stopped"),
  pullRequest: fc.constantFrom(null, { number: 1, url: "u" }),
});
const claim = fc.record({ do: fc.constant("claim" as const), step: fc.constantFrom("run", "publish"), lease, worker });

const actions: fc.Arbitrary<Action> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant("plan"), names }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant("replan"), names }), weight: 1 },
  { arbitrary: claim as fc.Arbitrary<Action>, weight: 6 },
  { arbitrary: fc.record({ do: fc.constant("renew"), which, lease, worker }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant("note"), which, worker }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant("finish"), which, outcome, worker }), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant("retry"), which, after, worker }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant("release"), which, after, worker }), weight: 1 },
  {
    arbitrary: fc.record({ do: fc.constant("set"), name, state: fc.constantFrom<State>("merged", "analysed") }),
    weight: 1,
  },
  { arbitrary: fc.record({ do: fc.constant("spend"), worker }), weight: 2 },
  {
    arbitrary: fc.record({
      do: fc.constant("wait"),
      time: fc.constantFrom(1, 1, 50, 99, 1_000, 5_000, 60_000, 3_600_000),
    }),
    weight: 4,
  },
) as fc.Arbitrary<Action>;

/** Two tasks to analyse and two to publish: where the interesting courses start. */
const beginning: readonly Action[] = [
  { do: "plan", names: known },
  ...[0, 1].flatMap((worker): Action[] => [
    { do: "claim", step: "run", lease: 1_000, worker },
    { do: "finish", which: 0, outcome: { state: "analysed" }, worker },
  ]),
];

/** Does the same to both and compares what they say, and then what they hold. */
async function step(model: Model, ledgers: readonly [Ledger, Ledger], action: Action): Promise<void> {
  const ledger = "worker" in action && action.worker === 1 ? ledgers[1] : ledgers[0];
  if (action.do === "wait") model.now += action.time;
  else if (action.do === "claim") await claimed(model, ledger, action.step, action.lease);
  else if (action.do === "spend") expect(await ledger.spend(PACE)).toEqual(spend(model));
  else if (action.do === "plan") {
    expect(await ledger.plan(action.names.map(repository))).toEqual(plan(model, action.names));
  } else if (action.do === "replan") expect(await ledger.replan(action.names)).toBe(replan(model, action.names));
  else if (action.do === "set") {
    expect(await ledger.set(action.name, { state: action.state })).toBe(set(model, action.name, action.state));
  } else await withClaim(model, ledger, action);
  const all = [...model.entries.values()].map(({ task }) => task);
  expect(await ledger.tasks()).toEqual(all.sort((a, b) => (a.repository.name < b.repository.name ? -1 : 1)));
}

const isHeld = (model: Model, { token, until }: Entry) => token !== null && until > model.now;

/** Which of the due tasks is given is the ledger's choice. */
async function claimed(model: Model, ledger: Ledger, step: StepName, lease: number): Promise<void> {
  const entries = [...model.entries.values()];
  const isTaken = step === "publish" && entries.some((entry) => entry.step === "publish" && isHeld(model, entry));
  const due = entries.filter(
    (entry) =>
      inputsOf[step].some((state) => state === entry.task.state) &&
      entry.task.notBefore <= model.now &&
      !isHeld(model, entry),
  );
  const given = await ledger.claim(step, lease);
  if (isTaken || due.length === 0) {
    expect(given).toBeNull();
    return;
  }
  const entry = due.find(({ task }) => task.repository.name === given?.task.repository.name);
  expect(given?.task).toEqual(entry?.task);
  if (given === null || entry === undefined) throw new Error("a task that is due was not given");
  model.claims.push(given);
  Object.assign(entry, { token: given.token, step, until: model.now + lease });
}

type WithClaim = Extract<Action, { readonly which: number }>;

async function withClaim(model: Model, ledger: Ledger, action: WithClaim): Promise<void> {
  const claim = model.claims.at(-1 - (action.which % model.claims.length));
  if (claim === undefined) return;
  const found = model.entries.get(claim.task.repository.name);
  const entry = found?.token === claim.token ? found : null;
  const end = (next: (task: Task) => Task) => {
    if (entry) Object.assign(entry, { task: next(entry.task), token: null, step: null, until: 0 });
  };
  expect(await call(model, ledger, claim, action)).toBe(entry !== null);
  if (entry === null) return;
  if (action.do === "renew") entry.until = model.now + action.lease;
  else if (action.do === "note") entry.task = changed(entry.task, { head: "pushed" });
  else if (action.do === "finish") end((task) => ({ ...changed(task, action.outcome), attempts: 0, notBefore: 0 }));
  else if (action.do === "release") end((task) => ({ ...task, notBefore: model.now + action.after }));
  else end((task) => retried(task, claim.step, "slow", model.now + action.after, LIMIT));
}

function call(model: Model, ledger: Ledger, claim: Claim, action: WithClaim): Promise<boolean> {
  if (action.do === "renew") return ledger.renew(claim, action.lease);
  if (action.do === "note") return ledger.note(claim, { head: "pushed" });
  if (action.do === "finish") return ledger.finish(claim, action.outcome);
  if (action.do === "release") return ledger.release(claim, model.now + action.after);
  return ledger.retry(claim, "slow", model.now + action.after, LIMIT);
}

const free = (task: Task): Entry => ({ task, token: null, step: null, until: 0 });

function plan(model: Model, wanted: readonly string[]) {
  const known = new Set(model.entries.keys());
  for (const one of wanted) {
    const entry = model.entries.get(one);
    if (entry === undefined || (entry.task.state === "gone" && !isHeld(model, entry))) {
      model.entries.set(one, free(freshTask(repository(one))));
    } else if (!isHeld(model, entry)) model.entries.set(one, free(entry.task));
  }
  let dropped = 0;
  for (const one of known) {
    const entry = model.entries.get(one);
    if (entry === undefined || wanted.includes(one) || isHeld(model, entry)) continue;
    if (entry.task.pullRequest !== null || !leavable.includes(entry.task.state)) continue;
    model.entries.set(one, free({ ...entry.task, state: "gone" }));
    dropped++;
  }
  const kept = wanted.filter((one) => known.has(one)).length;
  return { added: wanted.length - kept, kept, dropped };
}

function replan(model: Model, wanted: readonly string[]): number {
  const ready = wanted.flatMap((one) => {
    const entry = model.entries.get(one);
    return entry && !isHeld(model, entry) && replannable.includes(entry.task.state) ? [entry.task] : [];
  });
  for (const task of ready) {
    const again: Task = { ...task, state: "planned", attempts: 0, notBefore: 0, error: null };
    model.entries.set(task.repository.name, free(again));
  }
  return ready.length;
}

function set(model: Model, one: string, state: State): boolean {
  const entry = model.entries.get(one);
  if (entry === undefined || isHeld(model, entry)) return false;
  model.entries.set(one, free(changed(entry.task, { state })));
  return true;
}

/** Counted anew: at most so many in any minute and any hour. */
function spend(model: Model) {
  const inLast = (length: number) => model.spends.filter((at) => at > model.now - length);
  const waits = [
    { recent: inLast(60_000), limit: PACE.perMinute, length: 60_000 },
    { recent: inLast(3_600_000), limit: PACE.perHour, length: 3_600_000 },
  ].flatMap(({ recent, limit, length }) => (recent.length < limit ? [] : [(recent.at(-limit) ?? 0) + length]));
  if (waits.length > 0) return { kind: "wait", until: Math.max(...waits) };
  model.spends.push(model.now);
  return { kind: "granted" };
}
