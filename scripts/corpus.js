/**
 * Runs the built tool on every tree of a labelled corpus and compares:
 *
 *     node scripts/corpus.js LABELS.json [--only NAME] [--mirror DIR] [--trees DIR] [--json FILE] [--timeout SECONDS]
 *
 * LABELS.json lists repositories with a commit and cases. Work trees are made under `--trees` from git mirrors at
 * `DIR/owner+name/repo`. Prints a Markdown table and every finding that needs a person. Exit status 1 if a strict
 * case is missed, a finding contradicts a label, or a run fails.
 */
const { spawn } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");
const { resolve } = require("node:path");
const { parseArgs } = require("node:util");
const { judge } = require("./corpus-labels");
const { checkOut } = require("./corpus-tree");

const tool = resolve(__dirname, "../bin/grpc-fork-fix.js");
const peak = resolve(__dirname, "corpus-peak.js");

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: "string", default: "" },
      mirror: { type: "string", default: "/work/.mirror" },
      trees: { type: "string", default: "/tmp/corpus" },
      json: { type: "string" },
      timeout: { type: "string", default: "120" },
    },
  });
  const entries = JSON.parse(readFileSync(positionals[0], "utf8")).filter((entry) =>
    nameOf(entry).includes(values.only),
  );
  const rows = [];
  for (const entry of entries) {
    rows.push({ entry, ...(await evaluate(entry, values)) });
    process.stderr.write(`${rowOf(rows.at(-1)).join("  ")}\n`);
  }
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rows, null, 1));
  process.stdout.write([...table(rows), "", ...rows.flatMap(review)].join("\n"));
  process.exitCode = rows.every(isGood) ? 0 : 1;
}

async function evaluate(entry, { timeout, ...places }) {
  const { tree, missing } = checkOut(entry, places);
  if (missing !== undefined) return { failure: missing };
  const { report, failure, seconds, peakMb } = await measure(tree, Number(timeout));
  if (failure !== undefined) return { failure, seconds, peakMb };
  const labels = judge(entry.cases, report.findings);
  return { labels, files: report.stats.files, notices: report.notices, seconds, peakMb };
}

/** One run over `tree`, with its wall time and the peak of its memory; ended after `timeout` seconds. */
function measure(tree, timeout) {
  const start = process.hrtime.bigint();
  const args = ["--require", peak, tool, "--format", "json", "--exit-zero", "--no-cache", "."];
  const child = spawn(process.execPath, args, {
    cwd: tree,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    timeout: timeout * 1000,
  });
  const [out, err, memory] = [1, 2, 3].map((index) => collect(child.stdio[index]));
  return new Promise((done) => {
    child.on("close", (status, signal) => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const measured = { seconds, peakMb: Number(memory.join("")) / 2 ** 20 };
      if (signal !== null) return done({ ...measured, failure: `ended by ${signal} after ${timeout} s` });
      if (status !== 0) return done({ ...measured, failure: `exit ${status}: ${err.join("").slice(-400)}` });
      done({ ...measured, report: JSON.parse(out.join("")) });
    });
  });
}

function collect(stream) {
  const chunks = [];
  stream.setEncoding("utf8").on("data", (chunk) => chunks.push(chunk));
  return chunks;
}

function table(rows) {
  const head = ["repository", "files", "s", "peak MB", "found/strict", "false", "other"];
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map((row) => line(rowOf(row)))];
}

function rowOf({ entry, labels, failure, files, seconds = 0, peakMb = 0 }) {
  const cost = [seconds.toFixed(1), peakMb.toFixed(0)];
  if (failure !== undefined) return [nameOf(entry), "–", ...cost, "failed", "–", "–"];
  return [nameOf(entry), files, ...cost, found(labels), labels.false.length, labels.other.length];
}

/** `1/1`, and how many of the cases that are not strict. */
function found({ found, strict, loose }) {
  const extra = loose.filter((item) => item.found).length;
  return loose.length === 0 ? `${found}/${strict}` : `${found}/${strict} (+${extra}/${loose.length})`;
}

/** What a person should look at in one tree. */
function review({ entry, labels, failure, notices = [] }) {
  const lines =
    failure !== undefined
      ? [`failed: ${failure}`]
      : [
          ...labels.missed.map((label) => `missed: ${label.create} -> ${label.fork} (${label.subkind})`),
          ...labels.false.map((finding) => `false: ${describe(finding)}`),
          ...labels.other.map((finding) => `other: ${describe(finding)}`),
          ...labels.loose.map(
            ({ label, found }) => `${found ? "found" : "not found"}, not strict: ${label.create} -> ${label.fork}`,
          ),
          ...notices.map((notice) => `notice: ${notice.code} ${notice.path ?? ""} ${notice.message}`),
        ];
  return lines.length === 0 ? [] : [`## ${nameOf(entry)}`, "", ...lines.map((line) => `- ${line}`), ""];
}

function describe({ rule, severity, path, line, fork, message, fix }) {
  const at = fork === null ? "" : ` -> ${fork.path}:${fork.line} (${fork.by})`;
  return `${rule} ${severity} ${path}:${line}${at} ${message} [${fix.reason ?? fix.status}]`;
}

function isGood({ labels, failure }) {
  return failure === undefined && labels.missed.length === 0 && labels.false.length === 0;
}

function nameOf({ repo, commit }) {
  return `${repo}@${commit.slice(0, 8)}`;
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
