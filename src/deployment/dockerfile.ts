import type * as Docker from "dockerfile-ast";
import { lineStarts } from "../facts/lines";
import type { Span } from "../types";
import { leadingAssignments, shell } from "./command";
import { expansionWith } from "./expansion";
import type { Assignment, DeploymentFormat } from "./format";
import { constantOf } from "./unknown";
import { type Quoting, wordAt } from "./words";

/** Values by name; null for what is not constant. */
type Values = Map<string, string | null>;

/** What a stage of the build knows. An ARG is no variable of the container, but often the value of one. */
interface Stage {
  readonly env: Values;
  readonly args: Values;
}

/** Cuts text as the file says: its escape may be a backtick. */
interface Source {
  readonly text: string;
  readonly escape: string;
  readonly spanOf: (range: ReturnType<Docker.Property["getRange"]>) => Span;
}

const fileName = /(?:^|\/)(?:(?:Docker|Container)file(?:[._-][^/]*)?|dockerfile|containerfile)$/;
const fileEnding = /\.(?:docker|container)file$/i;

/** Every stage counts: which one is run is decided by who builds. */
export const dockerfile = {
  name: "dockerfile",
  matches: (path) => (fileName.test(path) && !/\.(?:dockerignore|py)$/.test(path)) || fileEnding.test(path),
  variables: (text) => {
    // Loaded when first needed, because most runs meet no Dockerfile that speaks of gRPC.
    const { DockerfileParser }: typeof Docker = require("dockerfile-ast");
    const file = DockerfileParser.parse(text);
    return assignmentsOf(file, { text, escape: file.getEscapeCharacter(), spanOf: spansOf(text) });
  },
} satisfies DeploymentFormat;

function assignmentsOf(file: Docker.Dockerfile, source: Source): readonly Assignment[] {
  const { Arg, Cmd, Entrypoint, Env, From }: typeof Docker = require("dockerfile-ast");
  const built = new Map<string | null, Stage>();
  let globals: Values = new Map();
  let stage: Stage = { env: new Map(), args: globals };
  return file.getInstructions().flatMap((instruction) => {
    if (instruction instanceof From) {
      if (built.size === 0) globals = stage.args;
      stage = { env: new Map(built.get(instruction.getImage())?.env), args: new Map() };
      built.set(instruction.getBuildStage(), stage);
    }
    if (instruction instanceof Arg) {
      for (const { name, value } of declared(instruction, stage, source)) {
        stage.args.set(name, value ?? globals.get(name) ?? null);
      }
    }
    if (instruction instanceof Env) {
      const set = declared(instruction, stage, source).filter(({ isSet }) => isSet);
      for (const { name, value } of set) stage.env.set(name, value);
      return set.map(({ name, value, span }) => ({ name, value, span }));
    }
    if (instruction instanceof Cmd || instruction instanceof Entrypoint) return startedWith(instruction, source);
    return [];
  });
}

interface Declared extends Assignment {
  readonly isSet: boolean;
}

/** The properties of one instruction: none sees the others. */
function declared(instruction: Docker.PropertyInstruction, stage: Stage, source: Source): readonly Declared[] {
  const expand = expansionWith((name) => (stage.env.has(name) ? stage.env.get(name) : stage.args.get(name)));
  const quoting: Quoting = { escape: source.escape, separator: /(?!)/, expand, inSingleQuotes: "literal" };
  return instruction.getProperties().flatMap((property) => {
    const name = property.getName();
    if (!/^[A-Za-z_][\w.-]*$/.test(name)) return [];
    const range = property.getValueRange();
    const { start, end } = range === null ? { start: 0, end: 0 } : source.spanOf(range);
    const isSet = range !== null || property.getAssignmentOperator() !== null;
    const value = isSet ? constantOf(wordAt(source.text.slice(start, end), 0, quoting).text) : null;
    return [{ name, value, isSet, span: source.spanOf(property.getRange()) }];
  });
}

/** `CMD A=1 serve`, which a shell reads; the form with brackets is not for a shell. */
function startedWith(instruction: Docker.Cmd, source: Source): readonly Assignment[] {
  const range = instruction.getArgumentsRange();
  if (range === null || instruction.getOpeningBracket() !== null) return [];
  return leadingAssignments(source.text, source.spanOf(range), { ...shell, escape: source.escape });
}

function spansOf(text: string): Source["spanOf"] {
  const starts = lineStarts(text);
  const offset = ({ line, character }: { readonly line: number; readonly character: number }) =>
    (starts[line] ?? text.length) + character;
  return ({ start, end }) => ({ start: offset(start), end: offset(end) });
}
