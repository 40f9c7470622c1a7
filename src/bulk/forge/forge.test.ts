/** What every forge has to hold to, whatever API it has. */
import { execFileSync } from "node:child_process";
import type { ForgeKind } from "../types";
import type { Forge, ForgeError, NewPullRequest } from "./forge";
import { bot, type Fault, type LocalForge, reader, startForge, token, writer } from "./forge.test-data";
import { openForge } from "./open-forge";

const SHOP = "acme/shop";
const BRANCH = "grpc-fork-fix/forks";
const request: NewPullRequest = { title: "Repair", body: "A body\n", branch: BRANCH, base: "main", draft: false };
/** Twelve lines, so that the diff of the last one does not show the first ones. */
const lines = Array.from({ length: 12 }, (_, index) => `line ${index + 1}\n`);

let local: LocalForge;
let forge: Forge;
let time = 0;

afterEach(() => local.stop());

async function start(kind: ForgeKind, secret = token): Promise<void> {
  time = Date.now();
  local = await startForge(kind);
  local.add(SHOP);
  commit("main", lines.join(""));
  commit(BRANCH, `${lines.slice(0, -1).join("")}last\nnew\n`, "main");
  const sleep = async (milliseconds: number) => {
    time += milliseconds;
  };
  const world = { now: () => time, sleep, random: () => 0.5, limit: 5_000 };
  forge = openForge(local.settings, { ...world, environment: { FORGE_TOKEN: secret } });
}

