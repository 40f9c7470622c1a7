import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeCommit, patchFor } from "./commit";
import { fetchCommit, type Head, headOf, type Mirror, openMirror, push } from "./mirror";
import { runGit } from "./run-git";
import { filesOf, isHonest, writeTree } from "./tree";

const limit = 60_000;
const author = { name: "Bot", email: "bot@example.com" };
let scratch = "";
let theirs = "";

function git(...args: string[]): string {
  const env = {
    ...process.env,
    GIT_AUTHOR_NAME: "Ann",
    GIT_AUTHOR_EMAIL: "ann@example.com",
    GIT_COMMITTER_NAME: "Ann",
    GIT_COMMITTER_EMAIL: "ann@example.com",
    GIT_CONFIG_GLOBAL: "/dev/null",
  };
  return execFileSync("git", args, { cwd: theirs, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(theirs, path)), { recursive: true });
  writeFileSync(join(theirs, path), text);
}

function commit(message: string): string {
  git("add", "--all");
  git("commit", "--quiet", "--message", message);
  return git("rev-parse", "HEAD");
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "bulk-git-"));
  theirs = join(scratch, "theirs");
  mkdirSync(theirs);
  git("init", "--quiet", "--initial-branch=trunk");
  git("config", "receive.denyCurrentBranch", "ignore");
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

async function mirrored(): Promise<{ readonly mirror: Mirror; readonly head: Head }> {
  const mirror = await openMirror(join(scratch, "cache"), theirs, limit);
  const head = await headOf(mirror, null);
  if (head === null) throw new Error("there is no head");
  await fetchCommit(mirror, head);
  return { mirror, head };
}

test("finds the head of the branch that the server calls its own, or of another", async () => {
  put("a.py", "1\n");
  const id = commit("one");
  git("branch", "other");
  const mirror = await openMirror(join(scratch, "cache"), theirs, limit);
  expect(await headOf(mirror, null)).toEqual({ branch: "trunk", commit: id });
  expect(await headOf(mirror, "other")).toEqual({ branch: "other", commit: id });
  expect(await headOf(mirror, "none")).toBeNull();
});

test("a repository without a commit has no head", async () => {
  expect(await headOf(await openMirror(join(scratch, "cache"), theirs, limit), null)).toBeNull();
});

test("fetches one commit and not its history", async () => {
  put("a.py", "1\n");
  const first = commit("one");
  put("a.py", "2\n");
  commit("two");
  const { mirror, head } = await mirrored();
  const count = await runGit({ folder: mirror.folder, args: ["rev-list", "--count", head.commit], limit });
  expect(count.toString().trim()).toBe("1");
  await expect(runGit({ folder: mirror.folder, args: ["cat-file", "-e", first], limit })).rejects.toThrow("cat-file");
});

test("writes the regular files of a commit as they are, whatever attributes and links say", async () => {
  put("app/a.py", "import grpc\n");
  put("crlf.py", "x = 1\r\n");
  put(".gitattributes", "*.py text eol=crlf filter=evil\n");
  put("run.sh", "#!/bin/sh\n");
  chmodSync(join(theirs, "run.sh"), 0o755);
  symlinkSync("/etc/passwd", join(theirs, "link.py"));
  git("config", "filter.evil.clean", "cat");
  commit("one");
  const { mirror, head } = await mirrored();
  const files = await filesOf(mirror, head.commit);
  expect(files.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
    "100644 .gitattributes",
    "100644 app/a.py",
    "100644 crlf.py",
    "100755 run.sh",
  ]);
  const out = join(scratch, "out");
  mkdirSync(out);
  await writeTree(mirror, files, out);
  expect(readFileSync(join(out, "app/a.py"), "utf8")).toBe("import grpc\n");
  expect(readFileSync(join(out, "crlf.py"), "utf8")).toBe(git("show", "HEAD:crlf.py").replace(/\r?$/, "\n"));
  expect(existsSync(join(out, "link.py"))).toBe(false);
  expect(existsSync(join(out, ".git"))).toBe(false);
});

test("reads many and large files through one pipe", async () => {
  for (let index = 0; index < 300; index++) put(`f${String(index).padStart(3, "0")}.py`, "y".repeat(index * 97));
  put("large.py", "z".repeat(3_000_000));
  commit("one");
  const { mirror, head } = await mirrored();
  const out = join(scratch, "out");
  mkdirSync(out);
  await writeTree(mirror, await filesOf(mirror, head.commit), out);
  for (const name of readdirSync(out)) {
    expect(readFileSync(join(out, name)).equals(readFileSync(join(theirs, name)))).toBe(true);
  }
  expect(readdirSync(out)).toHaveLength(301);
});

