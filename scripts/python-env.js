/**
 * Prepares the Pythons with grpcio on which the proof suite runs real forks: one private virtual environment
 * per grpcio in `.venv-proof`, or the distribution's own grpcio where no package index can be reached.
 *
 * Leaves `.venv-proof/runtimes.json`: [{"name": "1.71.0", "python": "/absolute/path/python"}], newest first.
 * Everything that it says goes to stderr. Without any grpcio it fails under CI=true and warns elsewhere.
 */

const { spawnSync } = require("node:child_process");
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { withLock } = require("./lock");

/** Far apart in how they treat a fork: see the decision table in docs. Not each has a wheel for each Python. */
const VERSIONS = ["1.84.0", "1.71.0", "1.51.1"];

const folder = join(__dirname, "..", ".venv-proof");
const runtimesFile = join(folder, "runtimes.json");
const stampFile = join(folder, "complete");
const isCi = process.env.CI === "true" || process.env.CI === "1";

function say(text) {
  process.stderr.write(`python-env: ${text}\n`);
}

/** Runs a program quietly; its output is shown only by who cares about the failure. */
function attempt(program, args) {
  const result = spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`.trim();
  return { ok: result.status === 0, output };
}

function lastLine(output) {
  return output.split("\n").at(-1);
}

/** The grpcio that a Python can import, or null. */
function grpcioOf(python) {
  const asked = attempt(python, ["-c", "import grpc, google.protobuf; print(grpc.__version__)"]);
  return asked.ok ? lastLine(asked.output) : null;
}

function makeEnvironment(version) {
  const home = join(folder, version);
  const python = join(home, "bin", "python");
  if (existsSync(python) && grpcioOf(python) === version) return { python };
  say(`preparing grpcio ${version}...`);
  const made = attempt("python3", ["-m", "venv", "--clear", home]);
  if (!made.ok) return { failure: made.output };
  // A source build of grpcio takes a quarter of an hour, so only wheels.
  const options = ["--quiet", "--only-binary=:all:", "--disable-pip-version-check", "--retries=1", "--timeout=30"];
  const installed = attempt(python, ["-m", "pip", "install", ...options, `grpcio==${version}`, "protobuf"]);
  if (installed.ok && grpcioOf(python) === version) return { python };
  rmSync(home, { recursive: true, force: true });
  return { failure: installed.output };
}

/** The environments that the package index gives. When it has not even the newest, nothing more is asked of it. */
function environmentsFromIndex() {
  const runtimes = [];
  for (const version of VERSIONS) {
    const { python, failure } = makeEnvironment(version);
    if (python) {
      runtimes.push({ name: version, python });
      continue;
    }
    say(`no grpcio ${version}: ${lastLine(failure)}`);
    if (runtimes.length === 0) break;
  }
  return runtimes;
}

/** What the machine's own Pythons can import. On a CI machine the packages are installed for it. */
function environmentsOfDistribution() {
  const pythons = ["/usr/bin/python3", "python3"];
  const find = () => pythons.map((python) => ({ name: grpcioOf(python), python })).find(({ name }) => name !== null);
  const found = find();
  if (found) return [resolved(found)];
  if (!isCi || process.getuid?.() !== 0) return [];
  say("installing the distribution's python3-grpcio...");
  const packages = ["python3", "python3-grpcio", "python3-protobuf", "python3-venv"];
  attempt("apt-get", ["update", "-qq"]);
  const installed = attempt("apt-get", ["install", "-y", "-qq", ...packages]);
  if (!installed.ok) say(lastLine(installed.output));
  const afterwards = find();
  return afterwards ? [resolved(afterwards)] : [];
}

function resolved({ name, python }) {
  const asked = attempt(python, ["-c", "import sys; print(sys.executable)"]);
  return { name, python: lastLine(asked.output) };
}

/** Whether an earlier run got all that this machine's index has. */
function isComplete() {
  try {
    if (readFileSync(stampFile, "utf8") !== VERSIONS.join("\n")) return false;
    return JSON.parse(readFileSync(runtimesFile, "utf8")).every(({ python }) => existsSync(python));
  } catch {
    return false;
  }
}

function prepare() {
  if (isComplete()) return;
  mkdirSync(folder, { recursive: true });
  rmSync(stampFile, { force: true });
  const fromIndex = environmentsFromIndex();
  const runtimes = fromIndex.length > 0 ? fromIndex : environmentsOfDistribution();
  writeFileSync(runtimesFile, `${JSON.stringify(runtimes, null, 2)}\n`);
  if (fromIndex.length > 0) writeFileSync(stampFile, VERSIONS.join("\n"));
  for (const { name, python } of runtimes) say(`grpcio ${name}: ${python}`);
  if (runtimes.length > 0) return;
  say("NO PYTHON WITH GRPCIO FOUND: nothing can be proved by real forks.");
  say("Needed: python3 with its venv module and a package index, or `apt-get install python3-grpcio`.");
  if (isCi) process.exitCode = 1;
}

if (!isComplete()) withLock(join(__dirname, ".."), prepare);
