import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyProject } from "./copy";

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "copy-")));
});

afterEach(() => rmSync(folder, { recursive: true }));

test("a copy has all but what git and Python keep for themselves", () => {
  for (const name of [".git", "app/__pycache__", ".venv/lib", "copies"])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "app/run.sh"), "echo\n", { mode: 0o755 });
  writeFileSync(join(folder, ".env"), "A=1\n");
  writeFileSync(join(folder, ".git/HEAD"), "");
  writeFileSync(join(folder, ".venv/pyvenv.cfg"), "");
  symlinkSync("app/run.sh", join(folder, "run"));
  copyProject(folder, join(folder, "copies", "after"), join(folder, "copies"));
  const copy = join(folder, "copies", "after");
  expect(statSync(join(copy, "app/run.sh")).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(copy, ".env"), "utf8")).toBe("A=1\n");
  expect(lstatSync(join(copy, "run")).isSymbolicLink()).toBe(true);
  expect(realpathSync(join(copy, ".venv"))).toBe(join(folder, ".venv"));
  for (const name of [".git", "app/__pycache__", "copies"]) expect(existsSync(join(copy, name))).toBe(false);
});
