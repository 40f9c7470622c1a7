import type * as Docker from "dockerfile-ast";
import { lineStarts } from "../facts/lines";
import type { Span } from "../types";
import { leadingAssignments, shell } from "./command";
import { expansionWith } from "./expansion";
import { folderFrom } from "./folder";
import type { Assignment, DeploymentFormat, Start } from "./format";
import { startsInScript } from "./script";
import { constantOf } from "./unknown";
import { type Quoting, type Word, wordAt } from "./words";

/** Values by name; null for what is not constant. */
type Values = Map<string, string | null>;

/** What a stage of the build knows. An ARG is no variable of the container, but often the value of one. */
interface Stage {
  readonly env: Values;
  readonly args: Values;
  /** What `env` was made of, with that of the stages before. */
  readonly set: Assignment[];
  folder: string | null;
  /** Where there are several, the last one is in force. */
  entrypoint: Docker.Entrypoint | null;
  command: Docker.Cmd | null;
}

/** Cuts text as the file says: its escape may be a backtick. */
interface Source {
  readonly text: string;
  readonly escape: string;
  readonly spanOf: (range: ReturnType<Docker.Property["getRange"]>) => Span;
}

/** All that a file deploys. */
interface Deployed {
  readonly assignments: Assignment[];
  readonly starts: Start[];
}

const fileName = /(?:^|\/)(?:(?:Docker|Container)file(?:[._-][^/]*)?|dockerfile|containerfile)$/;
const fileEnding = /\.(?:docker|container)file$/i;

/** Every stage counts: which one is run is decided by who builds. */
export const dockerfile = {
  name: "dockerfile",
  matches: (path) => (fileName.test(path) && !/\.(?:dockerignore|py)$/.test(path)) || fileEnding.test(path),
  variables: (text) => read(text).assignments,
  starts: (text) => read(text).starts,
} satisfies DeploymentFormat;

function read(text: string): Deployed {
  // Loaded when first needed, because most runs meet no Dockerfile that speaks of gRPC.
  const { DockerfileParser, From }: typeof Docker = require("dockerfile-ast");
  const file = DockerfileParser.parse(text);
  const source = { text, escape: file.getEscapeCharacter(), spanOf: spansOf(text) };
  const deployed: Deployed = { assignments: [], starts: [] };
  const built = new Map<string | null, Stage>();
  let stage = stageAfter(undefined);
  let globals: Values | null = null;
  for (const instruction of file.getInstructions()) {
    if (instruction instanceof From) {
      globals ??= stage.args;
      deployed.starts.push(...startsOf(stage, source));
      stage = stageAfter(built.get(instruction.getImage()));
      built.set(instruction.getBuildStage(), stage);
    }
    deployed.assignments.push(...carriedOut(instruction, stage, globals ?? new Map(), source));
  }
  deployed.starts.push(...startsOf(stage, source));
  return deployed;
}

/** A stage on top of another one: what that starts was told where it stands. */
function stageAfter(base: Stage | undefined): Stage {
  const { env, set = [], folder = null, entrypoint = null } = base ?? {};
  return { env: new Map(env), args: new Map(), set: [...set], folder, entrypoint, command: null };
}

/** Brings a stage up to date with one instruction, and tells the variables that it sets. */
function carriedOut(
  instruction: Docker.Instruction,
  stage: Stage,
  globals: Values,
  source: Source,
): readonly Assignment[] {
  const { Arg, Cmd, Entrypoint, Env, Workdir }: typeof Docker = require("dockerfile-ast");
  if (instruction instanceof Arg) {
    for (const { name, value } of declared(instruction, stage, source)) {
      stage.args.set(name, value ?? globals.get(name) ?? null);
    }
  }
  if (instruction instanceof Env) {
    const set = declared(instruction, stage, source).filter(({ isSet }) => isSet);
    for (const { name, value } of set) stage.env.set(name, value);
    const assignments = set.map(({ name, value, span }) => ({ name, value, span }));
    stage.set.push(...assignments);
    return assignments;
  }
  if (instruction instanceof Workdir) {
    const text = instruction.getPath() ?? "";
    const folder = constantOf(wordAt(text, 0, quotingIn(stage, source)).text);
    stage.folder = folder === null ? null : folderFrom(stage.folder, folder);
  }
  if (!(instruction instanceof Cmd || instruction instanceof Entrypoint)) return [];
  if (instruction instanceof Cmd) stage.command = instruction;
  else Object.assign(stage, { entrypoint: instruction, command: null });
  return startedWith(instruction, source);
}

