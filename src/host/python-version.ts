import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type TomlTable, type TomlValue } from "smol-toml";
import type { PythonVersion } from "../types";

/**
 * The lowest Python that a project says it supports: `requires-python` or Poetry's `python` in pyproject.toml,
 * `python_requires` in setup.cfg or setup.py, else `.python-version`. Null when nothing says so.
 */
export function lowestPython(root: string): PythonVersion | null {
  return (
    fromPyproject(textOf(root, "pyproject.toml")) ??
    lowestOf(/^\s*python_requires\s*=\s*(.+)$/m.exec(textOf(root, "setup.cfg"))?.[1] ?? "") ??
    lowestOf(/\bpython_requires\s*=\s*\(?\s*[rubRUB]*["']([^"']*)["']/.exec(textOf(root, "setup.py"))?.[1] ?? "") ??
    fromVersionFile(textOf(root, ".python-version"))
  );
}

/** The lowest version that a specifier lets in: PEP 440 (`>=3.8,<4`), or Poetry's (`^3.8 || ^3.11`). */
export function lowestOf(specifier: string): PythonVersion | null {
  const lowest = specifier.split(/\|\|?/).map(lowerBound);
  const known = lowest.filter((version) => version !== null);
  return known.length === lowest.length ? known.reduce((a, b) => (isBelow(b, a) ? b : a)) : null;
}

/** The highest of the lower bounds that hold together. `3.8`, `3.8.*` and `==3.8` are bounds too. */
function lowerBound(specifier: string): PythonVersion | null {
  const bounds = specifier
    .replace(/([<>=!~^])\s+/g, "$1")
    .split(/[\s,]+(?=[<>=!~^*\d])|,/)
    .map((part) => /^\s*(?:>=?|={2,3}|=|~=?|\^)?\s*v?(\d+)(?:\.(\d+))?/.exec(part))
    .filter((match) => match !== null)
    .map((match) => ({ major: Number(match[1]), minor: Number(match[2] ?? "0") }));
  return bounds.length === 0 ? null : bounds.reduce((a, b) => (isBelow(a, b) ? b : a));
}

function isBelow(a: PythonVersion, b: PythonVersion): boolean {
  return a.major === b.major ? a.minor < b.minor : a.major < b.major;
}

function fromPyproject(text: string): PythonVersion | null {
  const document = tableOf(text);
  const required = at(document, ["project", "requires-python"]);
  const poetry = at(document, ["tool", "poetry", "dependencies", "python"]);
  if (typeof required === "string") return lowestOf(required);
  return typeof poetry === "string" ? lowestOf(poetry) : null;
}

function tableOf(text: string): TomlTable {
  try {
    return parse(text);
  } catch {
    // Who reads the configuration says so; a broken file tells nothing here.
    return {};
  }
}

function at(document: TomlTable, keys: readonly string[]): TomlValue | undefined {
  let value: TomlValue | undefined = document;
  for (const key of keys) {
    if (typeof value !== "object" || value instanceof Date || Array.isArray(value)) return undefined;
    value = value[key];
  }
  return value;
}

/** pyenv's and uv's file: `3.11.4`, `cpython-3.12`, `pypy3.9-7.3`; several lines name several Pythons. */
function fromVersionFile(text: string): PythonVersion | null {
  const versions = text
    .split("\n")
    .map((line) => /^\s*(?:[a-z]+-?)?(\d+)\.(\d+)/.exec(line))
    .filter((match) => match !== null)
    .map((match) => ({ major: Number(match[1]), minor: Number(match[2]) }));
  return versions.length === 0 ? null : versions.reduce((a, b) => (isBelow(b, a) ? b : a));
}

function textOf(root: string, name: string): string {
  try {
    return readFileSync(join(root, name), "utf8");
  } catch {
    return "";
  }
}
