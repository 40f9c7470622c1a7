/** Where the parent makes the server, by what it is held there, and what the parent does with it. */
import type { Assign, Expression, Scope, Statement } from "../../src/code";
import { forEachStatement } from "../../src/facts/walk";
import type { Facts, Place, Span } from "../../src/types";
import { isHanded } from "./handover";
import type { Child, LaunchCall } from "./launch-call";
import { isImport, occurrencesOf, type Variable, variableOf } from "./names";
import { type Refusal, refuse } from "./part";
import { callAt, contains, dottedName, expressionsIn, isWithin, type Page, type Row, rowsTo } from "./syntax";

export interface Origin extends Page {
  readonly scope: Scope;
  /** `server = grpc.server(…)` */
  readonly statement: Assign;
  /** `server`, `self.server` */
  readonly holder: string;
  /** Null for an attribute. */
  readonly variable: Variable | null;
}

/** What becomes of the parent's statements. */
export interface Uses {
  /** Those that make the server ready, in order. */
  readonly setup: readonly Statement[];
  /** Those after the fork. */
  readonly after: readonly Statement[];
  readonly isInheritedByName: boolean;
}

/** One place that speaks of the server. */
interface Mention {
  readonly span: Span;
  /** Of a function or the module, never of a lambda. */
  readonly scope: Scope;
  readonly isStore: boolean;
}

/** Null when no plain name or attribute holds what the call makes. `chains` lead from the outermost call to it. */
export function originOf(
  chains: readonly (readonly Place[])[],
  launches: readonly LaunchCall[],
  child: Child,
): Origin | null {
  const origins = chains.map((chain) => originIn(chain, launches, child));
  const [first] = origins;
  return first && origins.every((origin) => origin?.statement === first.statement) ? first : null;
}

function originIn(chain: readonly Place[], launches: readonly LaunchCall[], child: Child): Origin | null {
  const { facts, text } = child;
  if (launches.some((launch) => launch.facts.path !== facts.path)) return null;
  for (const place of chain) {
    const found = place.path === facts.path ? callAt(facts, place.span) : null;
    if (found?.statement.kind !== "assign" || found.around.length > 0) continue;
    const { statement, scope } = found;
    const [target, ...others] = statement.targets;
    if (!target || others.length > 0) return null;
    const page = { facts, text, scope, statement };
    const isHere = scope.kind === "module" || launches.every((launch) => launch.scope === scope);
    if (target.kind === "name" && isHere) {
      return { ...page, holder: target.name, variable: variableOf(facts, scope.id, target.name) };
    }
    const holder = dottedName(target);
    if (holder && target.kind === "attribute" && isOwn(target.object, scope, child)) {
      return { ...page, holder, variable: null };
    }
  }
  return null;
}

/** `self` in a method of the class of the child's function, called the same there. */
function isOwn(object: Expression, scope: Scope, child: Child): boolean {
  if (object.kind !== "name" || child.self !== object.name || scope.parent !== child.scope.parent) return false;
  return scope !== child.scope && scope.parameters[0]?.name === object.name;
}

export function usesOf(origin: Origin, child: Child, launches: readonly LaunchCall[]): Uses | Refusal {
  const setup = new Set<Statement>([origin.statement]);
  const after = new Set<Statement>();
  let isInheritedByName = false;
  for (const mention of mentionsOf(origin)) {
    const use = useOf(mention, { origin, child, launches });
    if (use.kind === "other") {
      return refuse("captured-value", `${origin.holder} is used where no worker would have it: ${use.why}`);
    }
    if (use.kind === "child") isInheritedByName = true;
    if (use.kind === "setup") setup.add(use.statement);
    if (use.kind === "after") after.add(use.statement);
  }
  const inOrder = [...setup].sort((a, b) => a.span.start - b.span.start);
  const own = inOrder.filter(
    (statement) => contains(origin.scope.span, statement.span) && isIn(origin.scope, statement),
  );
  const rest = inOrder.filter((statement) => !own.includes(statement));
  if (own[0] !== origin.statement) return refuse("unsupported-shape", `${origin.holder} is used before it is made`);
  return { setup: [...own, ...rest], after: [...after], isInheritedByName };
}

function isIn(scope: Scope, statement: Statement): boolean {
  return rowsTo(scope, statement.span).some((row) => row.statement === statement);
}

type Use =
  | { readonly kind: "setup" | "after"; readonly statement: Statement }
  | { readonly kind: "child" | "handed" }
  | { readonly kind: "other"; readonly why: string };

interface Setting {
  readonly origin: Origin;
  readonly child: Child;
  readonly launches: readonly LaunchCall[];
}

