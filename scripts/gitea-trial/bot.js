/** The bot at a real forge, which sends it webhooks of its own. */
const { spawn, spawnSync } = require("node:child_process");
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { FILES } = require("../campaign-trial/repositories");
const { BOSS } = require("./server");
const { until } = require("./until");

const tool = join(__dirname, "..", "..", "bin", "grpc-fork-fix.js");
const SECRET = "webhook-trial";
const SHOP = "acme/shop";
const BRANCH = "grpc-fork-fix/watch";
/** Those that docs/bot.md names, as the API of Gitea calls them. */
const EVENTS = ["push", "pull_request", "pull_request_sync", "pull_request_comment"];

const { "shop.py": broken, "stock_pb2_grpc.py": stub } = FILES.broken;

/** @param check is told what should hold, and whether it does. */
async function tryBot(people, folder, check) {
  const scene = await openScene(people, folder);
  try {
    await keepsCurrent(scene, check);
    await obeys(scene, check);
    await reviews(scene, check);
    await outlivesKills(scene, check);
    await checkMetrics(scene, check);
  } finally {
    await scene.stop();
  }
}

async function openScene(people, folder) {
  const lines = [
    'name = "watch"',
    "[forge]",
    'kind = "gitea"',
    `api = "${people.root}/api/v1"`,
    `git = "${people.root}"`,
  ];
  writeFileSync(join(folder, "bot.toml"), `${lines.join("\n")}\ntoken-env = "FORGE_TOKEN"\n`);
  await people.add(SHOP);
  people.note(SHOP, "main", { LICENSE: "MIT\n" }, "main");
  await people.begin(SHOP);
  let bot = await start(folder, people.tokenOf("robot"), "0");
  const { port } = bot;
  const config = { url: `http://127.0.0.1:${port}/webhook`, content_type: "json", secret: SECRET };
  await people.api(BOSS, "POST", `/repos/${SHOP}/hooks`, { type: "gitea", config, events: EVENTS, active: true });
  const comments = async (number) => (await people.comments(SHOP, number)).map(({ user, body }) => [user.login, body]);
  return {
    people,
    port,
    pulls: async () => (await people.pulls(SHOP)).filter(({ head }) => head.label === BRANCH),
    answers: async (number) => (await comments(number)).filter(([login]) => login === "robot").map(([, body]) => body),
    say: (login, number, body) => people.api(login, "POST", `/repos/${SHOP}/issues/${number}/comments`, { body }),
    // One without a text is being written.
    reviewsOf: async (number) =>
      (await people.reviews(SHOP, number)).filter(({ user, body }) => user.login === "robot" && body !== ""),
    said: (what) => until(`the bot says ${what}`, () => what.test(bot.said())),
    restart: async () => {
      bot.process.kill("SIGKILL");
      await bot.ended;
      bot = await start(folder, people.tokenOf("robot"), String(port));
    },
    stop: async () => {
      bot.process.kill("SIGTERM");
      await bot.ended;
    },
  };
}

