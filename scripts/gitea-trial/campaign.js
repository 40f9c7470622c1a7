/** A campaign at a real forge: once through, and then what people do to its pull requests. */
const { spawn } = require("node:child_process");
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { BOSS } = require("./server");
const { breakAgain, kindOf, makeRepository, move, verdict } = require("../campaign-trial/repositories");

const tool = join(__dirname, "..", "..", "bin", "grpc-fork-fix.js");
const BRANCH = "grpc-fork-fix/forks";

/** @param check is told what should hold, and whether it does. */
async function tryCampaign(people, folder, count, check) {
  const names = Array.from({ length: count }, (_, index) => `acme/r${String(index).padStart(4, "0")}`);
  for (const [index, name] of names.entries()) await made(people, name, kindOf(index));
  const campaign = {
    name: "forks",
    forge: { kind: "gitea", api: `${people.root}/api/v1`, git: people.root, "token-env": "FORGE_TOKEN" },
    repositories: { organisations: ["acme"] },
    "pull-request": { labels: ["fork"] },
    pace: { "per-minute": 10000, "per-hour": 100000 },
  };
  writeFileSync(join(folder, "campaign.yaml"), JSON.stringify(campaign));
  const step = (...args) => migrate(folder, people.tokenOf("robot"), args);
  await step("plan");
  await step("run");
  for (const [index, name] of names.entries()) {
    if (kindOf(index) !== "moving") continue;
    move(people, name);
    people.push(name, "main");
  }
  // What was moved in between is looked at again, and the last time there is nothing to do.
  for (let round = 0; round < 3; round++) {
    await step("publish");
    await step("run");
  }
  // What was clean is so no more the next time.
  for (const [index, name] of names.entries()) {
    if (kindOf(index) !== "clean") continue;
    breakAgain(people, name);
    people.push(name, "main");
  }
  for (const args of [["plan", "--again"], ["run"], ["publish"]]) await step(...args);
  const tasks = new Map((await track(step)).map((task) => [task.repository, task]));
  for (const [index, name] of names.entries()) {
    const forge = await seen(people, name);
    const wrong = verdict(forge, name, kindOf(index), tasks.get(name));
    check(`${name} (${kindOf(index)}): ${forge.pulls(name).length} pull requests`, wrong === null, wrong);
  }
  await interfere(people, names, step, check);
}

async function made(people, name, kind) {
  const pulls = [];
  await people.add(name);
  makeRepository({ ...people, add: () => undefined, pulls: () => pulls }, name, kind);
  if (kind !== "empty") await people.begin(name);
  if (kind === "archived") await people.api(BOSS, "PATCH", `/repos/${name}`, { archived: true });
  for (const { title, body, head, base } of pulls) {
    const { number } = await people.api("robot", "POST", `/repos/${name}/pulls`, { title, body, head, base });
    await people.api("ann", "PATCH", `/repos/${name}/pulls/${number}`, { state: "closed" });
  }
}

/** What the verdict asks of a forge, as it is now. */
async function seen(people, name) {
  const isEmpty = people.git(name, ["branch", "--list"]) === "";
  // Gitea has no list of pull requests for what has no commit.
  const pulls = isEmpty ? [] : await people.pulls(name);
  if (!isEmpty) people.fetch(name);
  const simple = pulls.map(({ labels, ...rest }) => ({ ...rest, labels: labels.map((label) => label.name) }));
  return { ...people, pulls: () => simple };
}

/** Five people, five pull requests. */
async function interfere(people, names, step, check) {
  const [closed, committed, vanished, moved, merged] = names.filter((_, index) => kindOf(index) === "broken");
  if (merged === undefined) return;
  const one = async (name) => (await people.pulls(name)).filter(({ head }) => head.label === BRANCH);
  const file = (name) => people.git(name, ["show", "main:shop.py"]);
  await people.api("ann", "PATCH", `/repos/${closed}/pulls/1`, { state: "closed" });
  people.commit(committed, BRANCH, { "mine.txt": "mine\n" });
  const theirs = people.git(committed, ["rev-parse", BRANCH]);
  people.commit(committed, "main", { "shop.py": `# moved\n${file(committed)}\n` });
  people.commit(vanished, "main", { "shop.py": "print(1)\n" });
  people.commit(moved, "main", { "shop.py": `# moved\n${file(moved)}\n` });
  await people.api("ann", "POST", `/repos/${merged}/pulls/1/merge`, { Do: "merge" });
  await step("plan", "--again");
  await step("run");
  await step("publish");
  const states = new Map((await track(step)).map(({ repository, state }) => [repository, state]));
  const holds = (what, ...values) => check(what, values.every(Boolean), [JSON.stringify(values)]);
  const [pull, ...more] = await one(closed);
  holds("what a person closed stays closed", states.get(closed) === "stopped", pull.state === "closed", !more.length);
  people.fetch(committed);
  const [kept] = await one(committed);
  holds(
    "a branch that a person has committed to is left alone",
    states.get(committed) === "stopped",
    kept.state === "open",
    people.git(committed, ["rev-parse", BRANCH]) === theirs,
  );
  const [gone] = await one(vanished);
  const said = await people.comments(vanished, 1);
  holds(
    "what has nothing left to repair is closed, and says so",
    states.get(vanished) === "closed",
    gone.state === "closed",
    said.length === 1 && said[0].user.login === "robot",
  );
  people.fetch(moved);
  const current = await one(moved);
  holds(
    "a pull request follows its code",
    states.get(moved) === "open",
    current.length === 1,
    people.git(moved, ["show", `${BRANCH}:shop.py`]).startsWith("# moved"),
    people.git(moved, ["merge-base", "main", BRANCH]) === people.git(moved, ["rev-parse", "main"]),
  );
  holds("what was merged is done", (await one(merged)).length === 1, states.get(merged) === "clean");
}

async function track(step) {
  return JSON.parse(await step("track", "--format", "json"));
}

function migrate(folder, token, [step, ...flags]) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, "migrate", step, "campaign.yaml", ...flags], {
      cwd: folder,
      env: { ...process.env, FORGE_TOKEN: token },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, said] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
    child.once("close", (status) => {
      if (status <= 1) resolve(out);
      else reject(new Error(`${step} ended with ${status}: ${said.slice(-2000)}`));
    });
  });
}

module.exports = { tryCampaign };
