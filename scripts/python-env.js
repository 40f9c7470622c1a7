/**
 * Prepares the Pythons with grpcio on which the proof suite runs real forks: one private virtual environment
 * per grpcio in `.venv-proof`, or the distribution's own grpcio where no package index can be reached. Each
 * also gets the servers and workers that fork applications: gunicorn, Celery and others.
 *
 * Leaves `.venv-proof/runtimes.json`: [{"name": "1.71.0", "python": "/absolute/path/python", "frameworks":
 * ["gunicorn", ...]}], newest first; the frameworks are modules that this Python can import.
 * Everything that it says goes to stderr. Without any grpcio, or without a framework that is required, it fails
 * under CI=true and warns elsewhere.
 */

const { spawnSync } = require("node:child_process");
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { withLock } = require("./lock");

/** Far apart in how they treat a fork: see the decision table in docs. Not each has a wheel for each Python. */
const USUAL_VERSIONS = ["1.84.0", "1.71.0"];
/** Only whoever says on which versions to run wants the last as well. */
const VERSIONS = process.env.PROOF_GRPCIO === undefined ? USUAL_VERSIONS : [...USUAL_VERSIONS, "1.51.1"];

/** What deployments start, by the name of its module. The optional ones have no wheel for some Pythons. */
const FRAMEWORKS = [
  { module: "gunicorn", package: "gunicorn==27.0.1", debian: "python3-gunicorn gunicorn" },
  { module: "flask", package: "flask==3.1.3", debian: "python3-flask" },
  { module: "celery", package: "celery==5.7.0", debian: "python3-celery celery" },
  { module: "functions_framework", package: "functions-framework==3.10.2", isOptional: true },
  // Exporters, whose generated code refuses a grpcio that is older than `from`.
  {
    module: "opentelemetry",
    package: "opentelemetry-exporter-otlp-proto-grpc==1.45.2",
    from: "1.63.2",
    isOptional: true,
  },
  // uWSGI as wheels: the package `uwsgi` is source that needs a compiler.
  { module: "pyuwsgi", package: "pyuwsgi==2.0.30.post1", isOptional: true },
];

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

/** The frameworks that a Python can import, by the names of their modules. */
function frameworksOf(python) {
  const modules = FRAMEWORKS.map(({ module }) => module);
  const code = "import sys, importlib.util as u; print(*[m for m in sys.argv[1:] if u.find_spec(m)])";
  const asked = attempt(python, ["-c", code, ...modules]);
  return asked.ok
    ? lastLine(asked.output)
        .split(" ")
        .filter((word) => word !== "")
    : [];
}

/** A source build of grpcio takes a quarter of an hour, so only wheels. */
function pipInstall(python, packages) {
  const options = ["--quiet", "--only-binary=:all:", "--disable-pip-version-check", "--retries=1", "--timeout=30"];
  return attempt(python, ["-m", "pip", "install", ...options, ...packages]);
}

function makeEnvironment(version) {
  const home = join(folder, version);
  const python = join(home, "bin", "python");
  if (existsSync(python) && grpcioOf(python) === version) return { python };
  say(`preparing grpcio ${version}...`);
  const made = attempt("python3", ["-m", "venv", "--clear", home]);
  if (!made.ok) return { failure: made.output };
  const installed = pipInstall(python, [`grpcio==${version}`, "protobuf"]);
  if (installed.ok && grpcioOf(python) === version) return { python };
  rmSync(home, { recursive: true, force: true });
  return { failure: installed.output };
}

/** Whether the framework can be had with a grpcio, as far as that is known. */
function runsOn({ from }, version) {
  if (from === undefined) return true;
  const [lowest, own] = [from, version].map((text) => text.split(".").map(Number));
  const at = own.findIndex((part, index) => part !== lowest[index]);
  return at < 0 || own[at] > (lowest[at] ?? 0);
}

/** Puts the frameworks beside the grpcio of a virtual environment, each by itself where they cannot be had together. */
function addFrameworks(python, version) {
  const has = new Set(frameworksOf(python));
  const wanted = FRAMEWORKS.filter((one) => !has.has(one.module) && runsOn(one, version)).map((one) => one.package);
  if (wanted.length === 0) return;
  say(`preparing the frameworks beside grpcio ${version}...`);
  // None of them may bring a grpcio of its own.
  const kept = `grpcio==${version}`;
  if (pipInstall(python, [kept, ...wanted]).ok) return;
  for (const name of wanted) {
    const installed = pipInstall(python, [kept, name]);
    if (!installed.ok) say(`no ${name} for grpcio ${version}: ${lastLine(installed.output)}`);
  }
}

/** The environments that the package index gives. When it has not even the newest, nothing more is asked of it. */
function environmentsFromIndex() {
  const runtimes = [];
  for (const version of VERSIONS) {
    const { python, failure } = makeEnvironment(version);
    if (python) {
      addFrameworks(python, version);
      runtimes.push({ name: version, python, frameworks: frameworksOf(python) });
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
  if (found && missingFrom(frameworksOf(found.python)).length === 0) return [resolved(found)];
  if (!isCi || process.getuid?.() !== 0) return found ? [resolved(found)] : [];
  say("installing the distribution's python3-grpcio, and frameworks that fork...");
  const frameworks = FRAMEWORKS.flatMap(({ debian }) => debian?.split(" ") ?? []);
  const packages = ["python3", "python3-grpcio", "python3-protobuf", "python3-venv", ...frameworks];
  attempt("apt-get", ["update", "-qq"]);
  const installed = attempt("apt-get", ["install", "-y", "-qq", ...packages]);
  if (!installed.ok) say(lastLine(installed.output));
  const afterwards = find();
  return afterwards ? [resolved(afterwards)] : [];
}

function resolved({ name, python }) {
  const asked = attempt(python, ["-c", "import sys; print(sys.executable)"]);
  return { name, python: lastLine(asked.output), frameworks: frameworksOf(python) };
}

/** The required frameworks that are not among these. */
function missingFrom(frameworks) {
  return FRAMEWORKS.filter(({ module, isOptional }) => !isOptional && !frameworks.includes(module));
}

/** What is wanted, in a form that differs when a version does. */
const stamp = [...VERSIONS, ...FRAMEWORKS.map((framework) => framework.package)].join("\n");

/** Whether an earlier run got all that this machine's index has. */
function isComplete() {
  try {
    if (readFileSync(stampFile, "utf8") !== stamp) return false;
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
  const isWhole = fromIndex.length > 0 && fromIndex.every(({ frameworks }) => missingFrom(frameworks).length === 0);
  if (isWhole) writeFileSync(stampFile, stamp);
  for (const { name, python } of runtimes) say(`grpcio ${name}: ${python}`);
  for (const runtime of runtimes) sayWhatIsMissing(runtime);
  if (runtimes.length > 0) return;
  say("NO PYTHON WITH GRPCIO FOUND: nothing can be proved by real forks.");
  say("Needed: python3 with its venv module and a package index, or `apt-get install python3-grpcio`.");
  if (isCi) process.exitCode = 1;
}

function sayWhatIsMissing({ name, frameworks }) {
  const absent = FRAMEWORKS.filter((one) => !frameworks.includes(one.module) && runsOn(one, name));
  if (absent.length === 0) return;
  const names = absent.map((framework) => framework.package).join(", ");
  say(`MISSING BESIDE GRPCIO ${name}: ${names}. What is deployed with them cannot be proved by real forks.`);
  if (isCi && missingFrom(frameworks).length > 0) process.exitCode = 1;
}

if (!isComplete()) withLock(join(__dirname, ".."), prepare);