function useOf(mention: Mention, { origin, child, launches }: Setting): Use {
  const { facts } = origin;
  if (isWithin(facts, mention.scope.id, child.scope.id)) {
    return mention.isStore ? { kind: "other", why: "the worker binds it anew" } : { kind: "child" };
  }
  if (launches.some((launch) => isHanded(launch, child, mention.span))) return { kind: "handed" };
  if (!mention.isStore && !isCalled(mention, origin)) return { kind: "other", why: "it is kept, or given to somebody" };
  const rows = rowsTo(mention.scope, mention.span);
  const last = rows.at(-1);
  if (!last) return { kind: "other", why: "its statement could not be read" };
  if (mention.isStore && last.statement !== origin.statement) return { kind: "other", why: "it is bound twice" };
  const launch = launches.find((one) => one.scope === mention.scope);
  if (launch) return besideLaunch(rows, launch, origin);
  const row = mention.scope === origin.scope ? rows.find(({ block }) => block.includes(origin.statement)) : undefined;
  if (row) return setupIn(row);
  return { kind: "other", why: `${mention.scope.name || "the module"} uses it, too` };
}

/** `server.start()`, `add_OrdersServicer_to_server(Orders(), server)`, and what else does something with the server alone. */
function isCalled({ span }: Mention, { facts }: Origin): boolean {
  return expressionsIn(facts).some(({ expression, around, scope }) => {
    if (expression.span.start !== span.start || expression.span.end !== span.end) return false;
    const [call, inner] = [around.at(-2), around.at(-1)];
    if (inner?.kind === "attribute")
      return inner.object === expression && call?.kind === "call" && call.callee === inner;
    return inner?.kind === "call" && inner.callee !== expression && isFunction(inner.callee, scope, facts);
  });
}

/** A function of a module, and no method of an object, which would remember its argument. */
function isFunction(callee: Expression, scope: Scope, facts: Facts): boolean {
  const root = dottedName(callee)?.split(".")[0];
  if (root === undefined) return false;
  const variable = variableOf(facts, scope.id, root);
  const binds = occurrencesOf(facts, variable).filter((one) => one.context !== "load");
  return binds.length > 0 && binds.every((one) => isImport(facts, one) || isDefinition(facts, one.span));
}

function isDefinition(facts: Facts, span: Span): boolean {
  return facts.scopes.some(({ kind, nameSpan }) => kind === "function" && nameSpan?.start === span.start);
}

/** A use in the function that starts the workers comes before or after that. */
function besideLaunch(rows: readonly Row[], launch: LaunchCall, origin: Origin): Use {
  const level = rows.findIndex((row, index) => row.statement !== launch.rows[index]?.statement);
  const [own, other] = [rows[level], launch.rows[level]];
  const last = rows.at(-1) as Row;
  if (!own || !other || own.block !== other.block) return { kind: "other", why: "the start of the workers uses it" };
  if (own.index > other.index) return { kind: "after", statement: last.statement };
  // What runs again for each worker was done once to one server after the other, unless the server is made there.
  const isRepeated = rows
    .slice(0, level)
    .some(({ statement }) => isLoop(statement) && !contains(statement.span, origin.statement.span));
  return isRepeated ? { kind: "other", why: "it is changed for each worker" } : setupIn(own);
}

function isLoop({ kind }: Statement): boolean {
  return kind === "for" || kind === "while";
}

function setupIn(row: Row): Use {
  const isPlain = !leavesItsPlace([row.statement]);
  return isPlain
    ? { kind: "setup", statement: row.statement }
    : { kind: "other", why: "a statement with it leaves the function or the loop" };
}

/** `return`, `break` and the like mean something else in another function. */
function leavesItsPlace(block: readonly Statement[]): boolean {
  const kinds: ReadonlySet<string> = new Set([
    "return",
    "break",
    "continue",
    "global",
    "nonlocal",
    "function",
    "class",
  ]);
  let found = false;
  forEachStatement(block, (statement) => {
    if (kinds.has(statement.kind)) found = true;
  });
  return found;
}

function mentionsOf({ facts, holder, variable }: Origin): readonly Mention[] {
  const outer = (id: number): Scope => {
    let scope = facts.scopes[id] as Scope;
    while ((scope.kind === "lambda" || scope.kind === "comprehension") && scope.parent !== null) {
      scope = facts.scopes[scope.parent] as Scope;
    }
    return scope;
  };
  if (variable) {
    return occurrencesOf(facts, variable).map(({ span, scope, context }) => {
      return { span, scope: outer(scope), isStore: context !== "load" };
    });
  }
  const name = holder.split(".").at(-1);
  return expressionsIn(facts).flatMap(({ expression: e, scope, statement, around }) => {
    if (e.kind !== "attribute" || e.name !== name || (e.object.kind === "name" && isModule(e.object.name, facts)))
      return [];
    const isTarget = around.length === 0 && statement.kind === "assign" && statement.targets.includes(e);
    return [{ span: e.span, scope: outer(scope.id), isStore: isTarget || statement.kind === "delete" }];
  });
}

/** `grpc` in `grpc.server` */
function isModule(name: string, facts: Facts): boolean {
  const binds = occurrencesOf(facts, { name, holder: { kind: "global" } }).filter((one) => one.context !== "load");
  return binds.length > 0 && binds.every((one) => isImport(facts, one));
}
