/** What src/bulk/forge/forge.test.ts asks of every client at a local forge, asked of a real one. */
const { isDeepStrictEqual } = require("node:util");
const { openForge } = require("../../dist/src/bulk/forge/open-forge");
const { BOSS } = require("./server");

const SHOP = "acme/contract";
const BRANCH = "repair";
const lines = Array.from({ length: 12 }, (_, index) => `line ${index + 1}\n`);
const request = { title: "Repair", body: "A body\n", branch: BRANCH, base: "main", draft: false };

/** @param check is told what should hold, and whether it does. */
async function tryContract(people, check) {
  const settings = {
    kind: "gitea",
    api: `${people.root}/api/v1`,
    git: people.root,
    identity: { kind: "token", variable: "FORGE_TOKEN" },
  };
  const world = { now: Date.now, sleep: async () => undefined, random: Math.random };
  const forge = openForge(settings, { ...world, environment: { FORGE_TOKEN: people.tokenOf("robot") } });
  const same = (what, is, should) =>
    check(what, isDeepStrictEqual(is, should), [JSON.stringify(is), JSON.stringify(should)]);
  await people.add(SHOP);
  same("a repository without a commit", (await forge.repository(SHOP)).name, SHOP);
  people.note(SHOP, "main", { "shop.py": lines.join("") }, "main");
  await people.begin(SHOP);
  people.commit(SHOP, BRANCH, { "shop.py": `${lines.slice(0, -1).join("")}last\nnew\n` }, "main");
  const scene = { people, forge, same };
  await finding(scene);
  await drafts(scene);
  await labels(scene);
  await conversation(scene);
  await history(scene);
  await refusals(scene);
}

async function finding({ people, forge, same }) {
  same("who we are", await forge.whoAmI(), "robot");
  const searched = [];
  for await (const { name } of forge.search("contract")) searched.push(name);
  same("a search", searched, [SHOP]);
  const named = [];
  for await (const { name } of forge.ofOrganisation("acme")) named.push(name);
  same("the repositories of an organisation", named.includes(SHOP), true);
  const may = ["robot", "ann", "ron", BOSS, "nobody"].map((login) => forge.mayWrite(SHOP, login));
  same("who may write", await Promise.all(may), [true, true, false, true, false]);
  people.commit(SHOP, "a/b#c%", { "other.py": "1\n" }, "main");
  same(
    "a branch, whatever its name",
    await forge.branchHead(SHOP, "a/b#c%"),
    people.git(SHOP, ["rev-parse", "a/b#c%"]),
  );
  same("no branch", await forge.branchHead(SHOP, "a"), null);
}

async function drafts({ people, forge, same }) {
  const opened = await forge.open(SHOP, { ...request, draft: true });
  const commit = people.git(SHOP, ["rev-parse", BRANCH]);
  const seen = ({ title, body, draft, state, labels: all, head, base }) => ({
    title,
    body,
    draft,
    state,
    all,
    head,
    base,
  });
  const told = {
    title: "Repair",
    body: "A body\n",
    draft: true,
    state: "open",
    all: [],
    head: { branch: BRANCH, commit },
  };
  same("a draft", seen(opened), { ...told, base: "main" });
  const changed = await forge.update(SHOP, opened.number, { title: "Other", body: "New" });
  same("stays one", [changed.title, changed.body, changed.draft], ["Other", "New", true]);
  same("closed", (await forge.close(SHOP, opened.number)).state, "closed");
}

async function labels({ people, forge, same }) {
  await people.api(BOSS, "POST", "/orgs/acme/labels", { name: "of-acme", color: "#00ff00" });
  const { number } = await forge.open(SHOP, request);
  await forge.label(SHOP, number, ["fork"]);
  await forge.label(SHOP, number, ["grpc", "of-acme"]);
  same("labels are added", [...(await forge.pullRequest(SHOP, number)).labels].sort(), ["fork", "grpc", "of-acme"]);
  const own = await people.api(BOSS, "GET", `/repos/${SHOP}/labels`);
  same("and made where they are not", own.map(({ name }) => name).sort(), ["fork", "grpc"]);
}

