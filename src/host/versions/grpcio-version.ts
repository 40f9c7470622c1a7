import type { GrpcioVersion } from "../../types";
import { lowestTestimony, matchesIn, type Statement, testimoniesIn, type Witness } from "./evidence";
import { isExact, lowestOf, versionOf } from "./specifier";

/**
 * The grpcio that a project uses: what a lock file or a pin says, else the lower bound of a range. Asks the folders
 * one after the other; `show` makes a path, which is absolute, one for people.
 */
export function grpcioVersion(folders: readonly string[], show: (path: string) => string): GrpcioVersion | null {
  for (const witnesses of [...locks, ranges]) {
    for (const folder of folders) {
      const found = lowestTestimony(testimoniesIn(folder, witnesses));
      if (found === null) continue;
      return { version: found.version.join("."), source: `${show(found.path)}:${found.line}`, exact: found.exact };
    }
  }
  return null;
}

const isRequirements = (name: string) => /^(?:.+[-_.])?requirements(?:[-_.].+)?\.(?:txt|in)$/.test(name);
const isConstraints = (name: string) => /^(?:.+[-_.])?constraints(?:[-_.].+)?\.txt$/.test(name);

const tomlLocks = ["uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"].map(
  (lock): Witness => ({ matches: (name) => name === lock, statements: fromTomlLock }),
);

/** In the order in which they are believed. */
const locks: readonly (readonly Witness[])[] = [
  ...tomlLocks.map((lock) => [lock]),
  [{ matches: (name) => name === "Pipfile.lock", statements: fromPipfileLock }],
  [{ matches: isRequirements, statements: (text) => fromRequirements(text).filter(({ exact }) => exact) }],
  [{ matches: isConstraints, statements: (text) => fromRequirements(text).filter(({ exact }) => exact) }],
];

const ranges: readonly Witness[] = [
  { matches: (name) => name === "pyproject.toml" || name === "Pipfile", statements: fromToml },
  { matches: (name) => name === "setup.py", statements: fromQuoted },
  {
    matches: (name) => name === "setup.cfg" || isRequirements(name) || isConstraints(name),
    statements: fromRequirements,
  },
];

/** A table for each package: name, then version. uv has several where markers tell them apart. */
function fromTomlLock(text: string): readonly Statement[] {
  const table = /^\[\[packages?\]\]\s*\nname = "grpcio"\s*\n(?:[\w-]+ = .*\n)*?version = "(\d+(?:\.\d+)*)/gm;
  return matchesIn(text.replaceAll("\r\n", "\n"), table).map(({ found, line }) => ({
    version: versionOf(found[1] ?? ""),
    exact: true,
    line: line + found[0].split("\n").length - 1,
  }));
}

function fromPipfileLock(text: string): readonly Statement[] {
  const entry = /"grpcio": \{[^}]*?"version": "==(\d+(?:\.\d+)*)/g;
  return matchesIn(text, entry).map(({ found, line }) => ({
    version: versionOf(found[1] ?? ""),
    exact: true,
    line: line + found[0].split("\n").length - 1,
  }));
}

/** A requirement's name, its extras, and what is asked of the version (PEP 508). */
const requirement =
  "grpcio(?:[ \\t]*\\[[^\\]]*\\])?[ \\t]*\\(?[ \\t]*((?:[<>=!~^]=?=?[ \\t]*[\\w.*+]+[ \\t]*,?[ \\t]*)+)";

/** One on each line, as in requirements.txt, and in lists of setup.cfg. */
function fromRequirements(text: string): readonly Statement[] {
  return specified(text, new RegExp(`^[ \\t]*${requirement}`, "gim"));
}

/** In quotes, as in setup.py. */
function fromQuoted(text: string): readonly Statement[] {
  return specified(text, new RegExp(`^[^#\\n]*?["']${requirement}`, "gim"));
}

/** Also as a key: Poetry's `grpcio = "^1.60"` and `grpcio = { version = "^1.60" }`, Pipfile's alike. */
function fromToml(text: string): readonly Statement[] {
  const key = /^[ \t]*["']?grpcio["']?[ \t]*=[ \t]*(?:\{[^}\n]*?\bversion[ \t]*=[ \t]*)?["']([^"']+)["']/gim;
  return [...fromQuoted(text), ...specified(text, key)];
}

function specified(text: string, pattern: RegExp): readonly Statement[] {
  return matchesIn(text, pattern).flatMap(({ found, line }) => {
    const specifier = (found[1] ?? "").replace(/[\s,]+$/, "");
    const version = lowestOf(specifier);
    return version === null ? [] : [{ version, exact: isExact(specifier), line }];
  });
}
