/** How code finds out whether a framework runs it: `uwsgi` can be imported under uWSGI and nowhere else, and numbers its workers. */
import type { Statement, Try } from "../../code";
import { type Frame, type Machine, readAt, writeAt } from "./machine";
import { constant, textOf, UNKNOWN, type Values } from "./value";

const FRAMEWORK = "<framework>";

/** The running process and its children are the framework's. */
export function enterFramework(m: Machine, name: string): void {
  writeAt(m, FRAMEWORK, constant(name));
}

/** The number of the running process among the workers of a framework: 0 in the parent, some other one in a child. */
export function workerId(m: Machine, framework: string): Values {
  if (textOf(readAt(m, FRAMEWORK) ?? []) !== framework) return UNKNOWN;
  return m.process === 0 ? constant(0) : [{ kind: "child-pid" }];
}

/** The `try` as it runs in this process: without its handlers where it imports what is there, with nothing else where that is not. */
export function decidedTry(m: Machine, frame: Frame, s: Try): Try {
  const [handler, ...others] = s.handlers;
  const modules = s.body.flatMap(modulesOf);
  const providers = modules.map((name) => providerOf(m, frame, name));
  const [first] = s.body;
  if (!handler || !first || modulesOf(first).length === 0 || providers.includes(null)) return s;
  const own = textOf(readAt(m, FRAMEWORK) ?? []);
  if (providers[0] !== own) return others.length === 0 ? { ...s, body: handler.body, handlers: [], orelse: [] } : s;
  const isAll = s.body.every((statement) => modulesOf(statement).length > 0) || s.handlers.every(isForImports);
  return isAll && providers.every((provider) => provider === own) ? { ...s, handlers: [] } : s;
}

/** The modules that a statement imports, of the project's own none. */
function modulesOf(statement: Statement): readonly string[] {
  if (statement.kind === "import") return statement.names.map(({ name }) => name);
  return statement.kind === "import-from" ? [statement.level === 0 ? statement.module : "."] : [];
}

function isForImports({ type }: Try["handlers"][number]): boolean {
  return type?.kind === "name" && (type.name === "ImportError" || type.name === "ModuleNotFoundError");
}

function providerOf(m: Machine, { facts }: Frame, module: string): string | null {
  const isOutside = m.program.resolve(facts.path, module, 0).kind === "outside";
  return isOutside ? m.models.providerOf(module) : null;
}