test.each([
  ["a.py", true],
  ["deep/er/.hidden/a.py", true],
  [".gitignore", true],
  ["..a/b", true],
  ["../a.py", false],
  ["a/../b.py", false],
  ["/etc/passwd", false],
  ["a//b", false],
  [".git/config", false],
  ["a/.GIT/config", false],
  [".git. /config", false],
  ["git~1/config", false],
  ["C:/x", false],
  ["a\\..\\b", false],
  ["", false],
])("%j is honest: %s", (path, honest) => {
  expect(isHonest(path)).toBe(honest);
});

describe("a commit of ours", () => {
  const edits = [{ path: "app/a.py", before: hashOf("old\n"), after: Buffer.from("new\r\n") }];

  beforeEach(() => {
    put("app/a.py", "old\n");
    put("run.sh", "#!/bin/sh\n");
    chmodSync(join(theirs, "run.sh"), 0o755);
    commit("theirs");
  });

  test("changes nothing but the files, and is the same whenever it is made", async () => {
    const { mirror, head } = await mirrored();
    const id = await makeCommit(mirror, head.commit, edits, author, "Repair\n\nWhy.\n");
    expect(await makeCommit(mirror, head.commit, edits, author, "Repair\n\nWhy.\n")).toBe(id);
    await push(mirror, id, "fix", null);
    expect(git("diff", "--name-status", "trunk", "fix")).toBe("M\tapp/a.py");
    expect(git("show", "-s", "--format=%an <%ae> %s", "fix")).toBe("Bot <bot@example.com> Repair");
    expect(git("show", "-s", "--format=%ci", "fix")).toBe(git("show", "-s", "--format=%ci", "trunk"));
    expect(execFileSync("git", ["show", "fix:app/a.py"], { cwd: theirs }).toString()).toBe("new\r\n");
  });

  test.each([
    [
      "another content",
      [{ path: "app/a.py", before: hashOf("other"), after: Buffer.from("x") }],
      "not what was analysed",
    ],
    ["a file that is gone", [{ path: "b.py", before: hashOf(""), after: Buffer.from("x") }], "b.py is not there"],
    ["nothing new", [{ path: "app/a.py", before: hashOf("old\n"), after: Buffer.from("old\n") }], "change nothing"],
  ])("is not made of %s", async (_, wrong, message) => {
    const { mirror, head } = await mirrored();
    await expect(makeCommit(mirror, head.commit, wrong, author, "m")).rejects.toThrow(message);
  });

  test("is pushed only where the branch still is what it was", async () => {
    const { mirror, head } = await mirrored();
    const id = await makeCommit(mirror, head.commit, edits, author, "m");
    git("branch", "fix");
    await expect(push(mirror, id, "fix", null)).rejects.toThrow("push");
    await push(mirror, id, "fix", head.commit);
    expect(git("rev-parse", "fix")).toBe(id);
    // What is there already may be pushed again.
    await push(mirror, id, "fix", id);
  });

  test("is a patch that `git am` takes", async () => {
    const { mirror, head } = await mirrored();
    const id = await makeCommit(mirror, head.commit, edits, author, "Repair\n\nWhy.\n");
    writeFileSync(join(scratch, "one.patch"), await patchFor(mirror, id));
    git("am", "--quiet", "--keep-cr", join(scratch, "one.patch"));
    expect(git("show", "-s", "--format=%an %s")).toBe("Bot Repair");
    expect(readFileSync(join(theirs, "app/a.py"), "utf8")).toBe("new\r\n");
  });
});

describe("git", () => {
  test("is killed with its children when it takes too long", async () => {
    put("a.py", "");
    commit("one");
    const args = ["-c", "alias.wait=!sleep 600", "wait"];
    await expect(runGit({ folder: theirs, args, limit: 100 })).rejects.toMatchObject({ isLate: true });
  });

  test("runs no hook of a repository", async () => {
    put("a.py", "");
    commit("one");
    const hook = join(theirs, ".git/hooks/reference-transaction");
    mkdirSync(dirname(hook), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\ntouch ${scratch}/ran\n`, { mode: 0o755 });
    await runGit({ folder: theirs, args: ["branch", "b"], limit });
    expect(existsSync(join(scratch, "ran"))).toBe(false);
  });

  test("does not say what it was let in with", async () => {
    const access = { base: "http://127.0.0.1:9", authorization: "Bearer s3cret" };
    const mirror = { folder: theirs, url: "http://127.0.0.1:9/Bearer s3cret", access, limit };
    await expect(headOf(mirror, null)).rejects.toThrow(expect.not.stringContaining("s3cret"));
  });

  test("speaks no protocol that runs a program", async () => {
    const mirror = { folder: theirs, url: `ext::sh -c touch% ${scratch}/ran`, access: undefined, limit };
    await expect(headOf(mirror, null)).rejects.toThrow("not allowed");
    expect(existsSync(join(scratch, "ran"))).toBe(false);
  });
});
