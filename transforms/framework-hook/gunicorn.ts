/** gunicorn: `post_fork` of its configuration file (https://docs.gunicorn.org/en/stable/settings.html#post-fork). */
import type { Scope, Statement } from "../../src/code";
import { moduleBindings } from "../../src/edits/bindings";
import { indentUnit, newline } from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import type { Edit, Facts } from "../../src/types";
import { refuse } from "../framework-hook";
import { endOfBody } from "./function-body";
import type { Hook } from "./hook";
import type { Refusal } from "./seed";

export const gunicornHook: Hook = {
  safety: "unsafe",
  note: (name) =>
    `gunicorn's post_fork makes it in each worker; what loads the module without gunicorn has to call ${name}() itself`,
  decorators: [],
  parameters: "",
  registration: () => [],
  imports: () => [],
  existing: null,
};

/** A function that the workers have to call. */
export interface Called {
  readonly path: string;
  readonly name: string;
}

/** Has the workers that a configuration is for call the functions. */
export function postFork(config: string, called: readonly Called[], source: Source): Edit | Refusal {
  const facts = source.facts(config);
  const text = source.text(config);
  if (facts === null || text === null) return refuse("not-utf8", `${config} cannot be read as text`);
  if (facts.errors.length > 0) return refuse("has-syntax-error", `${config} does not parse`);
  const lines: string[] = [];
  for (const { path, name } of called) {
    const module = moduleFrom(config, path, source);
    if (module === null)
      return refuse("no-hook", `how ${config} imports ${path} is not known: call its ${name}() in post_fork`);
    lines.push(...(lines.length > 0 ? [""] : []), `from ${module} import ${name}`, "", `${name}()`);
  }
  return extended(facts, text, ["# gRPC objects must not cross a fork: each worker makes its own.", ...lines], called);
}

function extended(facts: Facts, text: string, lines: readonly string[], called: readonly Called[]): Edit | Refusal {
  const bindings = moduleBindings(facts).filter(({ name }) => name === "post_fork");
  const line = newline(text);
  const unit = indentUnit(text);
  if (bindings.length === 0) {
    const { length } = text;
    const lead = length === 0 ? "" : /[\r\n]$/.test(text) ? line.repeat(2) : line.repeat(3);
    const written = ["def post_fork(server, worker):", ...lines.map((one) => (one === "" ? "" : unit + one))];
    return { path: facts.path, span: { start: length, end: length }, text: lead + written.join(line) + line };
  }
  const own = bindings.length === 1 ? hookOf(facts) : null;
  const place = own && endOfBody(facts, text, own);
  if (!own || !place || own.bound.some((name) => called.some((one) => one.name === name))) {
    const calls = called.map(({ name, path }) => `${name}() of ${path}`).join(" and ");
    return refuse("no-hook", `the post_fork of ${facts.path} is no plain function: call ${calls} in it`);
  }
  const written = lines.map((one) => (one === "" ? line : line + place.indentation + one)).join("");
  return { path: facts.path, span: { start: place.offset, end: place.offset }, text: line + written };
}

/** The definition in the module's own body. */
function hookOf(facts: Facts): Scope | null {
  const isIt = (statement: Statement) =>
    statement.kind === "function" && facts.scopes[statement.scope]?.name === "post_fork";
  const found = facts.scopes[0]?.body.find(isIt);
  const scope = found?.kind === "function" && found.decorators.length === 0 ? facts.scopes[found.scope] : undefined;
  return scope && !scope.async ? scope : null;
}

/** The dotted name by which gunicorn finds a module: from above its package, else from the folder of the configuration, else from the root. */
function moduleFrom(config: string, path: string, { program }: Source): string | null {
  const above = packageFolder(path, program.files);
  const roots = above === null ? [config.slice(0, config.lastIndexOf("/") + 1), ""] : [above];
  for (const root of roots) {
    if (!path.startsWith(root)) continue;
    const module = path
      .slice(root.length)
      .replace(/(\/__init__)?\.py$/, "")
      .replaceAll("/", ".");
    const to = program.resolve(`${root}__main__.py`, module, 0);
    if (/^[\w.]+$/.test(module) && to.kind === "file" && to.path === path) return module;
  }
  return null;
}

/** The folder that holds the outermost package of a module, with its slash; null for a module in none. */
function packageFolder(path: string, files: readonly string[]): string | null {
  const isPackage = (folder: string) => files.includes(`${folder}__init__.py`);
  const parent = (folder: string) => folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1);
  let folder = path.slice(0, path.lastIndexOf("/") + 1);
  if (folder === "" || !isPackage(folder)) return null;
  while (folder !== "" && isPackage(folder)) folder = parent(folder);
  return folder;
}
