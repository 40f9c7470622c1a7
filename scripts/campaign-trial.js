/**
 * A campaign over many repositories under hard conditions: a local forge with real git over HTTP that fails in every
 * way it can, and workers that are killed with SIGKILL again and again. In the end there must be exactly the pull
 * requests that there should be.
 *
 *     node scripts/campaign-trial.js [--repositories 300] [--kills 20] [--ledger sqlite|postgres]
 *         [--forge github|gitlab|gitea] [--workers 3] [--seed 1]
 *
 * Time runs sixty times as fast for the campaign, so that its pauses and leases do not take hours.
 */
const { spawn } = require("node:child_process");
const { existsSync, mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { parseArgs } = require("node:util");
require("./typescript");
const { startForge, token } = require("../src/bulk/forge/forge.test-data");
const { startPostgres } = require("../src/bulk/ledger/postgres-server.test-data");
const { deliverAll, startBot } = require("./campaign-trial/bot");
const { faultsAt } = require("./campaign-trial/faults");
const { breakAgain, kindOf, makeRepository, move, verdict } = require("./campaign-trial/repositories");
const { randomOf } = require("./campaign-trial/random");

const { values } = parseArgs({
  options: {
    repositories: { type: "string", default: "300" },
    kills: { type: "string", default: "20" },
    ledger: { type: "string", default: "sqlite" },
    forge: { type: "string", default: "github" },
    workers: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
  },
});
const count = Number(values.repositories);
const kills = Number(values.kills);
const workers = Number(values.workers);
const random = randomOf(Number(values.seed));
const tool = join(__dirname, "..", "bin", "grpc-fork-fix.js");
const folder = mkdtempSync(join(tmpdir(), "campaign-trial-"));

async function main() {
  if (!existsSync(join(__dirname, "..", "dist"))) throw new Error("not built yet: npm run build");
  const forge = await startForge(values.forge);
  faults = faultsAt(forge, random);
  const database = values.ledger === "postgres" ? await startPostgres() : null;
  ledger = database ? ["--ledger", database.url] : [];
  const names = Array.from({ length: count }, (_, index) => `acme/r${String(index).padStart(4, "0")}`);
  const started = Date.now();
  try {
    for (const [index, name] of names.entries()) makeRepository(forge, name, kindOf(index));
    log(`made ${count} repositories`);
    writeFileSync(join(folder, "campaign.yaml"), JSON.stringify(campaignFor(forge)));
    await settle("plan", [], 1, 0);
    const killed = { count: 0 };
    await settle("run", ["--workers", "1"], workers, Math.ceil(kills * 0.6), killed);
    log("analysed");
    for (const [index, name] of names.entries()) if (kindOf(index) === "moving") move(forge, name);
    faults.eachOnce();
    await settle("publish", ["--wait"], workers, kills - Math.ceil(kills * 0.6), killed);
    // What was moved in between is looked at again.
    for (let round = 0; round < 5 && (await track()).some(({ state }) => state === "planned"); round++) {
      await settle("run", [], workers, 0);
      await settle("publish", ["--wait"], workers, 0);
    }
    log("published");
    const broken = names.filter((_, index) => kindOf(index) === "clean");
    for (const name of broken) breakAgain(forge, name);
    const told = await deliverAll(values.forge, broken, () => startBot(tool, folder, environment, ledger));
    log(`the bot was told of ${broken.length} pushes: it took in ${told.accepted}, and knew ${told.known} already`);
    const tasks = new Map((await track()).map((task) => [task.repository, task]));
    const wrong = names.flatMap((name, index) => verdict(forge, name, kindOf(index), tasks.get(name)) ?? []);
    if (told.accepted !== broken.length || told.known !== 2 * broken.length) wrong.push("a webhook counted twice");
    wrong.push(...neverMet());
    if (bugs > 0) wrong.push(`${bugs} processes ended with a bug`);
    for (const line of wrong) log(`WRONG ${line}`);
    const pulls = names.reduce((sum, name) => sum + forge.pulls(name).length, 0);
    log(`failed on purpose: ${[...faults.met].map(([fault, times]) => `${fault} ${times}`).join(", ")}`);
    log(
      `${count} repositories, ${pulls} pull requests, ${killed.count} workers killed, ` +
        `${forge.requests.length} requests, ${sum(faults.met.values())} of them failed on purpose, ` +
        `${Math.round((Date.now() - started) / 1000)} s: ${wrong.length === 0 ? "all as it should be" : `${wrong.length} wrong`}`,
    );
    return wrong.length === 0 && killed.count >= kills ? 0 : 1;
  } finally {
    await forge.stop();
    await database?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function campaignFor({ settings }) {
  return {
    name: "forks",
    forge: { kind: settings.kind, api: settings.api, git: settings.git, "token-env": "FORGE_TOKEN" },
    repositories: { organisations: ["acme"] },
    "pull-request": { labels: ["fork"] },
    // Faults are no fault of the repositories.
    limits: { attempts: 1000, seconds: 120 },
    pace: { "per-minute": 10000, "per-hour": 100000 },
  };
}

/** Flags that name it. */
let ledger = [];
let faults = null;
let bugs = 0;
const environment = { ...process.env, FORGE_TOKEN: token, GRPC_FORK_FIX_CLOCK: "60" };

function sum(numbers) {
  return [...numbers].reduce((all, one) => all + one, 0);
}

/** A fault that no request met was not tried. */
function neverMet() {
  return [...faults.met].flatMap(([fault, times]) => (times === 0 ? [`the fault ${fault} never came`] : []));
}

/**
 * Keeps so many processes of a step at work until they all end well with nobody killing them, and kills one at a
 * random moment as long as there are kills left.
 */
async function settle(step, flags, processes, deaths, killed = { count: 0 }) {
  let left = deaths;
  let ended = 0;
  const one = async () => {
    for (;;) {
      const child = start(step, flags);
      const killer = left > 0 ? setTimeout(() => child.kill("SIGKILL"), 200 + random() * 4000) : null;
      if (killer) left--;
      const { status, signal, said } = await child.ended;
      if (killer) clearTimeout(killer);
      if (signal === "SIGKILL") killed.count++;
      else if (killer) left++;
      if (status === 0 || status === 1) {
        ended++;
        if (left <= 0 || step === "plan") return;
        // It had nothing left to do before it was killed: no more deaths are to be had here.
        if (ended > 3 * processes) return;
      }
      if (said.includes("This is a bug")) bugs++;
      if (status !== 0 && status !== 1 && signal === null && !/: the forge (?:does not|asks)/.test(said)) {
        log(`${step} ended with ${status}: ${said.trim().split("\n").slice(-20).join("\n")}`);
      }
    }
  };
  const trouble = setInterval(faults.another, 50);
  try {
    await Promise.all(Array.from({ length: processes }, one));
  } finally {
    clearInterval(trouble);
    faults.clear();
  }
}

function start(step, flags) {
  const child = spawn(process.execPath, [tool, "migrate", step, "campaign.yaml", ...ledger, ...flags], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let out = "";
  child.stderr.setEncoding("utf8").on("data", (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    out += chunk;
  });
  const ended = new Promise((resolve) =>
    child.once("close", (status, signal) => resolve({ status, signal, said, out })),
  );
  return { kill: (signal) => child.kill(signal), ended };
}

async function track() {
  const { out, said, status } = await start("track", ["--format", "json"]).ended;
  if (status > 1) throw new Error(`track failed: ${said}`);
  return JSON.parse(out);
}

function log(text) {
  process.stdout.write(`${text}\n`);
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 2;
  },
);
