#!/usr/bin/env node
/**
 * Makes a tree of Python files from a seed, to measure on:
 *
 *     node bench/trees.js --files 10000 --seed 1 --out DIR [--dense]
 *
 * Modules of a shop in packages with relative imports, sizes like those of real code, one package in seven with gRPC or forks,
 * under 2 % of the files of any concern; with `--dense` every module and test imports grpc and calls it. DIR becomes a git work
 * tree with all of it in its index. A tree that stands already is left as it is. Prints what it is as JSON.
 */
const { existsSync, mkdirSync, readdirSync } = require("node:fs");
const { resolve } = require("node:path");
const { parseArgs } = require("node:util");
const { standingTree, writeTree } = require("./trees/write-tree");

function main() {
  const { values } = parseArgs({
    options: {
      files: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      out: { type: "string" },
      dense: { type: "boolean", default: false },
    },
  });
  const files = Number(values.files);
  if (!Number.isInteger(files) || files < 1) return fail(`--files wants a number of files, not ${values.files}`);
  if (values.out === undefined) return fail("--out DIR is needed: an empty folder, or one that is not there yet");
  const wanted = { files, seed: values.seed, isDense: values.dense, out: resolve(values.out) };
  const standing = standingTree(wanted);
  if (standing === null && existsSync(wanted.out) && readdirSync(wanted.out).length > 0) {
    return fail(`${wanted.out} holds something else; name another folder, or remove it`);
  }
  mkdirSync(wanted.out, { recursive: true });
  process.stdout.write(`${JSON.stringify(standing ?? writeTree(wanted))}\n`);
}

function fail(message) {
  process.stderr.write(`trees: ${message}\n`);
  process.exitCode = 2;
}

try {
  main();
} catch (error) {
  // A flag that is not known, a folder that cannot be written to, no git: the message says it all.
  fail(error.message);
}
