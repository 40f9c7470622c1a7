import { tomlDocument, valueAt } from "../configuration/toml-document";
import { matchesIn, type Statement, testimoniesIn, type Witness } from "./evidence";

/**
 * How many characters a line of the project may have; null where nothing says it. The first folder that says anything
 * counts, and in it ruff and black before flake8: what they are told is what they make of the file.
 */
export function lineWidth(folders: readonly string[]): number | null {
  for (const folder of folders) {
    for (const witnesses of [formatters, linters]) {
      const [said] = testimoniesIn(folder, witnesses);
      if (said?.version[0] !== undefined) return said.version[0];
    }
  }
  return null;
}

const formatters: readonly Witness[] = [
  { matches: (name) => /^\.?ruff\.toml$/.test(name), statements: (text) => fromToml(text, [["line-length"]]) },
  {
    matches: (name) => name === "pyproject.toml",
    statements: (text) =>
      fromToml(text, [
        ["tool", "ruff", "line-length"],
        ["tool", "black", "line-length"],
      ]),
  },
];

const linters: readonly Witness[] = [
  {
    matches: (name) => [".flake8", "setup.cfg", "tox.ini"].includes(name),
    statements: (text) =>
      matchesIn(text, /^max[-_]line[-_]length[ \t]*=[ \t]*(\d+)/gm).map(({ found, line }) =>
        statementOf(Number(found[1]), line),
      ),
  },
];

function fromToml(text: string, paths: readonly (readonly string[])[]): readonly Statement[] {
  const document = tomlDocument(text);
  // Who reads the configuration says so; a broken file tells nothing here.
  if (document.kind === "broken") return [];
  return paths.flatMap((path) => {
    const value = valueAt(document.table, path);
    return typeof value === "number" && value > 0 ? [statementOf(value, document.lineOf(path))] : [];
  });
}

function statementOf(width: number, line: number): Statement {
  return { version: [width], exact: true, line };
}
