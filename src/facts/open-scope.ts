import type { Expression, Name, Parameter, Scope, Span, Statement } from "../code";
import type { Syntax } from "../python/syntax";

/** One file while its syntax is lowered. */
export interface OpenFile {
  readonly text: string;
  readonly scopes: OpenScope[];
  /** Bodies of functions, classes and lambdas still to be lowered: nesting of scopes costs no stack. */
  readonly pending: (() => void)[];
  readonly expressions: ReadonlyMap<string, LowerExpression>;
  readonly statements: ReadonlyMap<string, LowerStatement>;
  /** Where the identifiers start that are in the IR; kept for a file with errors alone, else null. */
  readonly lowered: Set<number> | null;
  /** How many expressions and blocks enclose the one at hand. */
  depth: number;
}

/** {@link Scope} while it is filled. */
export interface OpenScope {
  readonly file: OpenFile;
  readonly id: number;
  readonly kind: Scope["kind"];
  readonly name: string;
  readonly nameSpan: Span | null;
  readonly parent: OpenScope | null;
  readonly span: Span;
  async: boolean;
  generator: boolean;
  parameters: readonly Parameter[];
  returns: Expression | null;
  body: readonly Statement[];
  readonly bound: Set<string>;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
  readonly mentions: Set<string>;
}

export type LowerExpression = (node: Syntax, scope: OpenScope) => Expression;
export type LowerStatement = (node: Syntax, scope: OpenScope) => Statement;

/** What a new scope is known by. */
export type ScopeHead = Pick<OpenScope, "file" | "kind" | "name" | "nameSpan" | "parent" | "span" | "async">;

/** Adds a scope to its file; its id is its place there. */
export function openScope(head: ScopeHead): OpenScope {
  const scope: OpenScope = {
    ...head,
    id: head.file.scopes.length,
    generator: false,
    parameters: [],
    returns: null,
    body: [],
    bound: new Set(),
    globals: new Set(),
    nonlocals: new Set(),
    mentions: new Set(),
  };
  head.file.scopes.push(scope);
  return scope;
}

/** A `global` or `nonlocal` statement may follow the binding in the text, so they are told apart only here. */
export function closeScope(open: OpenScope): Scope {
  const elsewhere = (name: string) => open.globals.has(name) || open.nonlocals.has(name);
  return {
    id: open.id,
    kind: open.kind,
    name: open.name,
    nameSpan: open.nameSpan,
    parent: open.parent?.id ?? null,
    parameters: open.parameters,
    returns: open.returns,
    async: open.async,
    generator: open.generator,
    bound: [...open.bound].filter((name) => !elsewhere(name)),
    globals: [...open.globals],
    nonlocals: [...open.nonlocals],
    body: open.body,
    mentions: [...open.mentions],
    span: open.span,
  };
}

/** Makes `name` local to `scope`; where the parser only missed a name it is empty, and binds nothing. */
export function bindName(name: string, scope: OpenScope): void {
  if (name !== "") scope.bound.add(name);
}

/** Makes local to `scope` every name that an assignment to `target` binds. */
export function bindTarget(target: Expression, scope: OpenScope): void {
  if (target.kind === "name") bindName(target.name, scope);
  else if (target.kind === "star") bindTarget(target.value, scope);
  else if (target.kind === "sequence") for (const item of target.items) bindTarget(item, scope);
}

/** `:=` in a comprehension binds in the scope around it (PEP 572). */
export function bindWalrus(target: Name, scope: OpenScope): void {
  let owner = scope;
  while (owner.kind === "comprehension" && owner.parent !== null) owner = owner.parent;
  bindName(target.name, owner);
}
