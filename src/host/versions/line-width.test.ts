import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lineWidth } from "./line-width";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "line-width-"));
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  [{ "pyproject.toml": "[tool.black]\nline-length = 100\n" }, 100],
  [{ "pyproject.toml": "[tool.ruff]\nline-length = 120\n" }, 120],
  [{ "ruff.toml": "line-length = 79\n", "pyproject.toml": "[tool.black]\nline-length = 100\n" }, 79],
  [{ "setup.cfg": "[flake8]\nmax-line-length = 99\n" }, 99],
  [{ "tox.ini": "[flake8]\nmax_line_length=99\n", "pyproject.toml": "[tool.black]\nline-length = 100\n" }, 100],
  [{ "pyproject.toml": "[tool.black]\nline-length = 'long'\n" }, null],
  [{ "pyproject.toml": "[tool" }, null],
  [{}, null],
])("%j says %s", (files: Readonly<Record<string, string>>, width) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  expect(lineWidth([root])).toBe(width);
});

test("the nearest folder that says something counts", () => {
  const inner = join(root, "shop");
  mkdirSync(inner);
  writeFileSync(join(root, "ruff.toml"), "line-length = 100\n");
  expect(lineWidth([inner, root])).toBe(100);
  writeFileSync(join(inner, ".flake8"), "[flake8]\nmax-line-length = 80\n");
  expect(lineWidth([inner, root])).toBe(80);
});