interface Declared extends Assignment {
  readonly isSet: boolean;
}

/** The properties of one instruction: none sees the others. */
function declared(instruction: Docker.PropertyInstruction, stage: Stage, source: Source): readonly Declared[] {
  const quoting = quotingIn(stage, source);
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

/** How Docker reads a value in a stage: it is one word. */
function quotingIn(stage: Stage, source: Source): Quoting {
  const expand = expansionWith((name) => (stage.env.has(name) ? stage.env.get(name) : stage.args.get(name)));
  return { escape: source.escape, separator: /(?!)/, expand, inSingleQuotes: "literal" };
}

/** `CMD A=1 serve`, which a shell reads; the form with brackets is not for a shell. */
function startedWith(instruction: Docker.Cmd, source: Source): readonly Assignment[] {
  const range = instruction.getArgumentsRange();
  if (range === null || instruction.getOpeningBracket() !== null) return [];
  return leadingAssignments(source.text, source.spanOf(range), { ...shell, escape: source.escape });
}

/** A CMD in brackets is the arguments of an ENTRYPOINT in brackets; one for a shell takes no arguments. */
function startsOf(stage: Stage, source: Source): readonly Start[] {
  const { entrypoint, command, folder, set: variables } = stage;
  const [first, second] = [entrypoint, command].map((part) => part && wordsOf(part, source));
  if (entrypoint !== null && !first) return scriptOf(entrypoint, stage, source);
  if (command !== null && !second) return scriptOf(command, stage, source);
  const words = [...(first ?? []), ...(second ?? [])];
  return words.length === 0 ? [] : [{ words, folder, variables }];
}

/** The words of an instruction in brackets; null for one that a shell reads. */
function wordsOf(instruction: Docker.Cmd | Docker.Entrypoint, { spanOf }: Source): readonly Word[] | null {
  if (instruction.getOpeningBracket() === null) return null;
  return instruction.getJSONStrings().map((word) => ({ text: word.getJSONValue(), span: spanOf(word.getRange()) }));
}

/** What a shell starts sees the variables of the container, but not the arguments of the build. */
function scriptOf(instruction: Docker.Cmd | Docker.Entrypoint, stage: Stage, source: Source): readonly Start[] {
  const range = instruction.getArgumentsRange();
  if (range === null) return [];
  const variable = expansionWith((name) => stage.env.get(name));
  const expand: Quoting["expand"] = (text, at) => (text[at] === "$" ? variable : shell.expand)(text, at);
  const span = source.spanOf(range);
  const script = withoutComments(source.text.slice(0, span.end), source.escape);
  const around = { folder: stage.folder, variables: stage.set };
  return startsInScript(script, span, around, { ...shell, escape: source.escape, expand });
}

/** The text at the same offsets without comments and empty lines between continued lines. */
function withoutComments(text: string, escapeSign: string): string {
  const sign = escapeSign === "`" ? "`" : "\\\\";
  const gap = new RegExp(`(${sign}[ \\t]*\\r?\\n)((?:[ \\t]*(?:#.*)?\\r?\\n)+)`, "g");
  return text.replace(gap, (_, end: string, comments: string) => end + " ".repeat(comments.length));
}

function spansOf(text: string): Source["spanOf"] {
  const starts = lineStarts(text);
  const offset = ({ line, character }: { readonly line: number; readonly character: number }) =>
    (starts[line] ?? text.length) + character;
  return ({ start, end }) => ({ start: offset(start), end: offset(end) });
}