async function start(folder, token, port) {
  const child = spawn(process.execPath, [tool, "bot", "bot.toml", "--port", port], {
    cwd: folder,
    // Ten times as fast, so that what a killed one held is free after twelve seconds.
    env: { ...process.env, FORGE_TOKEN: token, GRPC_FORK_FIX_WEBHOOK_SECRET: SECRET, GRPC_FORK_FIX_CLOCK: "10" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const ended = new Promise((end) => child.once("close", end));
  await until("the bot listens", () => {
    if (child.exitCode !== null) throw new Error(`the bot has ended: ${said}`);
    return /listening/.test(said);
  });
  return { process: child, ended, said: () => said, port: Number(/127\.0\.0\.1:(\d+)\/webhook/.exec(said)[1]) };
}

async function keepsCurrent({ people, pulls, said }, check) {
  people.commit(SHOP, "main", { "shop.py": broken, "stock_pb2_grpc.py": stub });
  const [first] = await until("a pull request is there", async () => {
    const all = await pulls();
    return all.length > 0 && all;
  });
  check("a push opens a pull request", first.body.includes("GFF101") && first.state === "open");
  people.commit(SHOP, "main", { "shop.py": `# moved\n${broken}` });
  await said(/updated /);
  people.fetch(SHOP);
  const follows = people.git(SHOP, ["show", `${BRANCH}:shop.py`]).startsWith("# moved");
  check("and it follows the next push", follows && (await pulls()).length === 1);
}

async function obeys({ people, pulls, answers, say, said }, check) {
  const answered = (number, count) =>
    until(`there are ${count} answers`, async () => (await answers(number)).length >= count && answers(number));
  await say("ron", 1, "/grpc-fork-fix ignore GFF101");
  await said(/a command of somebody who may not write there/);
  await say("ann", 1, "What is this?\n\n/grpc-fork-fix explain");
  const [page] = await answered(1, 1);
  check("explain is answered, and only who may write is", page.startsWith("# GFF101"), [page]);
  people.commit(SHOP, "main", { "README.md": "a shop\n" });
  await say("ann", 1, "/grpc-fork-fix rebase");
  await answered(1, 2);
  const isOnTop = await until("it is put on top", () => {
    people.fetch(SHOP);
    return people.git(SHOP, ["merge-base", "main", BRANCH]) === people.git(SHOP, ["rev-parse", "main"]);
  });
  check("rebase puts it on top of its base branch", isOnTop);
  await say("ann", 1, "/grpc-fork-fix ignore GFF101");
  await until("it is closed", async () => (await pulls())[0].state === "closed");
  await say("ann", 1, "/grpc-fork-fix unignore GFF101");
  const all = await until("there is another one", async () => (await pulls()).length > 1 && pulls());
  const states = all.map(({ state }) => state);
  // Newest first; the answers are those to explain, rebase, ignore and unignore, and that it is closed.
  const texts = await answers(1);
  check("ignore closes it, and unignore opens one", states.join() === "open,closed" && texts.length === 5, texts);
}

async function reviews({ people, reviewsOf, said }, check) {
  people.commit(SHOP, "topic", { "more.py": broken }, "main");
  const request = { title: "More", head: "topic", base: "main" };
  const { number } = await people.api("ann", "POST", `/repos/${SHOP}/pulls`, request);
  const [review] = await until("there is a review", async () => {
    const all = await reviewsOf(number);
    return all.length > 0 && all;
  });
  const path = `/repos/${SHOP}/pulls/${number}/reviews/${review.id}/comments`;
  const [remark, ...others] = await people.api(BOSS, "GET", path);
  const isRight =
    remark?.path === "more.py" && remark.body.includes("GFF101") && remark.body.includes("```python") && !others.length;
  check("a pull request of a person gets a review with code to take", isRight, [JSON.stringify([remark, others])]);
  const lines = /Lines \d+–(\d+) become:/.exec(remark?.body ?? "")?.[1];
  check("which names the lines and stands at the last of them", Number(lines) === remark?.position, [remark?.body]);
  people.commit(SHOP, "topic", { "notes.txt": "more\n" });
  await said(/nothing to remark on/);
  check("and no second one for what it has said", (await reviewsOf(number)).length === 1);
  await reviewsFork({ people, reviewsOf }, check);
}

/** Its commits are not in a branch of the repository itself. */
async function reviewsFork({ people, reviewsOf }, check) {
  await people.api("ron", "POST", `/repos/${SHOP}/forks`, {});
  const fork = "ron/shop";
  await until("the fork is there", async () => !(await people.api("ron", "GET", `/repos/${fork}`)).empty);
  const content = Buffer.from(broken).toString("base64");
  const file = { content, message: "more", branch: "main", new_branch: "from-a-fork" };
  await people.api("ron", "POST", `/repos/${fork}/contents/forked.py`, file);
  const request = { title: "From a fork", head: "ron:from-a-fork", base: "main" };
  const { number } = await people.api("ron", "POST", `/repos/${SHOP}/pulls`, request);
  const all = await until("there is a review", async () => (await reviewsOf(number)).length > 0 && reviewsOf(number));
  check("so does one from a fork", all.length === 1);
}

/** What a bot was told before it was killed, again and again, is done once. */
async function outlivesKills({ people, reviewsOf, answers, say, said, restart }, check) {
  await restart();
  people.commit(SHOP, "third", { "third.py": broken }, "main");
  const request = { title: "Third", head: "third", base: "main" };
  const { number } = await people.api("ann", "POST", `/repos/${SHOP}/pulls`, request);
  await say("ann", number, "/grpc-fork-fix explain GFF101");
  // Gitea does not send again what nobody took.
  await said(/told to review[\s\S]*told to command|told to command[\s\S]*told to review/);
  for (const pause of [50, 400, 900, 1_600]) {
    await new Promise((wake) => setTimeout(wake, pause));
    await restart();
  }
  await until("all is done", async () => (await reviewsOf(number)).length > 0 && (await answers(number)).length > 0);
  // Whatever is still to come has come when this is answered.
  await say("ann", number, "/grpc-fork-fix explain GFF102");
  await until("it is answered", async () => (await answers(number)).some((text) => text.startsWith("# GFF102")));
  const counts = [(await reviewsOf(number)).length, (await answers(number)).length];
  check("a bot that is killed says everything once", counts.join() === "1,2", [counts.join()]);
}

/** By Prometheus' own tool, where it is. */
async function checkMetrics({ port }, check) {
  const input = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const { status, error, stderr } = spawnSync(process.env.PROMTOOL ?? "promtool", ["check", "metrics"], { input });
  if (error === undefined) check("promtool finds nothing wrong with the metrics", status === 0, [String(stderr)]);
}

module.exports = { tryBot };