async function conversation({ people, forge, same }) {
  const [{ number }] = await forge.pullRequestsFrom(SHOP, BRANCH);
  for (const body of ["one", "two"])
    await people.api("ann", "POST", `/repos/${SHOP}/issues/${number}/comments`, { body });
  await forge.comment(SHOP, number, "three");
  const told = (await forge.comments(SHOP, number)).map(({ author, body }) => `${author}: ${body}`);
  same("comments, oldest first", told, ["ann: one", "ann: two", "robot: three"]);
  const remark = (startLine, endLine, body, suggestion) => ({ path: "shop.py", startLine, endLine, body, suggestion });
  const remarks = [
    remark(12, 13, "Added", "better\n"),
    remark(11, 11, "As it was", null),
    remark(1, 1, "Far away", null),
  ];
  const cutOff = {
    event: "PENDING",
    body: "Cut off",
    comments: [{ path: "shop.py", new_position: 12, body: "Cut off" }],
  };
  await people.api("robot", "POST", `/repos/${SHOP}/pulls/${number}/reviews`, cutOff);
  await forge.review(SHOP, number, "In all", remarks);
  same(
    "a review is there as a whole",
    (await forge.reviews(SHOP, number)).map(({ author, body }) => [author, body]),
    [["robot", "In all"]],
  );
  const [{ id }] = await people.api(BOSS, "GET", `/repos/${SHOP}/pulls/${number}/reviews`);
  const said = await people.api(BOSS, "GET", `/repos/${SHOP}/pulls/${number}/reviews/${id}/comments`);
  const places = said.map(({ position, body }) => [position, body.split("\n")[0]]).sort(([a], [b]) => a - b);
  same("its remarks are at their lines", places, [
    [1, "Far away"],
    [11, "As it was"],
    [13, "Added"],
  ]);
}

async function history({ people, forge, same }) {
  const [{ number }] = await forge.pullRequestsFrom(SHOP, BRANCH);
  people.commit(SHOP, BRANCH, { "two.py": "2\n" });
  people.commit(SHOP, BRANCH, { "three.py": "3\n" });
  const ids = people.git(SHOP, ["rev-list", "--reverse", `main..${BRANCH}`]).split("\n");
  const told = await forge.commits(SHOP, number);
  same(
    "commits, oldest first",
    told.map(({ id }) => id),
    ids,
  );
  same("and who made them", [...new Set(told.map(({ authorEmail }) => authorEmail))], ["ann@trial.example"]);
  await people.api("ann", "PATCH", `/repos/${SHOP}/pulls/${number}`, { state: "closed" });
  await people.api("ann", "DELETE", `/repos/${SHOP}/branches/${BRANCH}`);
  const all = (await forge.pullRequestsFrom(SHOP, BRANCH)).map((pull) => [pull.number, pull.state, pull.head.branch]);
  same("all that came from a branch that is gone, newest first", all, [
    [number, "closed", BRANCH],
    [number - 1, "closed", BRANCH],
  ]);
  same("none from another branch", await forge.pullRequestsFrom(SHOP, "never"), []);
}

async function refusals({ people, forge, same }) {
  const kindOf = (call) =>
    call.then(
      () => "done",
      ({ failure }) => failure?.kind,
    );
  people.commit(SHOP, "again", { "again.py": "1\n" }, "main");
  const again = { ...request, branch: "again" };
  same("opened", await kindOf(forge.open(SHOP, again)), "done");
  same("there is one already", await kindOf(forge.open(SHOP, again)), "exists");
  same("no such branch", await kindOf(forge.open(SHOP, { ...request, branch: "gone" })), "missing");
  same("no title", await kindOf(forge.open(SHOP, { ...again, title: "" })), "invalid");
  same("no such repository", await kindOf(forge.repository("acme/gone")), "missing");
  same("no such pull request", await kindOf(forge.pullRequest(SHOP, 999)), "missing");
  same("not ours to change", await kindOf(forge.comment("acme/gone", 1, "x")), "missing");
}

module.exports = { tryContract };
