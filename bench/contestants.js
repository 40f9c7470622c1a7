/** The command lines that are compared: ours, and what each peer is asked on the same tree. */
const { mkdirSync, readFileSync, rmSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const tool = join(root, "bin", "grpc-fork-fix.js");

/** Our own tool, with flags that say what of it is measured. Findings are no failure, and a second of the same is silent. */
function ours(name, tree, flags) {
  return { name, command: process.execPath, args: [tool, "--exit-zero", "--quiet", ...flags, "."], cwd: tree };
}

/** Every run finds nothing that an earlier one left behind. */
const cold = (tree) => ours("ours, cold", tree, ["--no-cache"]);

/** The first run, which does not count, fills the cache. */
function warm(tree, scratch) {
  const cache = join(scratch, "cache");
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  return ours("ours, warm", tree, ["--cache-dir", cache]);
}

const withJobs = (tree, jobs) => ours(`ours, --jobs ${jobs}`, tree, ["--no-cache", "--jobs", String(jobs)]);

/** The signs of gRPC and of forks by which our tool decides whether a file is looked at, for the same decision by ripgrep. */
function ripgrep(tree, { program }, threads) {
  const patterns = seedPatterns().flatMap((pattern) => ["-e", pattern]);
  const jobs = threads === null ? [] : ["-j", String(threads)];
  const args = ["--no-config", "--files-with-matches", "--glob", "*.py", ...jobs, ...patterns, "."];
  const name = threads === null ? "ripgrep" : `ripgrep -j${threads}`;
  return { name, command: program, args, cwd: tree, statuses: [0, 1] };
}

function seedPatterns() {
  const { forkSeeds, grpcSeeds } = require("../dist/src/link/seeds");
  return [...grpcSeeds, ...forkSeeds].map(({ text, match }) => {
    const literal = text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    return `${match === "word" ? "\\b" : ""}${literal}${match === "part" ? "" : "\\b"}`;
  });
}

/** One pattern, where our tool asks many things. */
function astGrep(tree, { program }) {
  const args = ["run", "--lang", "python", "--pattern", "grpc.insecure_channel($$$)", "."];
  return { name: "ast-grep", command: program, args, cwd: tree, statuses: [0, 1] };
}

/** Names that are not defined or not used: what a linter does with one file at a time. */
function ruff(tree, { program }) {
  const args = ["check", "--isolated", "--no-cache", "--select", "F", "--exit-zero", "--quiet", "."];
  return { name: "ruff", command: program, args, cwd: tree };
}

/** LibCST parses this much at most, in bytes; the rest is reckoned from it. */
const LIBCST_BYTES = 1_500_000;

/** Parses an even sample of the files and reckons from its bytes to all of them. `note` says so. */
function libcst(tree, { program }, { paths, bytes }) {
  const every = Math.max(1, Math.round(bytes / LIBCST_BYTES));
  const sample = paths.filter((_, index) => index % every === 0);
  const size = sample.reduce((sum, path) => sum + readFileSync(join(tree, path)).length, 0);
  return {
    name: "libcst",
    command: program,
    args: [join(__dirname, "libcst-parse.py")],
    cwd: tree,
    input: sample.join("\n"),
    timesOf: (output) => reckon(output, bytes),
    note:
      every === 1 ? null : `parsed ${sample.length} of ${paths.length} files, ${percent(size / bytes)} of the bytes`,
  };
}

/** From `seconds cpuSeconds bytes`, as the script prints them, to the times for `all` bytes. */
function reckon(output, all) {
  const [seconds, cpuSeconds, bytes] = output.trim().split(" ").map(Number);
  return { seconds: (seconds * all) / bytes, cpuSeconds: (cpuSeconds * all) / bytes };
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

/** How long it takes until a program of Node has done nothing. */
const bareNode = { name: "node -e 0", command: process.execPath, args: ["-e", "0"], cwd: root };
const version = { name: "--version", command: process.execPath, args: [tool, "--version"], cwd: root };

module.exports = {
  astGrep,
  bareNode,
  cold,
  libcst,
  reckon,
  ripgrep,
  ruff,
  seedPatterns,
  tool,
  version,
  warm,
  withJobs,
};
