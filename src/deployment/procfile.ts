import { leadingAssignments } from "./command";
import type { DeploymentFormat } from "./format";

/** One process type per line: https://devcenter.heroku.com/articles/procfile#procfile-format. */
const processType = /^[ \t]*[\w-]+[ \t]*:[ \t]*(?=\S)/gm;

export const procfile = {
  name: "procfile",
  matches: (path) => /(?:^|\/)Procfile(?:[._-][^/]*)?$/.test(path),
  variables: (text) =>
    [...text.matchAll(processType)].flatMap(({ 0: head, index }) => {
      const start = index + head.length;
      const length = text.slice(start).search(/[\r\n]/);
      return leadingAssignments(text, { start, end: length < 0 ? text.length : start + length });
    }),
} satisfies DeploymentFormat;
