import { Client } from "pg";
import { type Open, repository, testLedger } from "./contract.test-data";
import { killEverywhere } from "./kill.test-data";
import type { Claim, Ledger } from "./ledger";
import { holdToModel } from "./model.test-data";
import { openLedger } from "./open-ledger";
import { openPostgresLedger } from "./postgres";
import { hasPostgres, type PostgresServer, startPostgres, strayJobs } from "./postgres-server.test-data";

let server: PostgresServer;
let admin: Client;
let campaigns = 0;
let campaign = "";
let time = 0;
let ledgers: Ledger[] = [];

async function open(options: { readonly worker?: string; readonly campaign?: string } = {}): Promise<Ledger> {
  const ledger = await openLedger(server.url, { campaign, worker: "w", now: () => time, ...options });
  ledgers.push(ledger);
  return ledger;
}

async function planned(...names: string[]): Promise<Ledger> {
  const ledger = await open();
  await ledger.plan(names.map(repository));
  return ledger;
}

(hasPostgres ? describe : describe.skip)("a ledger in PostgreSQL", () => {
  beforeAll(async () => {
    server = await startPostgres();
    admin = new Client(server.url);
    await admin.connect();
  }, 120_000);
  afterAll(async () => {
    await admin.end();
    await server.stop();
  });
  beforeEach(() => {
    time = 1_000_000;
    campaign = `forks-${++campaigns}`;
    ledgers = [];
  });
  afterEach(async () => {
    for (const ledger of ledgers) await ledger.close();
    expect(await strayJobs(admin, campaign)).toEqual([]);
  });

  testLedger(async (): Promise<Open> => (given) => openPostgresLedger(server.url, { ...given, campaign }));

  test("is as a model says, whatever two workers do", async () => {
    let courses = 0;
    const name = () => `${campaign}-${courses}`;
    await holdToModel(
      async (now) => {
        courses++;
        const ofWorker = (worker: string) => openLedger(server.url, { campaign: name(), now, worker });
        return [await ofWorker("one"), await ofWorker("two")];
      },
      25,
      async () => expect(await strayJobs(admin, name())).toEqual([]),
    );
  }, 240_000);

  test("loses nothing, wherever a worker is killed", async () => {
    const inspect = async () => expect(await strayJobs(admin, campaign)).toEqual([]);
    expect(await killEverywhere({ where: server.url, campaign, inspect }, 6)).toBeGreaterThan(60);
  }, 600_000);

  test("is made once, however many workers come first at the same time", async () => {
    const [database] = [`first_${campaigns}`];
    await admin.query(`create database ${database}`);
    const url = server.url.replace("///postgres", `///${database}`);
    const options = { campaign, now: () => 0 };
    const all = await Promise.all([1, 2, 3, 4].map((index) => openLedger(url, { ...options, worker: `w${index}` })));
    await all[0]?.plan([repository("a/a")]);
    const claims = await Promise.all(all.map((ledger) => ledger.claim("run", 1_000)));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    for (const ledger of all) await ledger.close();
  });

  test("gives each of many tasks to one of many workers", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `acme/r${index}`);
    await planned(...names);
    const workers = await Promise.all([1, 2, 3, 4].map((index) => open({ worker: `w${index}` })));
    const found: string[] = [];
    const work = async (ledger: Ledger) => {
      for (;;) {
        const claim = await ledger.claim("run", 60_000);
        if (claim === null) return;
        found.push(claim.task.repository.name);
        await ledger.finish(claim, { state: "clean" });
      }
    };
    await Promise.all(workers.map(work));
    expect(found.sort()).toEqual(names.sort());
  });

  test("keeps campaigns apart", async () => {
    const ledger = await planned("a/a");
    const other = await open({ campaign: `${campaign}-other` });
    expect(await other.tasks()).toEqual([]);
    expect(await other.claim("run", 1_000)).toBeNull();
    await other.plan([repository("a/b")]);
    expect((await other.claim("run", 1_000))?.task.repository.name).toBe("a/b");
    expect((await ledger.claim("run", 1_000))?.task.repository.name).toBe("a/a");
  });

  test("is not divided: its workers share one queue", async () => {
    const ledger = await planned("a/a");
    await expect(ledger.claim("run", 1_000, { index: 1, of: 2 })).rejects.toThrow("leave --shard away");
  });

  test("finds again what was lost from the queue", async () => {
    const ledger = await planned("a/a", "a/b");
    await admin.query("delete from grpc_fork_fix_jobs.job where name = $1", [`${campaign}_run`]);
    const names = [await ledger.claim("run", 1_000), await ledger.claim("run", 1_000)];
    expect(names.map((claim) => claim?.task.repository.name).sort()).toEqual(["a/a", "a/b"]);
    expect(await ledger.claim("run", 1_000)).toBeNull();
  });

  test("does not hand out twice what the queue does", async () => {
    const ledger = await planned("a/a");
    const claim = (await ledger.claim("run", 1_000)) as Claim;
    // As when pg-boss takes a job for lost while its worker is alive.
    await admin.query("update grpc_fork_fix_jobs.job set state = 'retry' where name = $1", [`${campaign}_run`]);
    expect(await ledger.claim("run", 1_000)).toBeNull();
    expect(await ledger.finish(claim, { state: "clean" })).toBe(true);
  });

  test("takes a task up to its time by the worker's clock, not by the database's", async () => {
    const ledger = await planned("a/a");
    const inAnHour = Date.now() + 3_600_000;
    await ledger.release((await ledger.claim("run", 1_000)) as Claim, inAnHour);
    expect(await ledger.claim("run", 1_000)).toBeNull();
    time = inAnHour;
    expect(await ledger.claim("run", 1_000)).not.toBeNull();
  });

  test("shows operators what was given up", async () => {
    const ledger = await planned("a/a");
    await ledger.retry((await ledger.claim("run", 1_000)) as Claim, "no \0 way \ud800", 0, 1);
    const dead = async () =>
      (await admin.query("select data from grpc_fork_fix_jobs.job where name = $1", [`${campaign}_dead`])).rows;
    expect(await dead()).toEqual([{ data: { repository: "a/a", error: "no  way \ufffd" } }]);
    expect(await ledger.tasks()).toMatchObject([{ state: "failed", error: "no \0 way \ud800" }]);
    await ledger.replan(["a/a"]);
    expect(await dead()).toEqual([]);
  });

  test("takes what a dead worker left before all else", async () => {
    const ledger = await planned("a/a", "a/b", "a/c", "a/d");
    const lost = await ledger.claim("run", 1_000);
    time += 2_000;
    expect((await ledger.claim("run", 1_000))?.task).toEqual(lost?.task);
  });

  test("says what is wrong with a database, and not its password", async () => {
    const options = { campaign, now: () => 0, worker: "w" };
    const nowhere = "postgres://bot:se/cr@et@127.0.0.1:1/none";
    const error: Error = await openLedger(nowhere, options).catch((thrown) => thrown);
    expect(error.message).toMatch(/^the ledger postgres:\/\/bot@127.0.0.1:1\/none cannot be used: ./);
    await expect(openLedger("redis://127.0.0.1", options)).rejects.toThrow("redis is not known");
    await expect(openLedger(server.url.replace("///postgres", "///none"), options)).rejects.toThrow(
      /cannot be used: database "none" does not exist/,
    );
  });

  test("of a newer version is refused", async () => {
    await open();
    await admin.query("update grpc_fork_fix.about set version = 99");
    await expect(open()).rejects.toThrow("is of version 99, and this is for version 1");
    await admin.query("update grpc_fork_fix.about set version = 1");
  });
});
