import { existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { findConfiguration, ownName } from "../../host/configuration/find";
import { addition, starterText } from "../../host/configuration/starter";
import { tomlDocument } from "../../host/configuration/toml-document";
import { workTreeOf } from "../../host/git";
import { readText } from "../../host/json/read-json";
import { writeWhole } from "../../host/replace-file";
import { explain } from "../../host/target";
import { UsageError } from "../../host/usage-error";
import { versionsOf } from "../../host/versions/versions";
import type { Command } from "../command";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";

export const command = {
  summary: "Begin a configuration, and say how to run the tool before commits and in CI",
  usage: ["[--pre-commit] [--github]"],
  description: `Adds a section to the pyproject.toml of this folder, or makes a ${ownName}, with keys
for what cannot be found out. A file that is there for pre-commit or GitHub is never changed: what
to add to it is printed.`,
  takes: [],
  flags: [
    { long: "pre-commit", help: "Make .pre-commit-config.yaml, or print what to add to it" },
    { long: "github", help: "Make a workflow for GitHub Actions, or print what to add to yours" },
  ],
  examples: ["init                                   a configuration", "init --pre-commit --github"],
  offers: [],
  run,
} satisfies Command;

/** A file that is made if it is not there, and of which a part is shown if it is. */
interface Companion {
  readonly path: string;
  readonly text: string;
  readonly part: string;
}

const hook = `- repo: local
  hooks:
    - id: grpc-fork-fix
      name: grpc-fork-fix
      entry: npx grpc-fork-fix
      language: system
      types: [python]
      pass_filenames: false
`;

const steps = `- uses: actions/checkout@v4
- uses: actions/setup-node@v4
  with:
    node-version: 22
- run: npx --yes grpc-fork-fix --format github
`;

const preCommit: Companion = {
  path: ".pre-commit-config.yaml",
  text: `repos:\n${indented(hook, 2)}`,
  part: hook,
};

const github: Companion = {
  path: ".github/workflows/grpc-fork-fix.yml",
  text: `name: grpc-fork-fix

on: [push, pull_request]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
${indented(steps, 6)}`,
  part: steps,
};

function run({ flags, words }: Tokens, terminal: Terminal): number {
  if (words.length > 0) throw new UsageError("init takes no paths: it is for the folder where it is called");
  const has = (name: string) => flags.some(({ flag }) => flag === name);
  const folder = realpathSync(terminal.folder);
  const top = workTreeOf(folder) ?? folder;
  const companions = [...(has("pre-commit") ? [preCommit] : []), ...(has("github") ? [github] : [])];
  const there = findConfiguration(folder);
  if (there !== null && companions.length === 0) {
    throw new UsageError(`${shown(there, folder)} holds a configuration for this folder already`);
  }
  const made = there === null ? [configure(folder)] : [];
  const added = companions.map((companion) => add(companion, top, folder));
  const hint = has("pre-commit") ? [] : [toAdd(preCommit, join(top, preCommit.path), folder)];
  terminal.out.write([...made, ...added, ...(there === null ? hint : [])].join("\n"));
  return 0;
}

/** Writes the configuration and says where. */
function configure(folder: string): string {
  const shared = join(folder, "pyproject.toml");
  const versions = versionsOf(".", folder);
  if (!existsSync(shared)) {
    write(join(folder, ownName), starterText(versions, ownName), folder);
    return `Made ${ownName}.\n`;
  }
  const before = readText(shared, "pyproject.toml", 10_000_000);
  const document = tomlDocument(before);
  if (document.kind === "broken") throw new UsageError(`pyproject.toml:${document.line}: ${document.message}`);
  const section = addition(before, starterText(versions, "pyproject.toml"));
  if (section === null) {
    throw new UsageError(`pyproject.toml writes \`tool\` so that no section can follow; make a ${ownName}`);
  }
  write(shared, Buffer.concat([readFileSync(shared), Buffer.from(section)]), folder);
  return "Added [tool.grpc-fork-fix] to pyproject.toml.\n";
}

/** Makes a file, or says what to add to the one that is there. */
function add(companion: Companion, top: string, folder: string): string {
  const file = join(top, companion.path);
  if (existsSync(file)) return toAdd(companion, file, folder);
  write(file, companion.text, folder);
  return `Made ${shown(file, folder)}.\n`;
}

function toAdd({ part }: Companion, file: string, folder: string): string {
  return `Add to ${shown(file, folder)}:\n\n${indented(part, 2)}`;
}

function write(file: string, content: string | Buffer, folder: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, content);
  } catch (error) {
    throw new UsageError(`${shown(file, folder)} can't be written: ${explain(error)}`);
  }
}

function indented(text: string, columns: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(columns));
}

function shown(file: string, folder: string): string {
  return relative(folder, file).split(sep).join("/");
}
