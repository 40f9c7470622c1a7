import type { Expression, Import, ImportFrom, Span, Statement, Walrus } from "../code";
import type { Facts, ImportRequest } from "../types";

/** What an import statement brings in, as an {@link ImportRequest} says it: `from` null is `import name`. */
export type Imported = Pick<ImportRequest, "from" | "name">;

/** One place where a file binds, or unbinds, a name of its module. */
export interface Binding {
  readonly name: string;
  /** What is imported under the name; null where the name is bound in another way. */
  readonly imported: Imported | null;
  /** The whole statement. */
  readonly span: Span;
  /** It runs whenever the module does: it is in no `if`, `try`, `for`, `while`, `with` or `match`. */
  readonly isTopLevel: boolean;
}

/** All that the statements of the module bind, nested ones included, in the order of the text; not the star imports. */
export function moduleBindings(facts: Facts): readonly Binding[] {
  const body = facts.scopes[0]?.body ?? [];
  return body.flatMap((statement) => [...bindingsOf(facts, statement, true), ...walruses(statement)]);
}

function bindingsOf(facts: Facts, statement: Statement, isTopLevel: boolean): readonly Binding[] {
  const { span } = statement;
  if (statement.kind === "import") return importBindings(statement, isTopLevel);
  if (statement.kind === "import-from") return fromBindings(statement, isTopLevel);
  return [
    ...boundDirectly(facts, statement).map((name) => ({ name, imported: null, span, isTopLevel })),
    ...nestedIn(statement).flatMap((nested) => bindingsOf(facts, nested, false)),
  ];
}

function walruses(statement: Statement): readonly Binding[] {
  const { span } = statement;
  return walrusNames(statement).map((name) => ({ name, imported: null, span, isTopLevel: false }));
}

function importBindings({ names, span }: Import, isTopLevel: boolean): readonly Binding[] {
  return names.map(({ name, alias }) => {
    const imported = { from: null, name };
    return { name: alias?.name ?? (name.split(".")[0] as string), imported, span, isTopLevel };
  });
}

function fromBindings({ names, level, module, span }: ImportFrom, isTopLevel: boolean): readonly Binding[] {
  if (names === "*") return [];
  const from = ".".repeat(level) + module;
  return names.map(({ name, alias }) => ({ name: alias?.name ?? name, imported: { from, name }, span, isTopLevel }));
}

/** The names that the statement itself binds, apart from imports, nested statements and `:=`. */
function boundDirectly(facts: Facts, statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "assign":
    case "delete":
      return statement.targets.flatMap(targetNames);
    case "augment":
    case "for":
      return targetNames(statement.target);
    case "with":
      return statement.items.flatMap(({ target }) => (target === null ? [] : targetNames(target)));
    case "try":
      return statement.handlers.flatMap(({ name }) => (name === null ? [] : [name.name]));
    case "match":
      return statement.cases.flatMap(({ captures }) => captures.map(({ name }) => name));
    case "function":
    case "class":
      return [facts.scopes[statement.scope]?.name ?? ""];
    default:
      return [];
  }
}

function targetNames(target: Expression): readonly string[] {
  if (target.kind === "name") return [target.name];
  if (target.kind === "star") return targetNames(target.value);
  if (target.kind === "sequence") return target.items.flatMap(targetNames);
  return [];
}

function nestedIn(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case "if":
    case "while":
    case "for":
      return [...statement.body, ...statement.orelse];
    case "with":
      return statement.body;
    case "try":
      return [
        ...statement.body,
        ...statement.handlers.flatMap(({ body }) => body),
        ...statement.orelse,
        ...statement.final,
      ];
    case "match":
      return statement.cases.flatMap(({ body }) => body);
    default:
      return [];
  }
}

/** Every `x` of an `x := …` in the data. Comprehensions are looked into too: in them it binds outside (PEP 572). */
function walrusNames(data: unknown): readonly string[] {
  if (typeof data !== "object" || data === null) return [];
  const inner = Object.values(data).flatMap(walrusNames);
  return isWalrus(data) ? [data.target.name, ...inner] : inner;
}

function isWalrus(data: object): data is Walrus {
  return "kind" in data && data.kind === "walrus";
}
