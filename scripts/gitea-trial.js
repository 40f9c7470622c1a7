/**
 * A campaign and a bot at a real Gitea (or Forgejo): one that is started for it on the loopback, with SQLite in a scratch
 * folder, people and webhooks of its own. docs/migrate.md tells how to get the program.
 *
 *     GITEA=/path/to/gitea node scripts/gitea-trial.js [--repositories 13] [--keep]
 */
const { execFileSync } = require("node:child_process");
const { existsSync, mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { parseArgs } = require("node:util");
const { tryBot } = require("./gitea-trial/bot");
const { tryCampaign } = require("./gitea-trial/campaign");
const { tryContract } = require("./gitea-trial/contract");
const { settle } = require("./gitea-trial/people");
const { startGitea } = require("./gitea-trial/server");

const { values } = parseArgs({
  options: { repositories: { type: "string", default: "13" }, keep: { type: "boolean", default: false } },
});

async function main() {
  if (!existsSync(join(__dirname, "..", "dist"))) throw new Error("not built yet: npm run build");
  const binary = programAt(process.env.GITEA);
  const folder = mkdtempSync(join(tmpdir(), "gitea-trial-"));
  const gitea = await startGitea(binary, folder);
  log(`${gitea.version}, at ${gitea.root}, in ${folder}`);
  let wrong = 0;
  const check = (what, holds, why) => {
    log(`${holds ? "as it should be" : "WRONG"}: ${what}${holds ? "" : `\n    ${(why ?? []).join("\n    ")}`}`);
    if (!holds) wrong++;
  };
  try {
    const people = await settle(gitea, folder);
    await tryContract(people, check);
    await tryCampaign(people, folder, Number(values.repositories), check);
    await tryBot(people, folder, check);
  } finally {
    await gitea.stop();
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
  log(wrong === 0 ? "all as it should be" : `${wrong} wrong`);
  return wrong === 0 ? 0 : 1;
}

/** The variable, else what is called so on the path. */
function programAt(named) {
  if (named) return named;
  for (const name of ["gitea", "forgejo"]) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next one.
    }
  }
  throw new Error("no Gitea: set GITEA to where it lies; docs/migrate.md tells how to get one");
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
