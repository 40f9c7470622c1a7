/**
 * Text of a project in GitHub's Markdown, where names and messages must not become markup, mentions of people or links
 * to issues: github.github.com/gfm, and docs.github.com "Basic writing and formatting syntax".
 */
import { printable } from "../cells";
import { wellFormed } from "../well-formed";

/** Shows nothing, and keeps apart what GitHub would link, mention or draw. */
const gap = "&#8203;";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "|": "&#124;",
  "@": `@${gap}`,
  "#": `#${gap}`,
  "://": `:${gap}//`,
  "www.": `www${gap}.`,
  // The way to write a dollar that GitHub documents: two of them would be a formula.
  $: "<span>$</span>",
};

/** An underscore inside of a word is none. */
const markup = /:\/\/|www\.|[&<>|@#$\\`*[\]~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/giu;

/** A sentence in running text or in a cell of a table; never at the start of a line, where more would be markup. */
export function prose(text: string): string {
  return printable(wellFormed(text))
    .replace(markup, (found) => escapes[found.toLowerCase()] ?? `\\${found}`)
    .replace(/:(?=[\w+-]+:)/g, `:${gap}`);
}

/** A name as code, in running text or in a cell. */
export function code(text: string): string {
  const shown = printable(wellFormed(text));
  if (/^[^\s`|](?:[^`|]*[^\s`|])?$/.test(shown)) return `\`${shown}\``;
  return `<code>${shown.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
}

/** Lines as they are, in a fence that nothing in them can close. */
export function fenced(text: string, language: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  const shown = wellFormed(text).replace(/[^\t\r\n]+/g, printable);
  return `${fence}${language}\n${shown}${shown.endsWith("\n") ? "" : "\n"}${fence}`;
}

/** A part that a click opens. The title is Markdown of ours. */
export function details(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** The text, or its beginning where it is longer than so many UTF-16 units. */
export function clipped(text: string, most: number): string {
  // Not between the halves of a surrogate pair.
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
