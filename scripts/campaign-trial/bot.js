/** The bot in a trial: every push is told of three times, and the bot is killed in the middle. */
const { spawn } = require("node:child_process");
const { createHmac } = require("node:crypto");

const secret = "s3cret";
/** Real milliseconds for all that it is told of. */
const PATIENCE = 300_000;

/** What a forge sends when somebody pushes to `main`. */
const dialects = {
  github: {
    payload: (name, after) => ({ ref: "refs/heads/main", after, deleted: false, repository: repository(name) }),
    headers: (body, id) => ({
      "x-github-event": "push",
      "x-github-delivery": id,
      "x-hub-signature-256": `sha256=${hmac(body)}`,
    }),
  },
  gitlab: {
    payload: (name, after) => ({
      ref: "refs/heads/main",
      after,
      project: { path_with_namespace: name, default_branch: "main" },
    }),
    headers: (_, id) => ({ "x-gitlab-event": "Push Hook", "idempotency-key": id, "x-gitlab-token": secret }),
  },
  gitea: {
    payload: (name, after) => ({ ref: "refs/heads/main", after, repository: repository(name) }),
    headers: (body, id) => ({ "x-gitea-event": "push", "x-gitea-delivery": id, "x-gitea-signature": hmac(body) }),
  },
};

/** Metrics of a bot that has something to do. */
const OPEN_WORK = /^grpc_fork_fix_bot_(?:waiting|repositories\{state="(?:planned|analysed|publishing)"\}) [1-9]/m;

const repository = (name) => ({ full_name: name, default_branch: "main" });
const hmac = (body) => createHmac("sha256", secret).update(body).digest("hex");

/**
 * Tells the bot of a push to each of the repositories, and again with the same id, and, after the bot was killed and started
 * again, under another id. Gives how many deliveries it took in and how many it knew already, when all is done.
 *
 * @param start Starts a process of the tool with arguments and variables.
 */
async function deliverAll(kind, names, start) {
  const answers = { accepted: 0, known: 0 };
  const tell = async (port, name, id) => {
    const body = JSON.stringify(dialects[kind].payload(name, `of ${name}`));
    const url = `http://127.0.0.1:${port}/webhook`;
    const response = await fetch(url, { method: "POST", body, headers: dialects[kind].headers(body, id) });
    const text = await response.text();
    if (text === "accepted\n") answers.accepted++;
    else if (text === "known already\n") answers.known++;
    else throw new Error(`the bot answered ${response.status}: ${text}`);
  };
  const first = await listening(start());
  try {
    for (const name of names) {
      await tell(first.port, name, name);
      await tell(first.port, name, name);
    }
  } finally {
    first.child.kill("SIGKILL");
  }
  await first.ended;
  const second = await listening(start());
  try {
    for (const name of names) await tell(second.port, name, `again ${name}`);
    await untilDone(second);
  } finally {
    second.child.kill("SIGTERM");
  }
  const status = await second.ended;
  if (status !== 0) throw new Error(`the bot ended with ${status}`);
  return answers;
}

/** A bot as a process, as soon as it says where it listens. */
function startBot(tool, folder, environment, flags) {
  return spawn(process.execPath, [tool, "bot", "campaign.yaml", "--port", "0", "--every", "0", ...flags], {
    cwd: folder,
    env: { ...environment, GRPC_FORK_FIX_WEBHOOK_SECRET: secret },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

function listening(child) {
  const ended = new Promise((resolve) => child.once("close", resolve));
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said = (said + text).slice(-4000);
      const port = /127\.0\.0\.1:(\d+)\/webhook/.exec(said)?.[1];
      if (port) resolve({ child, port, ended, said: () => said });
    });
    ended.then(() => reject(new Error(`the bot ended: ${said}`)));
  });
}

async function untilDone({ port, said }) {
  for (const until = Date.now() + PATIENCE; Date.now() < until; ) {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    if (!OPEN_WORK.test(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`the bot did not come to an end: ${said()}`);
}

module.exports = { deliverAll, startBot };
