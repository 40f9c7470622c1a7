import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { campaignOf } from "../campaign/campaign";
import { bot, type LocalForge, startForge, token } from "../forge/forge.test-data";
import { openForge } from "../forge/open-forge";
import { gitAsPerson as git } from "../git/person.test-data";
import type { Ledger } from "../ledger/ledger";
import { openSqliteLedger } from "../ledger/sqlite";
import type { Campaign, ForgeKind, State } from "../types";
import { publishStep } from "./publish";
import { quickTool } from "./quick-tool.test-data";
import { runStep } from "./run";
import type { StepContext } from "./step";

jest.setTimeout(120_000);

const realTool = resolve(__dirname, "../../../bin/grpc-fork-fix.js");
const broken = `import multiprocessing

import grpc

import stock_pb2_grpc

channel = grpc.insecure_channel("stock:50051")
stub = stock_pb2_grpc.StockStub(channel)


def work():
    print(stub.Level(None))


if __name__ == "__main__":
    child = multiprocessing.Process(target=work)
    child.start()
    child.join()
`;

let scratch = "";
let kind: ForgeKind = "github";
let forge: LocalForge;
let ledger: Ledger;
let campaign: Campaign;
let time = 0;
let news: string[] = [];

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), "steps-"));
  time = 1_800_000_000_000;
  news = [];
  writeFileSync(join(scratch, "tool.js"), quickTool);
  forge = await startForge(kind);
  ledger = openSqliteLedger(":memory:", { campaign: "forks", now: () => time, worker: "w" });
  const text = 'name = "forks"\nrepositories.list = ["acme/shop"]\npull-request.labels = ["fork"]\n';
  campaign = { ...campaignOf("c.toml", text, () => [], String), forge: forge.settings };
});
afterEach(async () => {
  await ledger.close();
  await forge.stop();
  rmSync(scratch, { recursive: true, force: true });
});

function context(change: Partial<StepContext> = {}): StepContext {
  const world = {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
    random: () => 0.5,
  };
  return {
    campaign,
    ledger,
    forge: openForge(forge.settings, { ...world, environment: { FORGE_TOKEN: token }, limit: 5_000 }),
    cache: join(scratch, "cache"),
    out: join(scratch, "out"),
    tool: join(scratch, "tool.js"),
    ...world,
    every: () => () => undefined,
    tell: (name, text) => news.push(`${name}: ${text}`),
    isStopping: () => false,
    ...change,
  };
}

/** A person's clone of a repository, and what they commit and push there. */
function commit(name: string, files: Readonly<Record<string, string>>, branch = "main"): void {
  const clone = join(scratch, "people", name);
  if (!existsSync(clone)) {
    mkdirSync(dirname(clone), { recursive: true });
    git(scratch, "clone", "--quiet", forge.folderOf(name), clone);
  }
  git(clone, "fetch", "--quiet");
  const isThere = git(clone, "branch", "--remotes").includes(`origin/${branch}`);
  git(clone, "checkout", "--quiet", "-B", branch, ...(isThere ? [`origin/${branch}`] : []));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(clone, path), text);
  git(clone, "add", "--all");
  git(clone, "commit", "--quiet", "--allow-empty", "--message", "by a person");
  git(clone, "push", "--quiet", "origin", branch);
}

async function plan(...names: string[]): Promise<void> {
  const { forge: opened } = context();
  const found = await Promise.all(names.map((name) => opened?.repository(name)));
  await ledger.plan(found.flatMap((repository) => repository ?? []));
}

async function shop(text = broken): Promise<void> {
  forge.add("acme/shop");
  commit("acme/shop", { "shop.py": text, "stock_pb2_grpc.py": "" });
  await plan("acme/shop");
}

const states = async (): Promise<readonly State[]> => (await ledger.tasks()).map(({ state }) => state);
const pulls = () => forge.pulls("acme/shop");

/** Everything from the beginning, as a nightly job does. */
async function night(change: Partial<StepContext> = {}): Promise<void> {
  await ledger.replan((await ledger.tasks()).map(({ repository }) => repository.name));
  await runStep(context(change), 2);
  await publishStep(context(change));
}

