/** A Gitea (or Forgejo) of our own on the loopback, with SQLite in a scratch folder. */
const { execFileSync, spawn } = require("node:child_process");
const { mkdirSync, writeFileSync, openSync, readFileSync } = require("node:fs");
const { createServer } = require("node:net");
const { dirname, join, resolve } = require("node:path");

const PASSWORD = "trial-password-1";
/** Who may do everything at the instance. */
const BOSS = "boss";

/**
 * Starts it, and makes the administrator.
 *
 * @param binary where the program lies; a program that was built without `bindata` has its templates beside it.
 */
async function startGitea(binary, folder) {
  const port = await freePort();
  const root = `http://127.0.0.1:${port}`;
  const work = join(folder, "gitea");
  mkdirSync(join(work, "custom", "conf"), { recursive: true });
  writeFileSync(join(work, "custom", "conf", "app.ini"), configuration({ root, port, work, binary }));
  const env = {
    PATH: process.env.PATH,
    HOME: work,
    USER: process.env.USER ?? execFileSync("id", ["-un"], { encoding: "utf8" }).trim(),
    GITEA_WORK_DIR: work,
    FORGEJO_WORK_DIR: work,
    // It is on the loopback, for some minutes.
    GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: "true",
    FORGEJO_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: "true",
  };
  const run = (...args) => execFileSync(binary, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const version = run("--version").trim();
  run("migrate");
  const who = ["--username", BOSS, "--password", PASSWORD, "--email", "boss@trial.example"];
  run("admin", "user", "create", "--admin", "--must-change-password=false", ...who);
  const log = join(folder, "gitea.log");
  const out = openSync(log, "a");
  const server = spawn(binary, ["web"], { env, stdio: ["ignore", out, out] });
  const ended = new Promise((end) => server.once("close", end));
  const stop = async () => {
    server.kill("SIGKILL");
    await ended;
  };
  for (let tries = 0; !(await answers(root)); tries++) {
    if (tries > 600 || server.exitCode !== null) {
      await stop();
      throw new Error(`Gitea does not start:\n${readFileSync(log, "utf8").slice(-2000)}`);
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
  return { root, version, stop };
}

function configuration({ root, port, work, binary }) {
  const user = execFileSync("id", ["-un"], { encoding: "utf8" }).trim();
  return `APP_NAME = trial
RUN_USER = ${user}
RUN_MODE = prod
WORK_PATH = ${work}

[server]
PROTOCOL = http
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${port}
ROOT_URL = ${root}/
STATIC_ROOT_PATH = ${dirname(resolve(binary))}
DISABLE_SSH = true
OFFLINE_MODE = true

[database]
DB_TYPE = sqlite3
PATH = ${join(work, "gitea.db")}

[security]
INSTALL_LOCK = true
SECRET_KEY = trial
PASSWORD_HASH_ALGO = pbkdf2$1000$50

[api]
; Every list comes in pages.
MAX_RESPONSE_ITEMS = 2

[webhook]
ALLOWED_HOST_LIST = loopback

[log]
LEVEL = Warn
`;
}

async function answers(root) {
  try {
    return (await fetch(`${root}/api/v1/version`)).ok;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

module.exports = { BOSS, PASSWORD, startGitea };
