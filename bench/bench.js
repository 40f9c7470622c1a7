#!/usr/bin/env node
/**
 * `npm run bench -- [OPTIONS]`: how fast the tool is, beside others on the same files. CONTRIBUTING.md has examples.
 *
 *     --files N[,N...]   sizes of the trees that are made          (1000,10000,100000)
 *     --dense N          size of the tree in which all import grpc (1000; 0 for none)
 *     --seed S           what they are made from                   (1)
 *     --tree DIR         measure this tree, and make none
 *     --runs N           rounds that count                         (5)
 *     --scratch DIR      where trees, peers and caches are kept    (grpc-fork-fix-bench in the folder for temporary files)
 *     --install-peers    get what we are compared with, for the scratch folder alone
 *     --json FILE        all figures
 *     --report           write docs/performance.md
 *     --profile          no comparison, but where the time of one cold run on each tree goes
 */
const { writeFileSync } = require("node:fs");
const { resolve, join } = require("node:path");
const { parseArgs } = require("node:util");
const { build, needsBuild } = require("../scripts/build");
const { busyness, machine } = require("./machine");
const { growthOf, measureStart, measureTree } = require("./measure");
const { defaultScratch, describePeers, findPeers, installPeers } = require("./peers");
const { profileOf } = require("./profile");
const { performancePage, terminalText } = require("./report");
const { madeTree, ownTree } = require("./ground");

const root = join(__dirname, "..");

const options = {
  files: { type: "string", default: "1000,10000,100000" },
  dense: { type: "string", default: "1000" },
  seed: { type: "string", default: "1" },
  tree: { type: "string", multiple: true },
  runs: { type: "string", default: "5" },
  scratch: { type: "string", default: defaultScratch },
  "install-peers": { type: "boolean", default: false },
  json: { type: "string" },
  report: { type: "boolean", default: false },
  profile: { type: "boolean", default: false },
};

async function main() {
  const { values } = parseArgs({ options });
  const scratch = resolve(values.scratch);
  const wanted = { ...values, scratch, rounds: number("runs", values.runs, 1), trees: treesOf(values, scratch) };
  if (needsBuild(root)) build(root);
  if (values["install-peers"]) installPeers(scratch, say);
  await (values.profile ? profile(wanted) : compare(wanted));
}

/** What to measure on, still to be made. */
function treesOf({ tree, files, dense, seed }, scratch) {
  if (tree !== undefined) return tree.map((path) => () => ownTree(resolve(path)));
  const sizes = files.split(",").map((size) => number("files", size, 1));
  const denseSize = number("dense", dense, 0);
  return [
    ...sizes.map((size) => () => madeTree({ files: size, seed, isDense: false, scratch })),
    ...(denseSize === 0 ? [] : [() => madeTree({ files: denseSize, seed, isDense: true, scratch })]),
  ];
}

async function compare({ trees, rounds, scratch, seed, json, report }) {
  const peers = findPeers(scratch);
  for (const line of describePeers(peers)) say(line);
  const busy = busyness();
  const measured = [await measureStart({ rounds, say })];
  for (const make of trees) {
    say("preparing a tree");
    measured.push(await measureTree(make(), { peers, rounds, scratch, say }));
  }
  const missing = describePeers(peers).filter((line) => line.startsWith("MISSING"));
  const results = { machine: machine(), busy, seed, peers, missing, measured, growth: growthOf(measured) };
  process.stdout.write(terminalText(results));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 1)}\n`);
  if (report) writeFileSync(join(root, "docs", "performance.md"), performancePage(results));
}

async function profile({ trees, scratch }) {
  for (const make of trees) {
    const tree = make();
    say(`${tree.name}: one run under the profiler`);
    const { files, rows } = await profileOf(tree.path, join(scratch, "profiles"));
    const lines = rows.map(
      ({ name, seconds, what }) => `${seconds.toFixed(2).padStart(8)} s  ${name.padEnd(11)} ${what}`,
    );
    process.stdout.write([tree.name, ...lines, ...files, "", ""].join("\n"));
  }
}

function number(flag, text, least) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${flag} wants a whole number from ${least} on, not ${text}`);
  return value;
}

function say(text) {
  process.stderr.write(`bench: ${text}\n`);
}

main().catch((error) => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 2;
});