test("opens one pull request that repairs, and leaves it alone afterwards", async () => {
  await shop();
  await night({ tool: realTool });
  await night({ tool: realTool });
  expect(await states()).toEqual(["open"]);
  expect(pulls()).toMatchObject([
    { number: 1, head: "grpc-fork-fix/forks", base: "main", labels: ["fork"], state: "open" },
  ]);
  expect(pulls()[0]?.body).toMatch(/GFF101.*campaign=forks fingerprint=[0-9a-f]{16} -->\n$/s);
  const folder = forge.folderOf("acme/shop");
  expect(git(folder, "diff", "--stat", "main", "grpc-fork-fix/forks")).toContain("shop.py");
  expect(git(folder, "show", "grpc-fork-fix/forks:shop.py")).toContain("os.getpid()");
  expect(forge.requests.filter((line) => line === "POST /repos/acme/shop/pulls")).toHaveLength(1);
});

test("the patch on the shelf is what the pull request holds", async () => {
  await shop();
  await night();
  const clone = join(scratch, "people/acme/shop");
  git(clone, "am", "--quiet", join(scratch, "out/acme/shop/fixes.patch"));
  git(clone, "fetch", "--quiet");
  expect(git(clone, "rev-parse", "HEAD^{tree}")).toBe(git(clone, "rev-parse", "origin/grpc-fork-fix/forks^{tree}"));
});

test("has nothing to do where nothing is wrong, or nothing is there", async () => {
  await shop("print(1)\n");
  forge.add("acme/empty");
  await plan("acme/shop", "acme/empty");
  await night();
  expect(await states()).toEqual(["clean", "clean"]);
  expect(pulls()).toEqual([]);
});

test("a branch to which a person has committed is theirs", async () => {
  await shop();
  await night();
  commit("acme/shop", { "shop.py": "# theirs\n" }, "grpc-fork-fix/forks");
  commit("acme/shop", { "shop.py": `# moved\n${broken}` });
  await night();
  expect(await states()).toEqual(["stopped"]);
  expect(git(forge.folderOf("acme/shop"), "show", "grpc-fork-fix/forks:shop.py")).toBe("# theirs");
});

