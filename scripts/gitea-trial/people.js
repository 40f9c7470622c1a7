/** Who is at the forge, and what they do there: by its API, and by git. */
const { execFileSync } = require("node:child_process");
const { existsSync, mkdirSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { BOSS, PASSWORD } = require("./server");
const { until } = require("./until");

/** What docs/migrate.md says that the token has to have. */
const SCOPES = ["write:repository", "write:issue", "read:user", "read:organization"];

/** `robot` administers the repositories of `acme`, `ann` may write there, `ron` may read. */
async function settle({ root }, folder) {
  const secrets = new Map([[BOSS, `Basic ${Buffer.from(`${BOSS}:${PASSWORD}`).toString("base64")}`]]);
  const api = (who, method, path, body) => ask(root, secrets.get(who), method, path, body);
  const tokens = new Map();
  for (const [login, scopes] of [
    ["robot", SCOPES],
    ["ann", ["all"]],
    ["ron", ["all"]],
  ]) {
    const made = { username: login, password: PASSWORD, email: `${login}@trial.example`, must_change_password: false };
    await api(BOSS, "POST", "/admin/users", made);
    const basic = `Basic ${Buffer.from(`${login}:${PASSWORD}`).toString("base64")}`;
    const { sha1 } = await ask(root, basic, "POST", `/users/${login}/tokens`, { name: "trial", scopes });
    tokens.set(login, sha1);
    secrets.set(login, `token ${sha1}`);
  }
  await api(BOSS, "POST", "/orgs", { username: "acme" });
  const folderOf = (name) => join(folder, "people", `${name}.git`);
  const git = (name, args, input) =>
    execFileSync("git", args, { cwd: folderOf(name), encoding: "utf8", input, stdio: ["pipe", "pipe", "pipe"] }).trim();
  const remote = (name) => root.replace("://", `://ann:${tokens.get("ann")}@`).concat(`/${name}.git`);
  const people = {
    root,
    api,
    git,
    tokenOf: (login) => tokens.get(login),
    folderOf,
    /** Makes a repository here, and an empty one at the forge. */
    add: async (name) => {
      mkdirSync(dirname(folderOf(name)), { recursive: true });
      if (!existsSync(folderOf(name)))
        execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", folderOf(name)]);
      await api(BOSS, "POST", "/orgs/acme/repos", { name: name.split("/")[1], default_branch: "main" });
      for (const [login, permission] of Object.entries({ robot: "admin", ann: "write", ron: "read" })) {
        await api(BOSS, "PUT", `/repos/${name}/collaborators/${login}`, { permission });
      }
    },
    /** Brings what is here to the forge, and what is there to here. */
    push: (name, ...refs) => git(name, ["push", "--quiet", remote(name), ...(refs.length > 0 ? refs : ["--all"])]),
    fetch: (name) => git(name, ["fetch", "--quiet", "--prune", remote(name), "+refs/heads/*:refs/heads/*"]),
    /** The first push to a repository, which Gitea notices a moment later. */
    begin: async (name) => {
      people.push(name);
      await until(`${name} is not empty`, async () => !(await api(BOSS, "GET", `/repos/${name}`)).empty);
    },
    /** A commit by ann on a branch, at the forge. */
    commit: (name, branch, files, from = branch) => {
      people.fetch(name);
      people.note(name, branch, files, from);
      people.push(name, branch);
    },
    /** The same, but only here. */
    note: (name, branch, files, from) => {
      const lines = [`commit refs/heads/${branch}`, "committer Ann <ann@trial.example> now", "data 11", "by a person"];
      const isThere = git(name, ["branch", "--list", "--format=%(refname:short)", from]) !== "";
      if (isThere) lines.push(`from refs/heads/${from}^0`);
      for (const [path, text] of Object.entries(files)) {
        lines.push(`M 100644 inline ${path}`, `data ${Buffer.byteLength(text)}`, text);
      }
      git(name, ["fast-import", "--quiet", "--force", "--date-format=now"], `${lines.join("\n")}\n`);
    },
    pulls: (name) => all(api, `/repos/${name}/pulls?state=all`),
    reviews: (name, number) => all(api, `/repos/${name}/pulls/${number}/reviews?`),
    comments: (name, number) => api(BOSS, "GET", `/repos/${name}/issues/${number}/comments`),
  };
  return people;
}

/** All pages of a list. */
async function all(api, path) {
  const items = [];
  for (let page = 1; ; page++) {
    const more = await api(BOSS, "GET", `${path}&page=${page}`);
    if (more.length === 0) return items;
    items.push(...more);
  }
}

async function ask(root, authorization, method, path, body) {
  const response = await fetch(`${root}/api/v1${path}`, {
    method,
    headers: { authorization, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? null : JSON.parse(text);
}

module.exports = { settle };
