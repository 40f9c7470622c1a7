/** What is measured on a tree, and the rows of figures that come of it. */
const { astGrep, bareNode, cold, libcst, ripgrep, ruff, version, warm, withJobs } = require("./contestants");
const { inverse, isMet, median, ratioOf } = require("./figures");
const { goals, limits } = require("./goals");
const { peakOf } = require("./memory");
const { race } = require("./rounds");

/** Parsers take minutes beyond this; what they need per file does not change. */
const LARGEST_FOR_PARSERS = 10_000;

/**
 * All figures of a tree: `{ name, kind, path, paths, bytes }`; `kind` is `sparse`, `dense` or `own` (of the user). Gives
 * `{ tree, matter, rows, times, notes }`: rows as in {@link row}, times as medians for each contestant.
 */
async function measureTree(tree, { peers, rounds, scratch, say }) {
  const contestants = contestantsFor(tree, peers, scratch);
  const results = await race(contestants, rounds, (text) => say(`${tree.name}: ${text}`));
  const failures = contestants.flatMap(({ name }) => failureOf(name, results));
  const memory = await memoryOf(tree, say);
  return {
    tree: { name: tree.name, kind: tree.kind, files: tree.paths.length, bytes: tree.bytes },
    rows: [...rowsOf(tree, results), ...memory.rows],
    times: contestants.flatMap(({ name }) => timesOf(name, results)),
    notes: [
      ...contestants.flatMap(({ name, note }) => (note ? [`${name}: ${note}`] : [])),
      ...failures,
      ...memory.notes,
    ],
  };
}

function contestantsFor(tree, peers, scratch) {
  const { path } = tree;
  const own = [cold(path), warm(path, scratch), withJobs(path, 1), withJobs(path, 2)];
  const search = peers.ripgrep === null ? [] : [ripgrep(path, peers.ripgrep, null), ripgrep(path, peers.ripgrep, 1)];
  if (tree.paths.length > LARGEST_FOR_PARSERS) return [...own, ...search];
  const parsers = [
    peers["ast-grep"] === null ? null : astGrep(path, peers["ast-grep"]),
    peers.ruff === null ? null : ruff(path, peers.ruff),
    peers.libcst === null ? null : libcst(path, peers.libcst, tree),
  ];
  return [...own, ...search, ...parsers.filter((parser) => parser !== null)];
}

function failureOf(name, results) {
  const { failure } = results.get(name);
  return failure === undefined ? [] : [`NOT MEASURED: ${failure}`];
}

function timesOf(name, results) {
  const { seconds, cpuSeconds } = results.get(name);
  if (seconds.length === 0) return [];
  const cpu = cpuSeconds.length === 0 ? null : median(cpuSeconds);
  const [low, high] = [Math.min(...seconds), Math.max(...seconds)];
  return [{ name, seconds: median(seconds), low, high, cpuSeconds: cpu, rounds: seconds.length }];
}

/** What we compare ourselves with by time. A ratio is given from the side on which its goal is. */
const comparisons = [
  { what: "cold, against ripgrep", of: "ours, cold", to: "ripgrep", as: "long", goal: "cold:ripgrep" },
  { what: "cold, against ripgrep -j1", of: "ours, cold", to: "ripgrep -j1", as: "long", goal: null },
  { what: "warm, against ripgrep", of: "ours, warm", to: "ripgrep", as: "long", goal: "warm:ripgrep" },
  { what: "warm, against cold", of: "ours, warm", to: "ours, cold", as: "fast", goal: null },
  { what: "cold, against ast-grep", of: "ours, cold", to: "ast-grep", as: "fast", goal: "cold:ast-grep" },
  { what: "cold, against ruff", of: "ours, cold", to: "ruff", as: "fast", goal: null },
  { what: "cold, against LibCST", of: "ours, cold", to: "libcst", as: "fast", goal: "cold:libcst" },
  { what: "two workers, against one", of: "ours, --jobs 2", to: "ours, --jobs 1", as: "fast", goal: "workers" },
];

