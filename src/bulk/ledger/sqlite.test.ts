import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { type Open, repository, testLedger, testShards } from "./contract.test-data";
import { killEverywhere } from "./kill.test-data";
import { holdToModel } from "./model.test-data";
import { openSqliteLedger } from "./sqlite";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledger-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const options = { campaign: "forks", now: () => 0, worker: "w" };

describe("a ledger in SQLite", () => {
  const fresh = async (): Promise<Open> => {
    const path = join(folder, "ledger.sqlite");
    return async (given) => openSqliteLedger(path, given);
  };
  testLedger(fresh);
  testShards(fresh);

  test("is as a model says, whatever two workers do", async () => {
    let count = 0;
    await holdToModel(async (now) => {
      const path = join(folder, `${++count}.sqlite`);
      return [openSqliteLedger(path, { ...options, now }), openSqliteLedger(path, { ...options, now })];
    }, 60);
  }, 120_000);

  test("loses nothing, wherever a worker is killed", async () => {
    const where = join(folder, "killed.sqlite");
    expect(await killEverywhere({ where, campaign: "forks", inspect: async () => {} }, 3)).toBeGreaterThan(30);
  }, 300_000);

  test("is there again after it was closed", async () => {
    const path = join(folder, "ledger.sqlite");
    const first = openSqliteLedger(path, options);
    await first.plan([repository("a/a")]);
    await first.close();
    const second = openSqliteLedger(path, options);
    expect(await second.tasks()).toHaveLength(1);
    await second.close();
  });

  test("belongs to one campaign", async () => {
    const path = join(folder, "ledger.sqlite");
    await openSqliteLedger(path, options).close();
    expect(() => openSqliteLedger(path, { ...options, campaign: "other" })).toThrow(
      "is of the campaign forks, not of other",
    );
  });

  test("of a newer version, or none at all, is refused", async () => {
    const path = join(folder, "ledger.sqlite");
    await openSqliteLedger(path, options).close();
    const database = new Database(path);
    database.exec("update about set version = 99");
    database.close();
    expect(() => openSqliteLedger(path, options)).toThrow("is of version 99, and this is for version 1");
    writeFileSync(join(folder, "text"), "not a database, but long enough to look at".repeat(40));
    expect(() => openSqliteLedger(join(folder, "text"), options)).toThrow("cannot be used");
    expect(() => openSqliteLedger(join(folder, "no", "where"), options)).toThrow("cannot be used");
  });
});
