import { expanded, expansion } from "./expansion";
import type { Assignment, DeploymentFormat } from "./format";
import { constantOf } from "./unknown";
import { type Quoting, wordAt } from "./words";

/** Quoted values may span lines; others end with the line. */
const line = /^([ \t]*(?:export[ \t]+)?)([A-Za-z_][\w.-]*)[ \t]*=[ \t]*('[^']*'|"(?:\\[\s\S]|[^"\\])*"|[^\r\n]*)/gm;

/** A quoted value is one word. */
const quoted: Quoting = { escape: "\\", separator: /(?!)/, expand: expansion, inSingleQuotes: "literal" };

export const dotenv = {
  name: "dotenv",
  // Not `.env.example` and its like: they are there to be copied, and set nothing.
  matches: (path) =>
    /(?:^|\/)[^/]*\.env$|(?:^|\/)\.env\.[^/]*$/.test(path) && !/\.(?:example|sample|template|dist|py)$/.test(path),
  variables: (text) => [...text.matchAll(line)].map(assignment),
} satisfies DeploymentFormat;

function assignment(match: RegExpExecArray): Assignment {
  const [all, indent = "", name = "", value = ""] = match;
  const isQuoted = /^["']/.test(value) && value.length > 1 && value.endsWith(value.charAt(0));
  const bare = isQuoted ? value : value.replace(/(?:^|\s+)#.*$/, "").trimEnd();
  const text = isQuoted ? wordAt(value, 0, quoted).text : expanded(bare, expansion);
  const end = match.index + all.length - value.length + bare.length;
  return { name, value: constantOf(text), span: { start: match.index + indent.length, end } };
}
