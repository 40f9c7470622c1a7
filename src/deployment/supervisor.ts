import { type Expansion, orDoubled } from "./expansion";
import type { Assignment, DeploymentFormat, Start } from "./format";
import { type Setting, settingsIn } from "./ini";
import { constantOf, UNKNOWN } from "./unknown";
import { assignmentOf, type Quoting, wordAt, wordsIn } from "./words";

/** `%(ENV_X)s`, `%(here)s`, `%%`: https://supervisord.org/configuration.html. */
const expression: Expansion = orDoubled("%", (text, at) => {
  const found = /^%\([^()]{0,200}\)[a-z0-9]*/.exec(text.slice(at, at + 220))?.[0];
  return found === undefined ? null : { text: UNKNOWN, end: at + found.length };
});

/** supervisord runs no shell. */
const command: Quoting = { escape: "\\", separator: /\s/, expand: expression, inSingleQuotes: "expanded" };
const list: Quoting = { ...command, separator: /[\s,]/ };

export const supervisor = {
  name: "supervisor",
  matches: (path) =>
    /(?:^|\/)supervisor[^/]*\.(?:conf|ini)(?:\.(?:in|j2|tmpl|template))?$|(?:^|\/)supervisord?\/.*\.(?:conf|ini)$/.test(
      path,
    ),
  variables: (text) =>
    settingsIn(text, "continued")
      .filter(isEnvironment)
      .flatMap((setting) => environmentIn(text, setting)),
  starts: (text) => {
    const settings = settingsIn(text, "continued");
    return settings.filter(({ key }) => key === "command").map((setting) => startOf(text, setting, settings));
  },
} satisfies DeploymentFormat;

function isEnvironment({ key }: Setting): boolean {
  return key === "environment";
}

function environmentIn(text: string, { valueSpan }: Setting): readonly Assignment[] {
  return [...wordsIn(withoutComments(text), valueSpan, list)].flatMap((word) => assignmentOf(word) ?? []);
}

function startOf(text: string, setting: Setting, settings: readonly Setting[]): Start {
  const siblings = settings.filter(({ head }) => head.start === setting.head.start);
  const folder = siblings.findLast(({ key }) => key === "directory");
  const words = [...wordsIn(withoutComments(text), setting.valueSpan, command)];
  return {
    words,
    folder: folder === undefined || folder.value === "" ? null : constantOf(wordAt(folder.value, 0, command).text),
    variables: siblings.filter(isEnvironment).flatMap((sibling) => environmentIn(text, sibling)),
  };
}

/** The text at the same offsets: a comment begins with a semicolon after a blank. */
function withoutComments(text: string): string {
  return text.replace(/\s;.*$|^[#;].*$/gm, (comment) => comment.replace(/[^\r\n]/g, " "));
}
