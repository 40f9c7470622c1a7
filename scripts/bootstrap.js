/**
 * `npm start -- ARGS` and `npm test -- ARGS` in a fresh clone: install and build what is missing, then run.
 *
 * Plain Node without dependencies, for it runs before there are any. Everything that it says goes to
 * stderr, so that stdout holds only what the tool prints (`npm start --silent` mutes npm's own banner).
 */

const { join } = require("node:path");
const { build, needsBuild } = require("./build");
const { install, needsInstall } = require("./install");
const { withLock } = require("./lock");
const { run } = require("./run");

const root = join(__dirname, "..");
const commands = { start, test };

/** Runs the tool in this process, so that signals and the exit status are its own. */
function start(args) {
  // npm starts scripts in the folder of package.json; the user's paths are relative to where they typed.
  if (process.env.npm_lifecycle_event === "start" && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  const tool = join(root, "bin", "grpc-fork-fix.js");
  process.argv = [process.argv[0], tool, ...args];
  require(tool);
}

/**
 * Runs all tests, or those that the arguments ask for; the proof suite among them needs Pythons with grpcio, the pages a
 * browser, and a ledger PostgreSQL.
 */
function test(args) {
  for (const script of ["python-env.js", "browser-env.js", "postgres-env.js"]) {
    run(process.execPath, [join(root, "scripts", script)], { cwd: root });
  }
  const jest = join(root, "node_modules", "jest", "bin", "jest.js");
  // What is proved at run time is proved alone: programs that starve beside other tests prove nothing.
  const parts =
    args.length > 0 ? [args] : [["--testPathIgnorePatterns", "/node_modules/", "<rootDir>/proof/"], ["proof"]];
  const statuses = parts.map((part) =>
    run(process.execPath, [jest, ...part], { cwd: root, stdout: "inherit", mayFail: true }),
  );
  process.exitCode = Math.max(...statuses);
}

function prepare() {
  if (!needsInstall(root) && !needsBuild(root)) return;
  withLock(root, () => {
    // Asked again: another process may have done it while this one waited.
    if (needsInstall(root)) install(root);
    if (needsBuild(root)) build(root);
  });
}

const [command, ...args] = process.argv.slice(2);
if (Number.parseInt(process.versions.node, 10) < 20) {
  process.stderr.write(`grpc-fork-fix needs Node.js 20 or later; this is ${process.version}\n`);
  process.exitCode = 2;
} else if (!Object.hasOwn(commands, command ?? "")) {
  process.stderr.write("usage: node scripts/bootstrap.js start|test [ARGS...]\n");
  process.exitCode = 2;
} else {
  prepare();
  commands[command](args);
}
