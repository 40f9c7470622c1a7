#!/usr/bin/env node
/**
 * How long `migrate report` takes for a campaign of many repositories, and how much memory: the reports that `run` would have
 * kept are made from a seed.
 *
 *     node bench/portfolio.js [--repositories 1000] [--seed 1] [--runs 5] [--keep DIR]
 *
 * With `--keep` the campaign stays in that folder, to look at its page.
 */
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { cpus, tmpdir } = require("node:os");
const { join, resolve } = require("node:path");
const { parseArgs } = require("node:util");
const { build, needsBuild } = require("../scripts/build");
const { peakOf } = require("./memory");
const { runOnce } = require("./run-once");
const { keptReport, nameOf, stateOf } = require("./portfolio/reports");

const root = join(__dirname, "..");
const tool = join(root, "bin", "grpc-fork-fix.js");

async function main() {
  const { values } = parseArgs({
    options: {
      repositories: { type: "string", default: "1000" },
      seed: { type: "string", default: "1" },
      runs: { type: "string", default: "5" },
      keep: { type: "string" },
    },
  });
  if (needsBuild(root)) build(root);
  const folder = values.keep === undefined ? mkdtempSync(join(tmpdir(), "bench-portfolio-")) : resolve(values.keep);
  try {
    const bytes = await makeCampaign(folder, Number(values.repositories), values.seed);
    say(`${values.repositories} repositories, ${megabytes(bytes)} MB of reports, ${cpus().length} processors`);
    for (const format of ["json", "html"]) await measure(folder, format, Number(values.runs));
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true });
  }
}

async function makeCampaign(folder, count, seed) {
  const { openSqliteLedger } = require("../dist/src/bulk/ledger/sqlite");
  const { shelfOf } = require("../dist/src/bulk/steps/shelf");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "campaign.toml"), 'name = "forks"\nrepositories.list = ["acme/none"]\n');
  const work = join(folder, "forks.campaign");
  mkdirSync(work, { recursive: true });
  const options = { campaign: "forks", now: Date.now, worker: "bench" };
  const ledger = await openSqliteLedger(join(work, "ledger.sqlite"), options);
  const names = Array.from({ length: count }, (_, index) => nameOf(index));
  await ledger.plan(
    names.map((name) => ({ name, cloneUrl: name, defaultBranch: "main", archived: false, fork: false })),
  );
  let bytes = 0;
  for (const [index, name] of names.entries()) {
    const report = keptReport(index, seed);
    const text = `${JSON.stringify(report, null, 2)}\n`;
    bytes += text.length;
    const shelf = shelfOf(join(work, "repositories"), name);
    mkdirSync(shelf, { recursive: true });
    writeFileSync(join(shelf, "report.json"), text);
    await ledger.set(name, stateOf(name, report, index));
  }
  await ledger.close();
  return bytes;
}

async function measure(folder, format, runs) {
  const run = {
    command: process.execPath,
    args: [tool, "migrate", "report", "campaign.toml", "--format", format],
    cwd: folder,
  };
  const seconds = [];
  let size = 0;
  for (let round = 0; round < runs; round++) {
    const { seconds: took, output } = await runOnce(run);
    seconds.push(took);
    size = output.length;
  }
  const middle = seconds.sort((a, b) => a - b)[Math.floor(runs / 2)];
  const peak = await peakOf(run);
  const range = `${seconds[0].toFixed(2)} to ${seconds.at(-1).toFixed(2)} s`;
  say(
    `${format}: ${middle.toFixed(2)} s (median of ${runs}, ${range}), ` +
      `${peak === null ? "unknown" : Math.round(peak)} MB at most, ${megabytes(size)} MB written`,
  );
}

function megabytes(bytes) {
  return (bytes / 1024 / 1024).toFixed(1);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