/** What the times of a race on a tree say; who is missing or failed is compared with nobody. */
function rowsOf(tree, results) {
  return comparisons.flatMap(({ what, of, to, as, goal }) => {
    const [own, other] = [results.get(of), results.get(to)];
    if (!own?.seconds.length || !other?.seconds.length) return [];
    const turned = (ratio) => (as === "long" ? ratio : inverse(ratio));
    const figures = row(tree, what, turned(ratioOf(own.seconds, other.seconds)), `times as ${as}`, goalOf(tree, goal));
    return [{ ...figures, byWork: isMeasurable(own) && isMeasurable(other) ? turned(workOf(own, other)).value : null }];
  });
}

/** The ratio of processor times, which other work on the machine hardly changes. */
function workOf(own, other) {
  return ratioOf([median(own.cpuSeconds)], [median(other.cpuSeconds)]);
}

/** Processor time is known in hundredths of a second. */
function isMeasurable({ cpuSeconds }) {
  return cpuSeconds.length > 0 && median(cpuSeconds) >= 0.05;
}

/** The goals are for trees that were made for them. */
function goalOf({ kind }, goal) {
  if (goal === null || kind === "own") return null;
  return goals[kind === "dense" ? goal.replace("cold", "dense") : goal] ?? null;
}

async function memoryOf(tree, say) {
  say(`${tree.name}: peak of memory`);
  try {
    const peak = await peakOf(cold(tree.path));
    if (peak === null) return { rows: [], notes: ["NOT MEASURED: the peak of memory, for which Linux is needed"] };
    const limit = tree.kind === "own" ? undefined : limits.find(({ files }) => tree.paths.length <= files);
    const figure = { value: peak, low: peak, high: peak };
    return { rows: [row(tree, "peak of memory", figure, "MB", limit?.goal ?? null)], notes: [] };
  } catch (error) {
    return { rows: [], notes: [`NOT MEASURED: ${error.message}`] };
  }
}

/** A figure with its spread and its goal. */
function row(tree, what, { value, low, high }, unit, goal) {
  return { tree: tree.name, what, value, low, high, unit, byWork: null, goal, isMet: isMet(value, goal) };
}

/** How `--version` compares with a Node that does nothing. These runs are short, so there are more of them. */
async function measureStart({ rounds, say }) {
  const results = await race([version, bareNode], rounds * 4, (text) => say(`start: ${text}`));
  const [own, bare] = [results.get(version.name), results.get(bareNode.name)];
  const failure = own.failure ?? bare.failure;
  const ratio = failure === undefined ? ratioOf(own.seconds, bare.seconds) : null;
  return {
    tree: null,
    rows:
      ratio === null ? [] : [row({ name: "–" }, "--version, against node -e 0", ratio, "times as long", goals.start)],
    times: [version, bareNode].flatMap(({ name }) => timesOf(name, results)),
    notes: failure === undefined ? [] : [`NOT MEASURED: ${failure}`],
  };
}

/** Whether the time of a cold run grows as the files do, from the smallest made tree to the largest: 1 if exactly so. */
function growthOf(measured) {
  const sparse = measured.filter(({ tree }) => tree?.kind === "sparse").sort((a, b) => a.tree.files - b.tree.files);
  const [small, large] = [sparse[0], sparse.at(-1)];
  const timeOf = ({ times }) => times.find(({ name }) => name === "ours, cold");
  if (small === large || !timeOf(small) || !timeOf(large)) return [];
  const [before, after, files] = [timeOf(small), timeOf(large), large.tree.files / small.tree.files];
  const growth = {
    value: after.seconds / before.seconds / files,
    low: after.low / before.high / files,
    high: after.high / before.low / files,
  };
  const what = `time for ${files.toFixed(0)} times the files, by ${files.toFixed(0)}`;
  return [row({ name: `${small.tree.name} … ${large.tree.name}` }, what, growth, "times as long", goals.growth)];
}

module.exports = { growthOf, measureStart, measureTree, rowsOf };
