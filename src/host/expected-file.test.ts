import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectedFile, pathProblem } from "./expected-file";
import { hashOf } from "./journal";

let folder: string;
let root: string;
const text = Buffer.from("import grpc\n");
const hash = hashOf(text);

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "expected-")));
  root = join(folder, "shop");
  mkdirSync(join(root, ".git"), { recursive: true });
  for (const path of ["shop/stock.py", "shop/notes.txt", "outside.py", "shop/.git/hook.py"])
    writeFileSync(join(folder, path), text);
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a file that is as it was", () => {
  const file = expectedFile(root, "stock.py", hash);
  expect(file).toMatchObject({ kind: "ok", file: join(root, "stock.py"), text: "import grpc\n" });
});

test("a script without a suffix is Python if it says so", () => {
  const script = Buffer.from("#!/usr/bin/env python3\n");
  writeFileSync(join(root, "serve"), script);
  expect(expectedFile(root, "serve", hashOf(script)).kind).toBe("ok");
});

test.each([
  ["stock.py", "0".repeat(64), "it is not as it was when the fixes were made"],
  ["gone.py", hash, "it is gone"],
  ["notes.txt", hash, "it is not Python"],
  ["inside.py", hash, "it is a link to a file outside the project"],
  ["hook.py", hash, "it is a link into a .git folder"],
  ["locked.py", hash, "it is read-only"],
  ["folder.py", hash, "it is not a regular file"],
  ["up/stock.py", hash, "it is a link to a file outside the project"],
])("%s is refused", (path, before, reason) => {
  symlinkSync(join(folder, "outside.py"), join(root, "inside.py"));
  symlinkSync(join(root, ".git/hook.py"), join(root, "hook.py"));
  mkdirSync(join(folder, "other"));
  writeFileSync(join(folder, "other/stock.py"), text);
  symlinkSync(join(folder, "other"), join(root, "up"));
  writeFileSync(join(root, "locked.py"), text);
  chmodSync(join(root, "locked.py"), 0o444);
  mkdirSync(join(root, "folder.py"));
  expect(expectedFile(root, path, before)).toEqual({ kind: "refused", reason });
});

test.each([
  ["/etc/shop.py", "it is an absolute path"],
  ["C:/shop.py", "it is an absolute path"],
  ["c:shop.py", "it is an absolute path"],
  ["\\\\host\\shop.py", "it is an absolute path"],
  ["../shop.py", "it leads out of the project with `..`"],
  ["a/../../shop.py", "it leads out of the project with `..`"],
  ["a\\..\\shop.py", "it leads out of the project with `..`"],
  ["a//shop.py", "it is not a plain path"],
  ["./shop.py", "it is not a plain path"],
  ["a\\shop.py", "it is not a plain path"],
  ["shop\0.py", "its name has control characters"],
  ["shop\n.py", "its name has control characters"],
  [".git/shop.py", "it is in a .git folder"],
  ["a/.GIT/shop.py", "it is in a .git folder"],
  [".g\u200cit/shop.py", "it is in a .git folder"],
  ["GIT~1/shop.py", "it is in a .git folder"],
  [".git /shop.py", "it is in a .git folder"],
])("%j is not followed", (path, reason) => {
  expect(pathProblem(path)).toBe(reason);
});

test.each(["shop.py", "app/größe.py", ".github/shop.py", "a b/..c.py", "git/shop.py"])("%s is a plain path", (path) => {
  expect(pathProblem(path)).toBeNull();
});
