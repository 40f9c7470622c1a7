import type { PythonVersion } from "../../types";
import { isTable, tomlDocument, valueAt } from "../configuration/toml-document";
import {
  lineAt,
  lowestTestimony,
  matchesIn,
  type Statement,
  type Testimony,
  testimoniesIn,
  type Witness,
} from "./evidence";
import { isExact, lowestOf, versionOf } from "./specifier";

/** The lowest Python that a project says it supports, and the absolute path and line of what says so. */
export interface StatedPython {
  readonly version: PythonVersion;
  readonly at: Pick<Testimony, "path" | "line">;
}

/** Asks the folders one after the other; in the first that says anything, the lowest version counts. */
export function lowestPython(folders: readonly string[]): StatedPython | null {
  for (const folder of folders) {
    const found = lowestTestimony(testimoniesIn(folder, witnesses));
    if (found === null) continue;
    const [major = 0, minor = 0] = found.version;
    return { version: { major, minor }, at: { path: found.path, line: found.line } };
  }
  return null;
}

const witnesses: readonly Witness[] = [
  { matches: (name) => name === "pyproject.toml", statements: fromPyproject },
  { matches: (name) => name === "setup.cfg", statements: required(/^\s*python_requires\s*=\s*(.+)$/gm) },
  {
    matches: (name) => name === "setup.py",
    statements: required(/\bpython_requires\s*=\s*\(?\s*[rubRUB]*["']([^"']*)["']/g),
  },
  { matches: (name) => name === "Pipfile", statements: required(/^python_(?:full_)?version\s*=\s*["'](.+)["']/gm) },
  { matches: (name) => name === ".python-version", statements: fromVersionFile },
  {
    matches: (name) => /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.Dockerfile$/i.test(name),
    statements: fromDockerfile,
  },
];

function statementOf(specifier: string, line: number): readonly Statement[] {
  const version = lowestOf(specifier);
  return version === null ? [] : [{ version, exact: isExact(specifier), line }];
}

/** What stands in the group of a pattern. */
function required(pattern: RegExp): Witness["statements"] {
  return (text) =>
    matchesIn(text, pattern).flatMap(({ found, line }) => statementOf(found[1] ?? "", line + leadOf(found[0])));
}

/** How many lines a match has before its text: a pattern that begins with blanks takes the empty lines above, too. */
function leadOf(found: string): number {
  return lineAt(found, found.search(/\S/)) - 1;
}

/** `requires-python`, or Poetry's dependency on Python. */
function fromPyproject(text: string): readonly Statement[] {
  const document = tomlDocument(text);
  // Who reads the configuration says so; a broken file tells nothing here.
  if (document.kind === "broken") return [];
  const standard = ["project", "requires-python"];
  const path = valueAt(document.table, standard) === undefined ? poetry : standard;
  const value = valueAt(document.table, path);
  const specifier = isTable(value) ? value.version : value;
  return typeof specifier === "string" ? statementOf(specifier, document.lineOf(path)) : [];
}

const poetry = ["tool", "poetry", "dependencies", "python"];

/** pyenv's and uv's file: `3.11.4`, `cpython-3.12`, `pypy3.9-7.3`; several lines name several Pythons. */
function fromVersionFile(text: string): readonly Statement[] {
  return matchesIn(text, /^[ \t]*(?:[a-z]+-?)?(\d+\.\d+)/gm).map(({ found, line }) => ({
    version: versionOf(found[1] ?? ""),
    exact: true,
    line,
  }));
}

/** `FROM python:3.11-slim`, also from a registry and by an `ARG` with a default. */
function fromDockerfile(text: string): readonly Statement[] {
  const defaults = new Map([...text.matchAll(/^\s*ARG\s+(\w+)=["']?([^\s"']+)/gim)].map((arg) => [arg[1], arg[2]]));
  const image = /^[ \t]*FROM\s+(?:--\S+\s+)*(?:\S+\/)?python:(\S+)/gim;
  return matchesIn(text, image).flatMap(({ found, line }) => {
    const tag = (found[1] ?? "").replace(/\$\{?(\w+)[^}\s]*\}?/g, (_, name: string) => defaults.get(name) ?? "");
    const version = /^(\d+\.\d+)/.exec(tag)?.[1];
    return version === undefined ? [] : [{ version: versionOf(version), exact: true, line }];
  });
}
