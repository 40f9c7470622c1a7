import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Allowance, unsafeToWrite } from "./worktree";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "worktree-")));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function git(folder: string, ...args: readonly string[]): void {
  const who = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com" };
  const env = { ...process.env, ...who, GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.com" };
  execFileSync("git", args, { cwd: join(root, folder), env, stdio: "pipe" });
}

function commitAll(folder = "."): void {
  git(folder, "init", "-q");
  git(folder, "add", ".");
  git(folder, "commit", "-qm", "start");
}

function unsafe(paths: readonly string[], ...allowed: readonly Allowance[]): readonly string[] {
  return unsafeToWrite(root, paths, new Set(allowed)).map(({ path, why, message }) => `${path}: ${why}, ${message}`);
}

describe("unsafeToWrite", () => {
  it("lets clean files be written, whatever others are like", () => {
    put("orders.py", "old");
    put("shop/stock.py", "old");
    put("other.py", "old");
    commitAll();
    put("other.py", "new");
    expect(unsafe(["orders.py", "shop/stock.py"])).toEqual([]);
  });

  it("names each file that git could not bring back", () => {
    const names = ["edited.py", "staged.py", "with space é\n.py", "*.py"];
    for (const name of names) put(name, "old");
    put("clean.py", "old");
    put(".gitignore", "local/\nsecret.py\n");
    commitAll();
    for (const name of names) put(name, "new");
    git(".", "add", "staged.py");
    put("fresh.py", "");
    put("secret.py", "");
    put("local/deep/x.py", "");
    const paths = [...names, "clean.py", "fresh.py", "secret.py", "local/deep/x.py"];
    expect(unsafe(paths)).toEqual([
      "*.py: dirty, it has uncommitted changes",
      "edited.py: dirty, it has uncommitted changes",
      "fresh.py: dirty, it was never committed",
      "local/deep/x.py: no-vcs, git ignores it",
      "secret.py: no-vcs, git ignores it",
      "staged.py: dirty, it has uncommitted changes",
      "with space é\n.py: dirty, it has uncommitted changes",
    ]);
    expect(unsafe(paths, "dirty")).toHaveLength(2);
    expect(unsafe(paths, "no-vcs")).toHaveLength(5);
    expect(unsafe(paths, "dirty", "no-vcs")).toEqual([]);
  });

  it("takes a name with a star for itself alone", () => {
    put("*.py", "old");
    put("edited.py", "old");
    commitAll();
    put("edited.py", "new");
    expect(unsafe(["*.py"])).toEqual([]);
  });

  it("refuses outside version control", () => {
    put("orders.py", "old");
    expect(unsafe(["orders.py"])).toEqual(["orders.py: no-vcs, it is in no git work tree"]);
    expect(unsafe(["orders.py"], "no-vcs")).toEqual([]);
  });

  it("refuses where git has no answer", () => {
    put("orders.py", "old");
    put(".git/HEAD", "broken");
    expect(unsafe(["orders.py"])).toEqual([expect.stringContaining("no-vcs, git cannot tell its state")]);
  });

  it("asks the repository in which a file really lies", () => {
    put("a/orders.py", "old");
    put("b/stock.py", "old");
    commitAll("a");
    commitAll("b");
    put("b/stock.py", "new");
    symlinkSync("../b/stock.py", join(root, "a", "link.py"));
    expect(unsafe(["a/orders.py", "b/stock.py", "a/link.py"])).toEqual([
      "a/link.py: dirty, it has uncommitted changes",
      "b/stock.py: dirty, it has uncommitted changes",
    ]);
  });

  it("asks about more files than fit into one question", () => {
    const names = Array.from({ length: 450 }, (_, index) => `m${index}.py`);
    for (const name of names) put(name, "old");
    commitAll();
    for (const name of names) put(name, "newer");
    expect(unsafe(names)).toHaveLength(450);
  });

  it("runs nothing that the repository's configuration names", () => {
    put("orders.py", "old");
    commitAll();
    const program = join(root, "evil.sh");
    writeFileSync(program, `#!/bin/sh\ntouch ${root}/ran\ncat\n`, { mode: 0o755 });
    const settings = ["filter.evil.clean", "filter.evil=x.smudge", "filter.evil=x.process", "core.fsmonitor"];
    for (const setting of settings) git(".", "config", setting, program);
    git(".", "config", "core.hooksPath", root);
    put(".gitattributes", "*.py filter=evil\n");
    put("orders.py", "new");
    expect(unsafe(["orders.py"])).toEqual(["orders.py: dirty, it has uncommitted changes"]);
    expect(existsSync(join(root, "ran"))).toBe(false);
    // The trap works: git by itself springs it.
    git(".", "status");
    expect(existsSync(join(root, "ran"))).toBe(true);
  });
});
