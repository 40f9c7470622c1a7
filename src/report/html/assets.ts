import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The modules of each page in the order in which they need each other, {@link joined} into one script. */
const scripts = {
  findings: ["dom", "data", "masthead", "python", "code", "steps", "programs", "finding", "filters", "list", "page"],
  portfolio: ["dom", "masthead", "table", "portfolio"],
};
const styles = {
  findings: ["tokens", "layout", "code", "steps", "programs", "print"],
  portfolio: ["tokens", "layout", "portfolio", "print"],
};

export type PageKind = keyof typeof scripts;

/** They are no modules of this program, and so lie in its sources wherever that is built to. */
const folder = [join(__dirname, "page"), join(__dirname, "../../../../src/report/html/page")].find(existsSync) ?? "";

/** The script of a page, as one text. */
export function pageScript(kind: PageKind): string {
  return `(() => {\n"use strict";\n${scripts[kind].map((name) => joined(textOf(`${name}.js`))).join("\n")}\n})();`;
}

/** A module as a part of one script: all modules share a scope, so that none has to be imported. No two declare the same name. */
function joined(text: string): string {
  return text.replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, "");
}

/** The style of a page, as one text. */
export function pageStyle(kind: PageKind): string {
  return styles[kind].map((name) => textOf(`${name}.css`)).join("\n");
}

function textOf(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}
