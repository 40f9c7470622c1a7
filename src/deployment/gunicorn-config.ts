import type { Expression, Statement } from "../code";
import type { Facts, Span } from "../types";
import type { Variable } from "./index";

const hookNames = [
  "on_starting",
  "on_reload",
  "when_ready",
  "pre_fork",
  "post_fork",
  "post_worker_init",
  "worker_int",
  "worker_abort",
  "pre_exec",
  "pre_request",
  "post_request",
  "child_exit",
  "worker_exit",
  "nworkers_changed",
  "on_exit",
  "ssl_context",
  "on_dirty_starting",
  "dirty_post_fork",
  "dirty_worker_init",
  "dirty_worker_exit",
] as const;

/** A server hook: https://docs.gunicorn.org/en/stable/settings.html#server-hooks. */
export type GunicornHook = (typeof hookNames)[number];

/** What a configuration of gunicorn says of the fork. The file itself is run in the arbiter. */
export interface GunicornSettings {
  /** `preload_app`; its value is null where it is not a constant, or not the same on every way through the file. */
  readonly preload: { readonly value: boolean | null; readonly at: Span } | null;
  /** The application, where the command names none: `shop.web:app`. */
  readonly wsgiApp: string | null;
  readonly chdir: string | null;
  /** The variables that the arbiter sets for itself and its workers. */
  readonly rawEnv: readonly Variable[];
  /** The functions that gunicorn calls, by their scopes in the file. */
  readonly hooks: readonly { readonly name: GunicornHook; readonly scope: number }[];
}

/** Whether a Python file, by its name, is a configuration of gunicorn. One with another name is one where a command says so. */
export function isGunicornConfig(path: string): boolean {
  return /(?:^|\/)(?:gunicorn[^/]*|[^/]*gunicorn[^/]*(?:\.conf|_conf|_config|-conf|-config))\.py$/.test(path);
}

/** Reads the names that the module binds, as gunicorn does once it has run. */
export function gunicornSettings(facts: Facts): GunicornSettings {
  const bound = [...bindingsIn(facts.scopes[0]?.body ?? [], true)];
  const last = (name: string) => bound.findLast((binding) => binding.name === name)?.value ?? null;
  return {
    preload: preloadIn(bound),
    wsgiApp: stringIn(last("wsgi_app")),
    chdir: stringIn(last("chdir")),
    rawEnv: itemsIn(last("raw_env")).flatMap((item) => variableIn(facts.path, item)),
    hooks: hooksIn(facts, bound),
  };
}

/** A name of the module, and what it is bound to. */
interface Binding {
  readonly name: string;
  readonly value: Expression | null;
  /** The scope of a function; null for anything else. */
  readonly scope: number | null;
  readonly span: Span;
  /** Not in a branch. */
  readonly isCertain: boolean;
}

function* bindingsIn(statements: readonly Statement[], isCertain: boolean): Generator<Binding> {
  for (const statement of statements) {
    const { span } = statement;
    if (statement.kind === "assign") {
      for (const target of statement.targets) {
        const { value } = statement;
        if (target.kind === "name" && value !== null) yield { name: target.name, value, scope: null, span, isCertain };
      }
    }
    if (statement.kind === "function") yield { name: "", value: null, scope: statement.scope, span, isCertain };
    for (const body of bodiesOf(statement)) yield* bindingsIn(body, isCertain && statement.kind === "with");
  }
}

/** The statements in a statement that belong to the same scope. */
function bodiesOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "if":
    case "while":
    case "for":
      return [statement.body, statement.orelse];
    case "with":
      return [statement.body];
    case "try":
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.orelse, statement.final];
    case "match":
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}

/** The last assignment decides, together with those before it that it may leave in force. */
function preloadIn(bound: readonly Binding[]): GunicornSettings["preload"] {
  const all = bound.filter(({ name }) => name === "preload_app");
  const from = all.findLastIndex(({ isCertain }) => isCertain);
  const last = all.at(-1);
  if (last === undefined) return null;
  // Where no branch assigns it, gunicorn's default is in force.
  const values = new Set(all.slice(Math.max(from, 0)).map(({ value }) => booleanIn(value)));
  if (from < 0) values.add(false);
  const [value = null] = values;
  return { value: values.size === 1 ? value : null, at: last.span };
}

/** gunicorn takes the words for a boolean, too. */
function booleanIn(value: Expression | null): boolean | null {
  if (value?.kind !== "constant") return null;
  if (typeof value.value === "boolean") return value.value;
  const word = typeof value.value === "string" ? value.value.trim().toLowerCase() : "";
  return word === "true" || (word === "false" ? false : null);
}

function stringIn(value: Expression | null): string | null {
  return value?.kind === "constant" && typeof value.value === "string" ? value.value : null;
}

function itemsIn(value: Expression | null): readonly Expression[] {
  if (value?.kind === "sequence") return value.items;
  return value === null ? [] : [value];
}

function variableIn(path: string, item: Expression): readonly Variable[] {
  const at = { path, span: item.span };
  // An f-string whose name is written has a value that is not.
  const text = item.kind === "template" ? item.parts[0] : stringIn(item);
  const [, name, value = ""] = /^([^=]+)=(.*)$/s.exec(typeof text === "string" ? text : "") ?? [];
  return name === undefined ? [] : [{ name, value: item.kind === "template" ? null : value, at }];
}

/** A function with the name of a hook, or one that is bound to that name. */
function hooksIn({ scopes }: Facts, bound: readonly Binding[]): GunicornSettings["hooks"] {
  const functions = new Map<string, number>();
  const hooks = new Map<GunicornHook, number>();
  for (const { name, value, scope } of bound) {
    if (scope !== null) functions.set(scopes[scope]?.name ?? "", scope);
    const own = hookNames.find((hook) => hook === (scope === null ? name : scopes[scope]?.name));
    const given =
      value?.kind === "lambda" ? value.scope : value?.kind === "name" ? functions.get(value.name) : undefined;
    const target = scope ?? given;
    if (own !== undefined && target !== undefined) hooks.set(own, target);
  }
  return [...hooks].map(([name, scope]) => ({ name, scope }));
}
