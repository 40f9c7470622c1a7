import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { lowestPython } from "./python-version";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "python-version-"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** `3.9 pyproject.toml:2` */
function stated(files: Readonly<Record<string, string>>, folders = [root]): string | null {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  const found = lowestPython(folders);
  return found && `${found.version.major}.${found.version.minor} ${relative(root, found.at.path)}:${found.at.line}`;
}

const project = (specifier: string) => `[project]\nrequires-python = "${specifier}"\n`;

test.each([
  [{ "pyproject.toml": project(">=3.9") }, "3.9 pyproject.toml:2"],
  [{ "pyproject.toml": project(">=3") }, "3.0 pyproject.toml:2"],
  [{ "pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.8"' }, "3.8 pyproject.toml:2"],
  [{ "pyproject.toml": '[tool.poetry.dependencies]\npython = { version = "^3.8" }' }, "3.8 pyproject.toml:2"],
  [{ "pyproject.toml": "[project" }, null],
  [{ "pyproject.toml": "project = 3", ".python-version": "3.12.1\n" }, "3.12 .python-version:1"],
  [{ "setup.cfg": "[options]\npython_requires =\n    >=3.7\n" }, "3.7 setup.cfg:2"],
  [{ "setup.py": "setup(\n    python_requires='>=3.10, <4',\n)" }, "3.10 setup.py:2"],
  [{ Pipfile: '[requires]\npython_version = "3.11"\n' }, "3.11 Pipfile:2"],
  [{ Pipfile: '[requires]\npython_full_version = "3.11.4"\n' }, "3.11 Pipfile:2"],
  [{ ".python-version": "3.11\npypy3.9-7.3\n" }, "3.9 .python-version:2"],
  [{ ".python-version": "system\n" }, null],
  [{ Dockerfile: "FROM node:20\nFROM python:3.11-slim AS build\n" }, "3.11 Dockerfile:2"],
  [{ "Dockerfile.web": "FROM --platform=linux/amd64 docker.io/library/python:3.12\n" }, "3.12 Dockerfile.web:1"],
  [{ "web.Dockerfile": "ARG PYTHON=3.10\nFROM python:$PYTHON-alpine\n" }, "3.10 web.Dockerfile:2"],
  [{ Dockerfile: "FROM python:latest\nFROM python:3\nFROM python:$TAG\nFROM mypython:3.9\n" }, null],
  // The lowest of all counts.
  [{ "pyproject.toml": project(">=3.8"), Dockerfile: "FROM python:3.14\n" }, "3.8 pyproject.toml:2"],
  [{ "pyproject.toml": project(">=3.12"), ".python-version": "3.11\n" }, "3.11 .python-version:1"],
  [{}, null],
])("%j states %s", (files, expected) => {
  expect(stated(files)).toBe(expected);
});

test("the nearest folder that says something counts", () => {
  const inner = join(root, "orders");
  mkdirSync(inner);
  const outer = { "pyproject.toml": project(">=3.8") };
  expect(stated(outer, [inner, root])).toBe("3.8 pyproject.toml:2");
  expect(stated({ ...outer, "orders/pyproject.toml": project(">=3.13") }, [inner, root])).toBe(
    "3.13 orders/pyproject.toml:2",
  );
});
