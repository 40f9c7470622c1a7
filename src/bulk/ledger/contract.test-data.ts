/** What every ledger promises, as tests; the files that run them say which ledger it is. */
import type { Repository, Task } from "../types";
import type { Claim, Ledger, LedgerOptions } from "./ledger";

export const repository = (name: string): Repository => ({
  name,
  cloneUrl: `https://forge.example/${name}.git`,
  defaultBranch: "main",
  archived: false,
  fork: false,
});

/** Opens the same ledger again and again, as several workers do. */
export type Open = (options: LedgerOptions) => Promise<Ledger>;

const names = (tasks: readonly Task[]) => tasks.map(({ repository: { name } }) => name);
const nameOf = (claim: Claim | null) => claim?.task.repository.name ?? null;
const pace = { perMinute: 3, perHour: 5 };

/** Defines the tests. `fresh` gives an empty ledger's opener. */
export function testLedger(fresh: () => Promise<Open>): void {
  let time = 0;
  let ledgers: Ledger[] = [];
  let open: (worker?: string) => Promise<Ledger>;

  beforeEach(async () => {
    time = 1_000_000;
    ledgers = [];
    const opener = await fresh();
    open = async (worker = "w") => {
      const ledger = await opener({ campaign: "forks", now: () => time, worker });
      ledgers.push(ledger);
      return ledger;
    };
  });
  afterEach(async () => {
    for (const ledger of ledgers) await ledger.close();
  });

  async function planned(...all: string[]): Promise<Ledger> {
    const ledger = await open();
    await ledger.plan(all.map(repository));
    return ledger;
  }

  async function taken(ledger: Ledger, lease = 1_000): Promise<Claim> {
    const claim = await ledger.claim("run", lease);
    if (claim === null) throw new Error("there is nothing to claim");
    return claim;
  }

  /** One task that is ready to be published. */
  async function analysed(ledger: Ledger): Promise<void> {
    const claim = await taken(ledger);
    await ledger.finish(claim, { state: "analysed", bundle: "b", base: "c", findings: 2 });
  }

  test("plans, keeps, drops and takes back", async () => {
    const ledger = await planned("a/a", "a/b");
    expect(await ledger.plan(["a/b", "a/c"].map(repository))).toEqual({ added: 1, kept: 1, dropped: 1 });
    expect((await ledger.tasks()).map(({ state }) => state)).toEqual(["gone", "planned", "planned"]);
    expect(await ledger.plan(["a/a", "a/b", "a/c"].map(repository))).toEqual({ added: 0, kept: 3, dropped: 0 });
    expect(names(await ledger.tasks(["planned"]))).toEqual(["a/a", "a/b", "a/c"]);
  });

  test("does not drop what has a pull request", async () => {
    const ledger = await planned("a/a");
    const pullRequest = { number: 7, url: "u" };
    await ledger.finish(await taken(ledger), { state: "analysed", pullRequest });
    expect(await ledger.plan([])).toMatchObject({ dropped: 0 });
    expect(await ledger.tasks()).toMatchObject([{ state: "analysed", pullRequest }]);
  });

  test("gives each task to one worker, and again when its lease has ended", async () => {
    const one = await planned("a/a", "a/b");
    const two = await open("other");
    const claims = [await one.claim("run", 1_000), await two.claim("run", 5_000), await one.claim("run", 1_000)];
    expect(claims.map(nameOf).sort()).toEqual(["a/a", "a/b", null]);
    const late = claims[0] as Claim;
    time += 2_000;
    const heir = await two.claim("run", 1_000);
    expect(nameOf(heir)).toBe(nameOf(late));
    expect(await one.finish(late, { state: "clean" })).toBe(false);
    expect(await one.retry(late, "x", 0, 3)).toBe(false);
    expect(await one.note(late, { head: "h" })).toBe(false);
    expect(await one.renew(late, 1_000)).toBe(false);
    expect(await two.finish(heir as Claim, { state: "clean" })).toBe(true);
    expect(names(await one.tasks(["clean"]))).toEqual([nameOf(late)]);
  });

  test("a lease that is renewed does not end, and one that has ended holds while nobody else came", async () => {
    const ledger = await planned("a/a");
    const claim = await taken(ledger);
    time += 900;
    expect(await ledger.renew(claim, 1_000)).toBe(true);
    time += 900;
    expect(await ledger.claim("run", 1_000)).toBeNull();
    time += 900;
    expect(await ledger.finish(claim, { state: "clean" })).toBe(true);
  });

  test("keeps what a worker notes for its heir", async () => {
    const ledger = await planned("a/a");
    await analysed(ledger);
    const claim = await ledger.claim("publish", 1_000);
    await ledger.note(claim as Claim, { state: "publishing", head: "pushed" });
    time += 2_000;
    expect((await ledger.claim("publish", 1_000))?.task).toMatchObject({
      state: "publishing",
      head: "pushed",
      bundle: "b",
    });
  });

  test("tries again later, and gives up in the end", async () => {
    const ledger = await planned("a/a");
    await ledger.retry(await taken(ledger), "slow", time + 500, 2);
    expect(await ledger.claim("run", 1_000)).toBeNull();
    time += 500;
    const claim = await taken(ledger);
    expect(claim.task).toMatchObject({ attempts: 1, error: "slow" });
    await ledger.retry(claim, "still slow", time, 2);
    expect(await ledger.tasks()).toMatchObject([{ state: "failed", attempts: 2, error: "still slow" }]);
    expect(await ledger.claim("run", 1_000)).toBeNull();
    expect(await ledger.replan(["a/a", "a/none"])).toBe(1);
    expect((await taken(ledger)).task).toMatchObject({ state: "planned", attempts: 0, error: null });
  });

  test("a release counts no try", async () => {
    const ledger = await planned("a/a");
    await ledger.release(await taken(ledger), time + 100);
    expect(await ledger.claim("run", 1_000)).toBeNull();
    time += 100;
    expect((await taken(ledger)).task.attempts).toBe(0);
  });

  test("one task at a time is published, by all workers together", async () => {
    const one = await planned("a/a", "a/b");
    const two = await open("other");
    await analysed(one);
    await analysed(one);
    const claim = (await one.claim("publish", 1_000)) as Claim;
    expect(await two.claim("publish", 1_000)).toBeNull();
    await one.finish(claim, { state: "open", pullRequest: { number: 1, url: "u" } });
    const next = (await two.claim("publish", 1_000)) as Claim;
    expect(nameOf(next)).not.toBe(nameOf(claim));
    expect(await one.claim("publish", 1_000)).toBeNull();
    time += 2_000;
    expect(nameOf(await one.claim("publish", 1_000))).toBe(nameOf(next));
  });

  test("what is learned from outside does not disturb a holder", async () => {
    const ledger = await planned("a/a");
    const claim = await taken(ledger);
    expect(await ledger.set("a/a", { state: "merged" })).toBe(false);
    await ledger.finish(claim, { state: "clean" });
    expect(await ledger.set("a/a", { state: "merged" })).toBe(true);
    expect(await ledger.set("a/none", { state: "merged" })).toBe(false);
    expect(await ledger.tasks()).toMatchObject([{ state: "merged" }]);
  });

  test("is not planned again when a person has stopped it", async () => {
    const ledger = await planned("a/a");
    await ledger.finish(await taken(ledger), { state: "stopped" });
    expect(await ledger.replan(["a/a"])).toBe(0);
    await ledger.plan([repository("a/a")]);
    expect(await ledger.tasks()).toMatchObject([{ state: "stopped" }]);
  });

  test("keeps the pace of all workers together", async () => {
    const one = await open();
    const two = await open("other");
    const start = time;
    for (const ledger of [one, two, one]) expect(await ledger.spend(pace)).toEqual({ kind: "granted" });
    expect(await two.spend(pace)).toEqual({ kind: "wait", until: start + 60_000 });
    time += 60_000;
    expect(await two.spend(pace)).toEqual({ kind: "granted" });
    expect(await one.spend(pace)).toEqual({ kind: "granted" });
    expect(await two.spend(pace)).toEqual({ kind: "wait", until: start + 3_600_000 });
    time = start + 3_600_000;
    expect(await two.spend(pace)).toEqual({ kind: "granted" });
  });
}

/** What is promised by a ledger whose workers share no queue. */
export function testShards(fresh: () => Promise<Open>): void {
  test("shards are disjoint, and together they are all", async () => {
    const all = Array.from({ length: 40 }, (_, index) => `acme/r${index}`);
    const ledger = await (await fresh())({ campaign: "forks", now: () => 1_000, worker: "w" });
    await ledger.plan(all.map(repository));
    const found: string[] = [];
    for (const index of [1, 2, 3]) {
      for (;;) {
        const claim = await ledger.claim("run", 1_000, { index, of: 3 });
        if (claim === null) break;
        found.push(claim.task.repository.name);
        await ledger.finish(claim, { state: "clean" });
      }
      if (index < 3) expect(found.length).toBeLessThan(all.length);
    }
    expect(found.sort()).toEqual(all.sort());
    await ledger.close();
  });
}