describe.each(["github", "gitlab", "gitea"] as const)("at %s", (which) => {
  beforeAll(() => {
    kind = which;
  });
  afterAll(() => {
    kind = "github";
  });

  test("a pull request that a person closed stays closed", async () => {
    await shop();
    await night();
    forge.close("acme/shop", 1, "ann");
    await night();
    await night();
    expect(await states()).toEqual(["stopped"]);
    expect(pulls()).toHaveLength(1);
  });

  test("a pull request follows the code, and is closed when there is nothing left to repair", async () => {
    await shop();
    await night();
    const before = pulls()[0]?.body;
    commit("acme/shop", { "shop.py": `# moved\n${broken}` });
    await night();
    expect(pulls()).toHaveLength(1);
    expect(pulls()[0]?.body).not.toBe(before);
    expect(git(forge.folderOf("acme/shop"), "show", "grpc-fork-fix/forks:shop.py")).toMatch(/^# moved\n/);
    commit("acme/shop", { "shop.py": "print(1)\n" });
    await night();
    expect(pulls()).toMatchObject([{ state: "closed", closedBy: bot }]);
    expect(pulls()[0]?.comments).toHaveLength(1);
    // It was not a person who closed it: new findings are worth a new one.
    commit("acme/shop", { "shop.py": broken });
    await night();
    expect(pulls()).toMatchObject([{ state: "closed" }, { state: "open" }]);
  });

  test("a fault costs time and nothing else, and opens nothing twice", async () => {
    await shop();
    await runStep(context(), 1);
    const creating = /^POST .*\/(?:pulls|merge_requests)$/;
    const faults = ["bad-gateway", "secondary-without-hint", "too-many", "reset"] as const;
    forge.faults.push({ on: /^GET /, fault: "cut" }, ...faults.map((fault) => ({ on: creating, fault })));
    for (let round = 0; round < faults.length + 1; round++) {
      await publishStep(context());
      time += 120_000;
    }
    expect(forge.faults).toEqual([]);
    expect(await states()).toEqual(["open"]);
    expect(pulls()).toMatchObject([{ labels: ["fork"], draft: false }]);
  });
});

test("what moved on between analysis and publication is analysed again", async () => {
  await shop();
  await runStep(context(), 1);
  commit("acme/shop", { "shop.py": `# moved\n${broken}` });
  await publishStep(context());
  expect(await states()).toEqual(["planned"]);
  expect(pulls()).toEqual([]);
  await runStep(context(), 1);
  await publishStep(context());
  expect(await states()).toEqual(["open"]);
});

describe("killed", () => {
  class Kill extends Error {}

  /** A ledger that dies after so many calls; the claim it held is lost with it. */
  function dying(calls: number): Ledger {
    let left = calls;
    return new Proxy(ledger, {
      get: (target, key: keyof Ledger) => {
        if (left-- <= 0) throw new Kill();
        return target[key];
      },
    });
  }

  test("at any transition, and begun again, it still comes to one pull request", async () => {
    await shop();
    for (let calls = 0; calls < 12; calls++) {
      const deadly = context({ ledger: dying(calls) });
      await runStep(deadly, 1).catch(() => undefined);
      await publishStep(deadly).catch(() => undefined);
      // Its leases end.
      time += 3_600_000;
    }
    await night();
    expect(await states()).toEqual(["open"]);
    expect(pulls()).toHaveLength(1);
  });
});

test.each([
  ["secondary", /^POST .*\/pulls$/],
  ["secondary-without-hint", /^POST .*\/pulls$/],
  ["too-many", /^GET .*\/pulls$/],
  ["bad-gateway", /^POST .*\/pulls$/],
  ["reset", /^POST .*\/pulls$/],
  ["cut", /^POST .*\/pulls$/],
  ["lost", /^POST .*\/pulls$/],
  ["cut", /^GET .*\/pulls$/],
  ["bad-gateway", /labels$/],
] as const)("a fault (%s at %s) costs time and nothing else", async (fault, on) => {
  await shop();
  await runStep(context(), 1);
  forge.faults.push({ on, fault });
  for (let round = 0; round < 4; round++) {
    await publishStep(context());
    time += 120_000;
  }
  expect(forge.faults).toEqual([]);
  expect(await states()).toEqual(["open"]);
  expect(pulls()).toHaveLength(1);
});

test("an expired token ends it, with nothing lost", async () => {
  await shop();
  await runStep(context(), 1);
  forge.faults.push({ on: /pulls/, fault: "expired" });
  await expect(publishStep(context())).rejects.toThrow("Bad credentials");
  await publishStep(context());
  expect(await states()).toEqual(["open"]);
});

test("opens nothing outside of its windows, and says when they open", async () => {
  await shop();
  await runStep(context(), 1);
  // 1_800_000_000 s is a Friday, 08:00 in UTC.
  campaign = { ...campaign, windows: [{ days: [5], from: 600, until: 700, zone: "UTC" }] };
  expect(await publishStep(context())).toEqual({ done: 0, until: time + 2 * 3_600_000 });
  time += 2 * 3_600_000;
  expect(await publishStep(context())).toEqual({ done: 1, until: null });
});

test("a repository that cannot be analysed is given up, and says why", async () => {
  await shop();
  campaign = { ...campaign, limits: { ...campaign.limits, files: 1 } };
  await runStep(context(), 1);
  expect(await ledger.tasks()).toMatchObject([{ state: "failed", error: "it has 2 files, and the limit is 1" }]);
});

test("a repository that is gone is tried again, and given up", async () => {
  await shop();
  rmSync(forge.folderOf("acme/shop"), { recursive: true });
  for (let round = 0; round < 4; round++) {
    await runStep(context(), 1);
    time += 3_600_000;
  }
  expect(await ledger.tasks()).toMatchObject([{ state: "failed", attempts: 3 }]);
});

test("nothing of the repository is run, and no secret reaches the analysis", async () => {
  forge.add("acme/shop");
  commit("acme/shop", {
    "shop.py": broken,
    "stock_pb2_grpc.py": "",
    ".gitattributes": `* filter=evil\n`,
    "conftest.py": `open(${JSON.stringify(join(scratch, "ran"))}, "w")\n`,
  });
  await plan("acme/shop");
  const spy = join(scratch, "spy.js");
  const seen = join(scratch, "seen.json");
  writeFileSync(
    spy,
    `require("fs").writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env)); process.exit(2);`,
  );
  process.env.FORGE_TOKEN = token;
  try {
    await runStep(context({ tool: spy }), 1);
  } finally {
    delete process.env.FORGE_TOKEN;
  }
  expect(readFileSync(seen, "utf8")).not.toContain(token);
  expect(existsSync(join(scratch, "ran"))).toBe(false);
});
