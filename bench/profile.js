/** Where the time of one run goes: a CPU profile of V8, added up by the stages of the pipeline. */
const { mkdirSync, mkdtempSync, readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { fileURLToPath } = require("node:url");
const { modulesIn, originOf } = require("../bin/load");
const { cold } = require("./contestants");
const { runOnce } = require("./run-once");

/** A stage is known by its functions: what runs below one of them belongs to it, unless a nearer one is of another stage. */
const stages = [
  { name: "discover", what: "list the files", where: /\/host\/(discover|walk|git|project|exclude|ignore-files)\.js$/ },
  { name: "read", what: "read and decode them", where: /\/host\/(reader|decode)\.js$/ },
  { name: "scan", what: "search them for imports and words", where: /\/link\/(scans?|mentions|prose)\.js$/ },
  {
    name: "cache",
    what: "look up what is known of them, and keep it",
    where: /\/host\/(cache|stores?)[^/]*\.js$|\/cache\//,
  },
  { name: "graph", what: "join the imports, choose the files that matter", where: /\/link\// },
  { name: "parse", what: "syntax", where: /\/python\/|web-tree-sitter/ },
  { name: "facts", what: "facts from syntax", where: /\/facts\// },
  { name: "deployment", what: "Dockerfiles, manifests and the like", where: /\/deployment\// },
  { name: "tree", what: "run the programs", where: /\/processes\// },
  { name: "rules", what: "findings", where: /\/rules\/|\/suppress\// },
  { name: "repair", what: "plan repairs and check them", where: /\/transforms\/|\/edits\/|\/land\.js$/ },
  { name: "write", what: "reports", where: /\/report\// },
  { name: "start", what: "load modules", where: /^node:internal\/modules\/|^node:internal\/main\// },
];

/**
 * Runs the tool once on the folder `tree` under the profiler. The profiles stay in `folder`, for the tools of Chrome to open. Gives
 * `{ files, rows }`: the profiles' paths, and a row of `{ name, what, seconds }` for each stage, longest first.
 */
async function profileOf(tree, folder) {
  mkdirSync(folder, { recursive: true });
  const profiles = mkdtempSync(join(folder, "run-"));
  const run = cold(tree);
  await runOnce({ ...run, args: ["--cpu-prof", "--cpu-prof-dir", profiles, ...run.args] });
  const files = readdirSync(profiles).map((name) => join(profiles, name));
  return { files, rows: stageTimes(files.map((file) => JSON.parse(readFileSync(file, "utf8")))) };
}

/** Adds up the samples of several profiles, one for each thread, by stage. */
function stageTimes(profiles) {
  const seconds = new Map();
  for (const { nodes, samples, timeDeltas } of profiles) {
    const stageOf = stagesOfNodes(nodes);
    samples.forEach((node, index) => {
      const stage = stageOf.get(node);
      seconds.set(stage, (seconds.get(stage) ?? 0) + timeDeltas[index] / 1e6);
    });
  }
  const known = [...stages, ...others];
  return known
    .map(({ name, what }) => ({ name, what, seconds: seconds.get(name) ?? 0 }))
    .filter((row) => row.seconds > 0)
    .sort((left, right) => right.seconds - left.seconds);
}

/** V8's own nodes stand at the top of a profile, under no function. */
const others = [
  { name: "garbage", what: "collect garbage" },
  { name: "idle", what: "wait for a child process, a worker or the disk" },
  { name: "other", what: "everything else" },
];

const ofEngine = new Map([
  ["(garbage collector)", "garbage"],
  ["(idle)", "idle"],
]);

/** The stage of every node by its id: that of its nearest function that has one. */
function stagesOfNodes(nodes) {
  const found = new Map();
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const resolve = (id) => {
    const open = [];
    let at = id;
    while (at !== undefined && !found.has(at)) {
      const own = ownStage(byId.get(at));
      if (own !== null) found.set(at, own);
      else open.push(at);
      if (own !== null) break;
      at = parents.get(at);
    }
    const stage = at === undefined ? "other" : found.get(at);
    for (const node of open) found.set(node, stage);
  };
  for (const { id } of nodes) resolve(id);
  return found;
}

function ownStage({ callFrame }) {
  const engine = ofEngine.get(callFrame.functionName);
  if (engine !== undefined) return engine;
  const file = fileOf(callFrame);
  return stages.find(({ where }) => where.test(file))?.name ?? null;
}

/** Of the modules that were loaded from one file, each is still its own. */
function fileOf({ url, lineNumber }) {
  if (!url.endsWith("/dist/modules.js")) return url;
  modules ??= modulesIn(readFileSync(url.startsWith("file:") ? fileURLToPath(url) : url, "latin1"));
  const found = originOf(lineNumber + 1, modules);
  return found === null ? url : `/${found.path}`;
}

let modules = null;

module.exports = { profileOf, stageTimes };
