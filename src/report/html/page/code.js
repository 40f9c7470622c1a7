// Source code and diffs.

import { make } from "./dom.js";
import { pythonPieces } from "./python.js";

/** @typedef {import("../page-data").PageCode} PageCode */
/** @typedef {import("../page-data").PageChange} PageChange */

/**
 * @param {PageCode} code
 * @param {string} path
 */
export function codeBlock({ first, lines }, path) {
  const isPython = /\.pyi?$/.test(path);
  const rows = lines.map((line, index) => {
    const isMarked = typeof line !== "string";
    const number = make("span.number", { "aria-hidden": "true" }, String(first + index));
    const text = make("span.text", {}, ...(isMarked ? markedLine(line, isPython) : painted(line, isPython)));
    return make(isMarked ? "div.row.marked" : "div.row", {}, number, text);
  });
  return make("div.code", { tabindex: "0", role: "group", "aria-label": `${path}, from line ${first}` }, ...rows);
}

/**
 * @param {readonly [string, string, string]} line
 * @param {boolean} isPython
 */
function markedLine([before, inside, after], isPython) {
  const all = isPython ? pythonPieces(before + inside + after) : [{ text: before + inside + after, kind: "" }];
  const end = before.length + inside.length;
  const mark = make("mark");
  /** @type {Node[]} */
  const parts = [];
  let at = 0;
  for (const { text, kind } of all) {
    const cuts = [at, ...[before.length, end].filter((cut) => cut > at && cut < at + text.length), at + text.length];
    cuts.slice(0, -1).forEach((from, index) => {
      const part = piece(text.slice(from - at, (cuts[index + 1] ?? 0) - at), kind);
      if (from >= before.length && from < end) {
        if (mark.parentNode === null && !parts.includes(mark)) parts.push(mark);
        mark.append(part);
      } else parts.push(part);
    });
    at += text.length;
  }
  return parts;
}

/**
 * @param {string} line
 * @param {boolean} isPython
 */
function painted(line, isPython) {
  return isPython ? pythonPieces(line).map(({ text, kind }) => piece(text, kind)) : [line];
}

/**
 * @param {string} text
 * @param {string} kind
 * @returns {Node}
 */
function piece(text, kind) {
  return kind === "" ? document.createTextNode(text) : make(`span.py-${kind}`, {}, text);
}

/**
 * The diff of a file, under its name.
 *
 * @param {PageChange} change
 */
export function diffBlock({ path, lines, added, removed }) {
  const isPython = /\.pyi?$/.test(path);
  const head = make(
    "div.diff-head",
    {},
    make("span.spot", {}, path),
    make("span.plus", {}, `+${added}`),
    make("span.minus", {}, `−${removed}`),
  );
  if (lines === null) {
    return make("div.diff", {}, head, make("p.quiet", {}, "Too large to show here: --dry-run prints it."));
  }
  const body = make("div.code", { tabindex: "0", role: "group", "aria-label": `changes to ${path}` });
  let [before, after] = [0, 0];
  for (const line of lines) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
    if (hunk) {
      [before, after] = [Number(hunk[1]), Number(hunk[2])];
      body.append(make("div.row.hunk", {}, line));
      continue;
    }
    const sign = line[0] ?? " ";
    const kind = sign === "+" ? ".added" : sign === "-" ? ".removed" : "";
    const [old, now] = [sign === "+" ? "" : String(before++), sign === "-" ? "" : String(after++)];
    if (sign === "\\") [before, after] = [before - 1, after - 1];
    const numbers = [old, now].map((number) =>
      make("span.number", { "aria-hidden": "true" }, sign === "\\" ? "" : number),
    );
    const text = make("span.text", {}, ...painted(line.slice(1), isPython));
    body.append(make(`div.row${kind}`, {}, ...numbers, make("span.sign", {}, sign === "\\" ? "" : sign), text));
  }
  return make("div.diff", {}, head, body);
}