/** A commit on top of a branch, by `who@x`. */
function commit(branch: string, text: string, from = branch, who = "ann"): void {
  const person = `${who} <${who}@x> 1800000000 +0000`;
  const base = branch === "main" ? "" : `from refs/heads/${from}^0\n`;
  const file = `M 100644 inline shop.py\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = `commit refs/heads/${branch}\nauthor ${person}\ncommitter ${person}\ndata 1\nx\n${base}${file}\n`;
  execFileSync("git", ["fast-import", "--quiet"], { cwd: local.folderOf(SHOP), input: stream, stdio: "pipe" });
}

function git(...args: string[]): string {
  return execFileSync("git", args, { cwd: local.folderOf(SHOP), encoding: "utf8", stdio: "pipe" }).trim();
}

async function failure(call: Promise<unknown>): Promise<ForgeError> {
  return call.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: ForgeError) => error,
  );
}

async function kindOf(call: Promise<unknown>): Promise<string> {
  return (await failure(call)).failure.kind;
}

async function names(items: AsyncIterable<{ readonly name: string }>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { name } of items) all.push(name);
  return all.sort();
}

describe.each(["github", "gitlab", "gitea"] as const)("%s", (kind) => {
  beforeEach(() => start(kind));

  test("says who we are, and lets git in", async () => {
    expect(forge.kind).toBe(kind);
    expect(await forge.whoAmI()).toBe(bot);
    const { cloneUrl } = await forge.repository(SHOP);
    const authorization = (await forge.gitAuthorization(SHOP)) ?? "";
    const refs = `${cloneUrl}/info/refs?service=git-upload-pack`;
    expect(await (await fetch(refs, { headers: { authorization } })).text()).toContain(`refs/heads/${BRANCH}`);
    expect((await fetch(refs)).status).toBe(401);
  });

  test("tells its repositories, however many pages they take", async () => {
    local.add("acme/stock", { archived: true });
    local.add("acme/prices", { fork: true });
    local.add("other/shop");
    const ofAcme = ["acme/prices", SHOP, "acme/stock"];
    expect(await names(forge.ofOrganisation("acme"))).toEqual(ofAcme);
    expect(await names(forge.search("s"))).toEqual(expect.arrayContaining([...ofAcme, "other/shop"]));
    const told = { name: SHOP, defaultBranch: "main", archived: false, fork: false };
    expect(await forge.repository(SHOP)).toEqual({ ...told, cloneUrl: `${local.settings.git}/${SHOP}.git` });
    expect(await forge.repository("acme/stock")).toMatchObject({ archived: true, fork: false });
    expect(await forge.repository("acme/prices")).toMatchObject({ archived: false, fork: true });
    expect(await kindOf(forge.repository("acme/gone"))).toBe("missing");
  });

  test("opens one pull request from a branch, and no second", async () => {
    const opened = await forge.open(SHOP, request);
    const head = { branch: BRANCH, commit: git("rev-parse", BRANCH) };
    const said = { title: "Repair", body: "A body\n", draft: false, labels: [], head, base: "main", closedBy: null };
    expect(opened).toMatchObject({ number: 1, state: "open", ...said });
    expect(opened.url).toMatch(/^https?:\/\/.*\/1$/);
    expect(await forge.pullRequest(SHOP, 1)).toEqual(opened);
    expect(await kindOf(forge.open(SHOP, request))).toBe("exists");
    expect(["invalid", "missing"]).toContain(await kindOf(forge.open(SHOP, { ...request, branch: "gone" })));
    expect(await kindOf(forge.open(SHOP, { ...request, title: "" }))).toBe("invalid");
    expect(await kindOf(forge.pullRequest(SHOP, 2))).toBe("missing");
    expect(local.pulls(SHOP)).toHaveLength(1);
  });

  test("a draft stays one when its text changes, and no title shows it twice", async () => {
    await forge.open(SHOP, { ...request, draft: true });
    expect(local.pulls(SHOP)).toMatchObject([{ title: "Repair", draft: true }]);
    if (kind === "github") return;
    const changed = await forge.update(SHOP, 1, { title: "Other", body: "New" });
    expect(changed).toMatchObject({ title: "Other", body: "New", draft: true });
    expect(local.pulls(SHOP)).toMatchObject([{ title: "Other", body: "New", draft: true }]);
  });

  test("labels are added to those that are there", async () => {
    await forge.open(SHOP, request);
    await forge.label(SHOP, 1, ["fork"]);
    await forge.label(SHOP, 1, ["grpc", "of-acme"]);
    expect([...(await forge.pullRequest(SHOP, 1)).labels].sort()).toEqual(["fork", "grpc", "of-acme"]);
    // Gitea takes numbers alone, so labels have to be there; that of the organisation is.
    const made = local.requests.filter((line) => line === "POST /repos/acme/shop/labels");
    expect(made).toHaveLength(kind === "gitea" ? 2 : 0);
  });

  test("finds what was opened from a branch, newest first, also once the branch is gone", async () => {
    for (const number of [1, 2, 3]) {
      await forge.open(SHOP, request);
      if (number < 3) await forge.close(SHOP, number);
    }
    commit("other", "other\n", "main");
    await forge.open(SHOP, { ...request, branch: "other" });
    local.openFromFork(SHOP, "stranger", BRANCH, "Looks like ours");
    const found = async () =>
      (await forge.pullRequestsFrom(SHOP, BRANCH)).map(({ number, state, head }) => [number, state, head.branch]);
    const all = [3, 2, 1].map((number) => [number, number === 3 ? "open" : "closed", BRANCH]);
    expect(await found()).toEqual(all);
    local.close(SHOP, 3, writer);
    git("update-ref", "-d", `refs/heads/${BRANCH}`);
    expect(await found()).toEqual([[3, "closed", BRANCH], ...all.slice(1)]);
    expect(await forge.pullRequestsFrom(SHOP, "never")).toEqual([]);
  });

  test("tells who has closed it, if it knows, and what was merged", async () => {
    await forge.open(SHOP, request);
    expect(await forge.close(SHOP, 1)).toMatchObject({ state: "closed", closedBy: kind === "gitea" ? null : bot });
    await forge.open(SHOP, request);
    local.close(SHOP, 2, writer);
    expect(await forge.pullRequest(SHOP, 2)).toMatchObject({ closedBy: kind === "gitea" ? null : writer });
    await forge.open(SHOP, request);
    local.close(SHOP, 3, writer, true);
    expect(await forge.pullRequest(SHOP, 3)).toMatchObject({ state: "merged", closedBy: null });
  });

  test("tells commits oldest first, and who made them", async () => {
    commit(BRANCH, "two\n", BRANCH, "bob");
    commit(BRANCH, "three\n", BRANCH, "cem");
    await forge.open(SHOP, request);
    const told = await forge.commits(SHOP, 1);
    expect(told.map(({ authorEmail }) => authorEmail)).toEqual(["ann@x", "bob@x", "cem@x"]);
    expect(told.map(({ committerEmail }) => committerEmail)).toEqual(["ann@x", "bob@x", "cem@x"]);
    expect(told[2]?.id).toBe(git("rev-parse", BRANCH));
  });

  test("tells comments oldest first, and adds one", async () => {
    await forge.open(SHOP, request);
    for (const text of ["one", "two", "three"]) local.comment(SHOP, 1, writer, text);
    await forge.comment(SHOP, 1, "four");
    const told = (await forge.comments(SHOP, 1)).map(({ author, body }) => [author, body]);
    expect(told).toEqual([
      [writer, "one"],
      [writer, "two"],
      [writer, "three"],
      [bot, "four"],
    ]);
  });

  test("a review says something at added lines and at others, and loses nothing", async () => {
    await forge.open(SHOP, request);
    await forge.review(SHOP, 1, "In all", [
      { path: "shop.py", startLine: 12, endLine: 13, body: "Added", suggestion: "better\n" },
      { path: "shop.py", startLine: 11, endLine: 11, body: "As it was", suggestion: null },
      ...(kind === "gitlab" ? [{ path: "shop.py", startLine: 1, endLine: 2, body: "Far away", suggestion: null }] : []),
    ]);
    const [pull] = local.pulls(SHOP);
    const said = JSON.stringify([pull?.reviews, pull?.comments]);
    for (const text of ["In all", "Added", "As it was", "better"]) expect(said).toContain(text);
    if (kind === "gitlab")
      expect(pull?.comments.map(({ body }) => body)).toEqual(["`shop.py:1–2`: Far away", "In all"]);
    expect(pull?.reviews).toHaveLength(kind === "gitlab" ? 2 : 1);
    const reviews = await forge.reviews(SHOP, 1);
    expect(reviews.filter(({ author, body }) => author === bot && body === "In all")).toHaveLength(1);
  });

  test("a review that was cut off is not there as a whole, and is completed by another one", async () => {
    await forge.open(SHOP, request);
    const remarks = [12, 13].map((line) => ({ path: "shop.py", startLine: line, endLine: line, body: "Same" }));
    const say = () =>
      forge.review(
        SHOP,
        1,
        "In all",
        remarks.map((remark) => ({ ...remark, suggestion: null })),
      );
    // GitLab alone takes a review in several requests.
    const cuts =
      kind === "gitlab"
        ? ([
            [/^POST .*discussions$/, "cut"],
            [/^POST .*notes$/, "bad-gateway"],
          ] as const)
        : ([[/^POST .*reviews$/, "bad-gateway"]] as const);
    for (const [on, fault] of cuts) {
      local.faults.push({ on, fault });
      expect(await kindOf(say())).toBe("unavailable");
      expect((await forge.reviews(SHOP, 1)).some(({ body }) => body === "In all")).toBe(false);
    }
    await say();
    const [pull] = local.pulls(SHOP);
    expect([pull?.reviews.length, pull?.comments.length]).toEqual(kind === "gitlab" ? [2, 1] : [1, 0]);
  });

  if (kind === "gitea") {
    test("what is left of a review that was cut off in the middle is not sent with the next one", async () => {
      await forge.open(SHOP, request);
      local.pulls(SHOP)[0]?.reviews.push({ comments: [{ path: "shop.py", new_position: 12, body: "Cut off" }] });
      await forge.review(SHOP, 1, "In all", [
        { path: "shop.py", startLine: 12, endLine: 12, body: "Added", suggestion: null },
      ]);
      const comments = [{ path: "shop.py", new_position: 12, body: "Added" }];
      expect(local.pulls(SHOP)[0]?.reviews).toEqual([{ event: "COMMENT", body: "In all", comments }]);
    });
  }

  test("knows who may write", async () => {
    const may = [bot, writer, reader, "stranger", "never-heard-of"].map((login) => forge.mayWrite(SHOP, login));
    expect(await Promise.all(may)).toEqual([true, true, false, false, false]);
  });

  test("tells the head of a branch, whatever its name", async () => {
    commit("a/b#c%", "text\n", "main");
    expect(await forge.branchHead(SHOP, "a/b#c%")).toBe(git("rev-parse", "a/b#c%"));
    expect(await forge.branchHead(SHOP, BRANCH)).toBe(git("rev-parse", BRANCH));
    expect(await forge.branchHead(SHOP, "a")).toBeNull();
  });

  test.each([
    ["secondary", "limited"],
    ["secondary-without-hint", "limited"],
    ["too-many", "limited"],
    ["bad-gateway", "unavailable"],
    ["expired", "unauthorised"],
    ["cut", "unavailable"],
    ["reset", "unavailable"],
  ] as const satisfies readonly (readonly [Fault, string])[])("what a fault (%s) is: %s", async (fault, expected) => {
    local.faults.push({ on: /^POST /, fault });
    const error = await failure(forge.open(SHOP, request));
    expect(error.failure.kind).toBe(expected);
    expect(error.message).not.toContain(token);
    if (error.failure.kind === "limited") expect(error.failure.until).toBeGreaterThan(time - 1_000);
    const isDone = fault === "cut" || fault === "reset";
    expect(local.pulls(SHOP)).toHaveLength(isDone ? 1 : 0);
    if (expected === "unauthorised") return;
    // What only reads comes through by itself.
    local.faults.push({ on: /^GET /, fault });
    expect(await forge.pullRequestsFrom(SHOP, BRANCH)).toHaveLength(isDone ? 1 : 0);
  });

  test("a wrong token is told as that, without the token", async () => {
    await local.stop();
    await start(kind, "s3cret");
    const error = await failure(forge.repository(SHOP));
    expect(error.failure).toEqual({ kind: "unauthorised" });
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain("s3cret");
  });
});
