import type { Span } from "../types";
import { leadingAssignments } from "./command";
import type { DeploymentFormat } from "./format";
import { startsInScript } from "./script";

/** One process type per line: https://devcenter.heroku.com/articles/procfile#procfile-format. */
const processType = /^[ \t]*[\w-]+[ \t]*:[ \t]*(?=\S)/gm;

export const procfile = {
  name: "procfile",
  matches: (path) => /(?:^|\/)Procfile(?:[._-][^/]*)?$/.test(path),
  variables: (text) => commandsIn(text).flatMap((span) => leadingAssignments(text, span)),
  starts: (text) => commandsIn(text).flatMap((span) => startsInScript(text, span)),
} satisfies DeploymentFormat;

function commandsIn(text: string): readonly Span[] {
  return [...text.matchAll(processType)].map(({ 0: head, index }) => {
    const start = index + head.length;
    const length = text.slice(start).search(/[\r\n]/);
    return { start, end: length < 0 ? text.length : start + length };
  });
}
