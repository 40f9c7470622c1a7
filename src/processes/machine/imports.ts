/** Imports: running modules once per memory, and the names that an import binds. */
import type { Import, ImportFrom, Statement } from "../../code";
import { forEachStatement } from "../../facts/walk";
import type { Facts, Resolution } from "../../types";
import { noteImport } from "./environment";
import { execute } from "./execute";
import { type Frame, type Machine, newFrame, placeOf, readAt, scopeKey, variable, writeAt } from "./machine";
import { assign } from "./names";
import { constant, textOf, unknown, type Value, type Values } from "./value";

const imports = new WeakMap<Facts, readonly Statement[]>();

/** The import statements of a module, wherever they stand in its own code. */
function importsOf(facts: Facts): readonly Statement[] {
  let found = imports.get(facts);
  if (!found) {
    const all: Statement[] = [];
    forEachStatement(facts.scopes[0]?.body ?? [], (s) => void (s.kind.startsWith("import") && all.push(s)));
    imports.set(facts, all);
    found = all;
  }
  return found;
}

/** Of a module in which nothing matters, only the imports are run. */
function matters(m: Machine, facts: Facts): boolean {
  const environment = facts.scopes[0]?.mentions.includes("environ") ?? false;
  return (
    environment ||
    facts.generated ||
    facts.scopes.some((scope) => m.relevance.scopes.has(scopeKey(facts.path, scope.id)))
  );
}

/** Runs a file as the program that was started; that an import has run it already is another matter. */
export function startFile(m: Machine, path: string, name: string): Frame | null {
  writeAt(m, `<imported>${path}`, []);
  return importFile(m, path, name);
}

/** Runs a module if this memory has not seen it yet. In a forked child it is there already. */
export function importFile(m: Machine, path: string, name = path): Frame | null {
  const facts = m.program.facts.get(path);
  if (!facts) return null;
  let frame = m.moduleFrames.get(path);
  if (!frame) {
    frame = newFrame(m, facts, 0, null);
    m.moduleFrames.set(path, frame);
  }
  const flag = `<imported>${path}`;
  if (readAt(m, flag)?.length) return frame;
  writeAt(m, flag, constant(true));
  writeAt(m, variable(frame, "__name__"), constant(name));
  const { ended, loop } = { ended: m.ended, loop: frame.loop };
  execute(m, frame, matters(m, facts) ? (facts.scopes[0]?.body ?? []) : importsOf(facts));
  m.ended = ended;
  frame.loop = loop;
  return frame;
}

function importedValue(m: Machine, to: Resolution): Value {
  if (to.kind === "namespace") return { kind: "namespace", folder: to.folder, name: to.folder.replaceAll("/", ".") };
  if (to.kind === "outside") {
    noteImport(m, to.name);
    return { kind: "outside", name: to.name };
  }
  importFile(m, to.path);
  return { kind: "module", path: to.path };
}

/** `import a.b.c`: runs `a`, `a.b` and `a.b.c`, and gives the last. */
export function importModule(m: Machine, frame: Frame, name: string, level: number): Values {
  const from = frame.facts.path;
  const parts = name.split(".");
  for (let length = 1; level === 0 && length < parts.length; length++) {
    importedValue(m, m.program.resolve(from, parts.slice(0, length).join("."), 0));
  }
  return [importedValue(m, m.program.resolve(from, name, level))];
}

export function runImport(m: Machine, frame: Frame, statement: Import): void {
  const { importing } = m;
  m.importing = placeOf(frame, statement);
  for (const { name, alias } of statement.names) {
    const values = importModule(m, frame, name, 0);
    if (alias) assign(m, frame, alias.name, values);
    else {
      const top = name.split(".")[0] as string;
      assign(m, frame, top, importModule(m, frame, top, 0));
    }
  }
  m.importing = importing;
}

export function runImportFrom(m: Machine, frame: Frame, statement: ImportFrom): void {
  const { importing } = m;
  m.importing = placeOf(frame, statement);
  bindFrom(m, frame, statement);
  m.importing = importing;
}

function bindFrom(m: Machine, frame: Frame, statement: ImportFrom): void {
  const [from] = importModule(m, frame, statement.module, statement.level);
  if (!from) return;
  if (statement.names === "*") {
    star(m, frame, from);
    return;
  }
  for (const { name, alias } of statement.names)
    assign(m, frame, (alias?.name ?? name) as string, importedAttribute(m, from, name));
}

function star(m: Machine, frame: Frame, from: Value): void {
  const module = from.kind === "module" ? m.moduleFrames.get(from.path) : undefined;
  if (!module) return;
  for (const name of module.facts.scopes[0]?.bound ?? []) {
    const values = readAt(m, variable(module, name));
    if (values && !name.startsWith("_")) assign(m, frame, name, values);
  }
  // What the module itself has by a star import is in its frame, but in no list of bound names.
  for (const inner of starSources(m, module)) star(m, frame, inner);
}

function starSources(m: Machine, module: Frame): readonly Value[] {
  return (module.facts.scopes[0]?.body ?? []).flatMap((statement) =>
    statement.kind === "import-from" && statement.names === "*"
      ? [importedValue(m, m.program.resolve(module.facts.path, statement.module, statement.level))]
      : [],
  );
}

/** `from x import name`, and `x.name` for a module `x`: its variable, else its submodule. */
export function importedAttribute(m: Machine, from: Value, name: string): Values {
  if (from.kind === "outside") return djangoSetting(m, from.name, name) ?? valueOfOutside(m, `${from.name}.${name}`);
  if (from.kind === "namespace") {
    const to = m.program.resolve(`${from.folder}/__init__.py`, name, 1);
    return [to.kind === "outside" ? { kind: "outside", name: `${from.name}.${name}` } : importedValue(m, to)];
  }
  if (from.kind !== "module") return unknown(null);
  const frame = m.moduleFrames.get(from.path) ?? importFile(m, from.path);
  const found = frame && readAt(m, variable(frame, name));
  if (found) return found;
  const sub =
    from.path.endsWith("/__init__.py") || from.path === "__init__.py" ? m.program.resolve(from.path, name, 1) : null;
  if (sub && sub.kind !== "outside") return [importedValue(m, sub)];
  // A file that leads neither to gRPC nor to a fork was not read. The dot keeps its names from passing for a library's.
  if (!m.program.facts.has(from.path)) return [{ kind: "outside", name: `.${moduleName(from.path)}.${name}` }];
  return unknown(`${from.path}:${name}`);
}

/** `django.conf.settings.NAME` is a variable of the module that the environment names (django/conf/__init__.py). */
export function djangoSetting(m: Machine, owner: string, name: string): Values | null {
  if (owner !== "django.conf.settings") return null;
  const frame = importDjangoSettings(m);
  return (frame && readAt(m, variable(frame, name))) ?? null;
}

/** Imports the settings module of a Django project, if it is in the program. */
export function importDjangoSettings(m: Machine): Frame | null {
  const module = textOf(readAt(m, "env:DJANGO_SETTINGS_MODULE") ?? []);
  const to = module === null ? null : m.program.resolve(m.processes[0]?.entry ?? "", module, 0);
  return to?.kind === "file" ? importFile(m, to.path) : null;
}

function valueOfOutside(m: Machine, name: string): Values {
  noteImport(m, name);
  return [{ kind: "outside", name }];
}

/** The dotted name of a file's module, from the root of the project. */
export function moduleName(path: string): string {
  return path.replace(/(\/__init__)?\.py$/, "").replaceAll("/", ".");
}
