import type { Span } from "../types";
import { leadingAssignments } from "./command";
import { type Expansion, expansion, orDoubled } from "./expansion";
import type { Assignment, DeploymentFormat } from "./format";
import { UNKNOWN } from "./unknown";
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
const setting = /^[ \t]*(Environment|ExecStart)[ \t]*=[ \t]*(.*)$/gm;

export const systemd = {
  name: "systemd",
  // A unit, a template for one, or a drop-in.
  matches: (path) => /\.service(?:\.(?:in|j2|tmpl|template))?$|\.service\.d\/[^/]*\.conf$/.test(path),
  variables: (text) => {
    const plain = joined(text);
    const assignments: Assignment[] = [];
    for (const { 0: line, 1: key, 2: value = "", index } of plain.matchAll(setting)) {
      const end = index + line.length;
      const span = { start: end - value.length, end };
      // An empty setting takes back what was set before it.
      if (key === "Environment" && value.trim() === "") assignments.length = 0;
      else assignments.push(...(key === "Environment" ? settingsIn(plain, span) : startIn(plain, span)));
    }
    return assignments;
  },
} satisfies DeploymentFormat;

function settingsIn(text: string, span: Span): readonly Assignment[] {
  return [...wordsIn(text, span, environment)].flatMap((word) => assignmentOf(word) ?? []);
}

/** A start command may have prefixes: systemd.service(5). systemd runs no shell, so only `env` sets variables. */
function startIn(text: string, { start, end }: Span): readonly Assignment[] {
  const [prefix = ""] = /^[@\-:+!|]*/.exec(text.slice(start, end)) ?? [];
  const from = start + prefix.length;
  const isEnv = /^(?:\S*\/)?env\s/.test(text.slice(from, end));
  return isEnv ? leadingAssignments(text, { start: from, end }, command) : [];
}

/** The text at the same offsets, each setting on one line: continued lines are joined, comments between them blank. */
function joined(text: string): string {
  return text.replace(/\\\r?\n(?:[ \t]*[#;].*(?:\r?\n|$))*/g, (gap) => " ".repeat(gap.length));
}
