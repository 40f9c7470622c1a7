import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lowestOf, lowestPython } from "./python-version";

describe("lowestOf", () => {
  it.each([
    [">=3.8", "3.8"],
    [">= 3.8, < 4", "3.8"],
    [">=3.8,!=3.9.*,<3.13", "3.8"],
    ["~=3.10", "3.10"],
    ["==3.11.*", "3.11"],
    ["===3.12.1", "3.12"],
    [">3.7", "3.7"],
    [">=3.6,>=3.9", "3.9"],
    ["^3.9", "3.9"],
    ["~3.9 || ^3.11", "3.9"],
    ["3.10.*", "3.10"],
    [">=3", "3.0"],
    ["<4", null],
    ["< 4", null],
    ["!=3.9", null],
    ["*", null],
    ["", null],
    ["^3.9 || *", null],
  ])("%s lets in %s", (specifier, version) => {
    const lowest = lowestOf(specifier);
    expect(lowest && `${lowest.major}.${lowest.minor}`).toBe(version);
  });
});

describe("lowestPython", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "python-version-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each([
    [{ "pyproject.toml": '[project]\nrequires-python = ">=3.9"' }, { major: 3, minor: 9 }],
    [{ "pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.8"' }, { major: 3, minor: 8 }],
    [{ "pyproject.toml": "[project" }, null],
    [
      { "pyproject.toml": "project = 3", ".python-version": "3.12.1\n" },
      { major: 3, minor: 12 },
    ],
    [{ "setup.cfg": "[options]\npython_requires =\n    >=3.7\n" }, { major: 3, minor: 7 }],
    [{ "setup.py": "setup(\n    python_requires='>=3.10, <4',\n)" }, { major: 3, minor: 10 }],
    [{ ".python-version": "pypy3.9-7.3\n3.11\n" }, { major: 3, minor: 9 }],
    [{ ".python-version": "system\n" }, null],
    [{}, null],
  ])("reads %j", (files, version) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    expect(lowestPython(root)).toEqual(version);
  });
});
