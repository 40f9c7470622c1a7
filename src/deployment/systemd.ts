import type { Span } from "../types";
import { leadingAssignments } from "./command";
import { type Expansion, expansion, orDoubled } from "./expansion";
import type { Assignment, DeploymentFormat, Start } from "./format";
import { constantOf, UNKNOWN } from "./unknown";
import { assignmentOf, type Quoting, wordsIn } from "./words";

/** Specifiers, as in `%i`: https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#Specifiers. */
const specifier: Expansion = orDoubled("%", (text, at) =>
  text[at] === "%" && /\w/.test(text.charAt(at + 1)) ? { text: UNKNOWN, end: at + 2 } : null,
);

/** `$` means nothing in `Environment=`: systemd.exec(5). */
const environment: Quoting = { escape: "\\", separator: /\s/, expand: specifier, inSingleQuotes: "expanded" };

const commandVariable = orDoubled("$", expansion);
const command: Quoting = { ...environment, expand: (text, at) => specifier(text, at) ?? commandVariable(text, at) };

/** `EnvironmentFile=` and `PassEnvironment=` are followed by nobody: they lead out of the repository. */
const setting = /^[ \t]*(Environment|ExecStart|WorkingDirectory)[ \t]*=[ \t]*(.*)$/gm;

export const systemd = {
  name: "systemd",
  // A unit, a template for one, or a drop-in.
  matches: (path) => /\.service(?:\.(?:in|j2|tmpl|template))?$|\.service\.d\/[^/]*\.conf$/.test(path),
  variables: (text) => {
    const plain = joined(text);
    return settingsIn(plain).flatMap(({ key, span }) => {
      if (key === "Environment") return environmentIn(plain, span);
      return key === "ExecStart" ? setAtStart(plain, span) : [];
    });
  },
  starts: (text) => {
    const plain = joined(text);
    const settings = settingsIn(plain);
    const variables = settings.flatMap(({ key, span }) => (key === "Environment" ? environmentIn(plain, span) : []));
    const folder = settings.findLast(({ key }) => key === "WorkingDirectory")?.span ?? { start: 0, end: 0 };
    const words = wordsIn(plain, folder, environment).next().value?.text ?? null;
    return settings
      .filter(({ key }) => key === "ExecStart")
      .map(({ span }) => startIn(plain, span, words === null ? null : folderOf(words), variables));
  },
} satisfies DeploymentFormat;

interface Setting {
  readonly key: string;
  /** Of its value. */
  readonly span: Span;
}

/** The settings that are in force: an empty one takes back what was set before it. */
function settingsIn(plain: string): readonly Setting[] {
  let settings: Setting[] = [];
  for (const { 0: line, 1: key = "", 2: value = "", index } of plain.matchAll(setting)) {
    const end = index + line.length;
    if (value.trim() === "") settings = settings.filter((before) => before.key !== key);
    else settings.push({ key, span: { start: end - value.length, end } });
  }
  return settings;
}

function environmentIn(text: string, span: Span): readonly Assignment[] {
  return [...wordsIn(text, span, environment)].flatMap((word) => assignmentOf(word) ?? []);
}

/** systemd runs no shell, so only `env` sets variables. */
function setAtStart(text: string, span: Span): readonly Assignment[] {
  const { start, end } = withoutPrefix(text, span);
  const isEnv = /^(?:\S*\/)?env\s/.test(text.slice(start, end));
  return isEnv ? leadingAssignments(text, { start, end }, command) : [];
}

function startIn(text: string, span: Span, folder: string | null, variables: readonly Assignment[]): Start {
  return { words: [...wordsIn(text, withoutPrefix(text, span), command)], folder, variables };
}

/** A start command may have prefixes: systemd.service(5). */
function withoutPrefix(text: string, { start, end }: Span): Span {
  const [prefix = ""] = /^[@\-:+!|]*/.exec(text.slice(start, end)) ?? [];
  return { start: start + prefix.length, end };
}

/** `-` says that it may be missing, `~` is the home of the user. */
function folderOf(text: string): string | null {
  const folder = text.replace(/^-/, "");
  return folder === "" || folder.startsWith("~") ? null : constantOf(folder);
}

/** The text at the same offsets, each setting on one line: continued lines are joined, comments between them blank. */
function joined(text: string): string {
  return text.replace(/\\\r?\n(?:[ \t]*[#;].*(?:\r?\n|$))*/g, (gap) => " ".repeat(gap.length));
}
