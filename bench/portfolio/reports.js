/** Reports as `migrate run` keeps them, of a company whose services share libraries. */
const { createHash } = require("node:crypto");
const { randomOf } = require("../trees/random");

const RULES = [
  ["GFF101", "client-before-fork"],
  ["GFF101", "client-before-fork"],
  ["GFF102", "client-passed-to-child"],
  ["GFF103", "parent-connected-before-fork"],
  ["GFF105", "library-client-before-fork"],
  ["GFF203", "reuseport-missing"],
  ["GFF401", "preloaded-app"],
];
const FORKS = ["multiprocessing.Pool", "multiprocessing.Process", "gunicorn", "celery", "os.fork"];
const DISTRIBUTIONS = [
  ["google-cloud-pubsub", "google.cloud.pubsub_v1.PublisherClient"],
  ["opentelemetry-exporter-otlp-proto-grpc", "opentelemetry.exporter.otlp.proto.grpc.trace_exporter.OTLPSpanExporter"],
  ["etcd3", "etcd3.client"],
  ["qdrant-client", "qdrant_client.QdrantClient"],
  ["pymilvus", "pymilvus.MilvusClient"],
];
/** Vendored, the first ones in more repositories than the last. */
const SHARED = ["acme_clients", "acme_tracing", "acme_flags", "acme_stock", "acme_ledger", "acme_geo"];
const MODULES = ["channels", "stubs", "pool"];

function nameOf(index) {
  return `acme/service-${String(index).padStart(4, "0")}`;
}

/** A third have no findings; the others a few, and some many. */
function keptReport(index, seed) {
  const random = randomOf(seed, "repository", index);
  const count = random.chance(0.33) ? 0 : Math.max(1, Math.round(4 * random.spread(1)));
  const vendored = SHARED.filter((_, place) => random.chance(0.4 / (place + 1)));
  const findings = Array.from({ length: count }, (_, place) => findingOf(index, place, vendored, random));
  return {
    version: 1,
    tool: { name: "grpc-fork-fix", version: "0.1.0" },
    findings,
    changes: findings.map(({ path }) => ({ path, diff: diffOf(path) })),
    known: 0,
    notices: [],
    stats: { files: 400, bytes: 4_000_000, parsed: 40, entries: 4, milliseconds: 900 },
  };
}

function findingOf(index, place, vendored, random) {
  const [rule, name] = random.pick(RULES);
  const by = random.pick(FORKS);
  const origin = originOf(index, vendored, random);
  const path = `${origin.module.replaceAll(".", "/")}.py`;
  const line = random.between(1, 400);
  const spot = (message, process) => ({ path, line, column: 1, message, process });
  return {
    rule,
    name,
    severity: random.chance(0.6) ? "error" : "warning",
    path,
    line,
    column: 1,
    endLine: line,
    endColumn: 40,
    message: `channel made by ${origin.maker}, not used in the parent before the fork, is used in a child forked by ${by}`,
    advice: "Create it once in each process: in the child, in an initializer, or behind a function",
    fingerprint: digits(rule, path, by, random.chance(0.3) ? "" : index, place),
    origin,
    fork: { path: "app/main.py", line: 12, column: 5, by, method: "fork" },
    trace: [spot("the channel is created", "parent"), spot("the fork", "parent"), spot("the child uses it", "child")],
    fix: { status: "safe", transform: "lazy-client", reason: null, detail: "", files: [path], alternatives: [] },
  };
}

function originOf(index, vendored, random) {
  const [library, client] = random.chance(0.25) ? random.pick(DISTRIBUTIONS) : [null, "grpc.insecure_channel"];
  const isShared = vendored.length > 0 && random.chance(0.6);
  const top = isShared ? random.pick(vendored) : random.pick(["app", "shop", "worker", "main"]);
  const module = top === "main" ? top : `${top}.${random.pick(MODULES)}`;
  // Three versions of what is shared are about.
  const text = isShared ? digits(module, index % 3) : digits(module, index);
  const code = isShared ? digits(module) : digits(module, index, "names");
  return { package: library ?? top, library, maker: client, module, code, copy: text };
}

function diffOf(path) {
  const lines = Array.from({ length: 30 }, (_, line) => `${line % 3 === 0 ? "+" : " "}    value_${line} = ${line}`);
  return `--- a/${path}\n+++ b/${path}\n@@ -1,20 +1,30 @@\n${lines.join("\n")}\n`;
}

function digits(...words) {
  return createHash("sha256").update(words.join("\n")).digest("hex").slice(0, 16);
}

/** What the ledger holds of a repository with this report. */
function stateOf(name, { findings }, index) {
  if (findings.length === 0) return { state: "clean", findings: 0 };
  const state = ["open", "open", "merged", "analysed", "stopped"][index % 5];
  const pullRequest =
    state === "analysed" ? null : { number: index, url: `https://forge.example/${name}/pull/${index}` };
  return { state, findings: findings.length, pullRequest };
}

module.exports = { keptReport, nameOf, stateOf };
