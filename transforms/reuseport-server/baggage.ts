/** What statements need in another function: names that it sees as well, and such that have to be handed to it. */
import type { Scope, Statement } from "../../src/code";
import type { TextEdit } from "../../src/edits/apply";
import type { Source } from "../../src/edits/transform";
import { namesIn, type Occurrence } from "../../src/facts/walk";
import type { Span } from "../../src/types";
import { parameterFor } from "./handover";
import type { Child, LaunchCall } from "./launch-call";
import {
  bindingOf,
  isConstant,
  isInMainGuard,
  isSameHolder,
  occurrencesOf,
  readsIn,
  type Variable,
  variableOf,
} from "./names";
import { type Refusal, refuse } from "./part";
import { contains, dottedName, expressionsIn, isWithin, type Page } from "./syntax";

export interface Baggage {
  readonly kind: "baggage";
  /** Statements that come along because nobody else needs what they make; all of them, in order. */
  readonly statements: readonly Statement[];
  /** Names of the parent to hand over in addition. */
  readonly hand: readonly string[];
  /** Lines by which the object keeps what its method `run` needs. */
  readonly keep: readonly string[];
  /** Names in the statements that are called otherwise in the child's function. */
  readonly renamed: readonly TextEdit[];
}

export interface Journey {
  readonly page: Page;
  /** In the order in which they run. */
  readonly statements: readonly Statement[];
  /** The name that holds the server; null for an attribute. */
  readonly server: Variable | null;
  readonly child: Child;
  readonly launches: readonly LaunchCall[];
}

export function packFor(journey: Journey, source: Source): Baggage | Refusal {
  const statements = withExecutors(journey);
  const whole = { ...journey, statements };
  const bound = boundIn(whole);
  const stranded = bound.find((variable) => !isServer(variable, journey) && isUsedElsewhere(variable, whole, source));
  if (stranded) return refuse("captured-value", `the parent uses ${stranded.name} after it was made with the server`);
  const taken = bound.find(({ name }) => name !== journey.server?.name && isKnownIn(journey.child, name));
  if (taken) return refuse("conflict", `${journey.child.scope.name}() has another ${taken.name}`);
  const hand = new Set<string>();
  const keep = new Set<string>();
  const renamed: TextEdit[] = [];
  for (const read of statements.flatMap((statement) => readsIn(journey.page.facts, statement.span))) {
    const variable = variableOf(journey.page.facts, read.scope, read.name);
    if (bound.some((own) => own.name === variable.name && isSameHolder(own.holder, variable.holder))) continue;
    const need = needOf(read, variable, journey);
    if (need.kind === "refuse") return need;
    if (need.kind === "hand") hand.add(variable.name);
    if (need.kind === "keep") keep.add(need.line);
    if ("name" in need && need.name !== variable.name) renamed.push({ span: read.span, text: need.name });
  }
  return { kind: "baggage", statements, hand: [...hand], keep: [...keep], renamed };
}

function isServer(variable: Variable, { server }: Journey): boolean {
  return server !== null && server.name === variable.name && isSameHolder(server.holder, variable.holder);
}

/** Threads do not cross a fork: an executor that only the server uses is made where the server is. */
function withExecutors(journey: Journey): readonly Statement[] {
  const { page, statements } = journey;
  const found: Statement[] = [];
  for (const read of statements.flatMap((statement) => readsIn(page.facts, statement.span))) {
    const variable = variableOf(page.facts, read.scope, read.name);
    const binding = bindingOf(page.facts, variable);
    const scope = binding && page.facts.scopes[binding.scope];
    const maker = scope ? makerIn(scope, binding, journey) : null;
    if (!maker || found.includes(maker)) continue;
    const inside = [maker, ...statements].map(({ span }) => span);
    if (occurrencesOf(page.facts, variable).every((one) => inside.some((span) => contains(span, one.span))))
      found.push(maker);
  }
  return [...found.sort((a, b) => a.span.start - b.span.start), ...statements];
}

/** `pool = futures.ThreadPoolExecutor(…)` in the block in which the server is made. */
function makerIn(scope: Scope, binding: Occurrence, { statements }: Journey): Statement | null {
  const block = blockWith(scope.body, statements[0] as Statement);
  const maker = block?.find((statement) => contains(statement.span, binding.span));
  if (maker?.kind !== "assign" || maker.value?.kind !== "call" || maker.targets.length !== 1) return null;
  const { callee } = maker.value;
  const name = callee.kind === "attribute" ? callee.name : callee.kind === "name" ? callee.name : "";
  return name === "ThreadPoolExecutor" ? maker : null;
}

function blockWith(block: readonly Statement[], statement: Statement): readonly Statement[] | null {
  if (block.includes(statement)) return block;
  for (const one of block) {
    if (!contains(one.span, statement.span) || !("body" in one)) continue;
    return blockWith(one.body, statement);
  }
  return null;
}

/** The variables that the statements bind in their own scope. */
function boundIn({ page, statements }: Journey): readonly Variable[] {
  const found: Variable[] = [];
  for (const one of namesIn(page.facts)) {
    if (one.context === "load" || !statements.some(({ span }) => contains(span, one.span))) continue;
    const scope = page.facts.scopes[one.scope];
    const isInside = scope && scope.kind !== "module" && statements.some(({ span }) => contains(span, scope.span));
    if (!isInside) found.push(variableOf(page.facts, one.scope, one.name));
  }
  return found;
}

function isUsedElsewhere(variable: Variable, { page, statements }: Journey, source: Source): boolean {
  const isInside = ({ span }: { readonly span: Span }) =>
    statements.some((statement) => contains(statement.span, span));
  if (!occurrencesOf(page.facts, variable).every(isInside)) return true;
  return variable.holder.kind === "global" && isImported(variable.name, page, source);
}

/** Another file may read the name of the module. */
export function isImported(name: string, { facts }: Page, source: Source): boolean {
  return source.program.importersOf(facts.path).some((path) => {
    const other = source.facts(path);
    return !other || other.scopes.some((scope) => scope.mentions.includes(name) || scope.bound.includes(name));
  });
}

function isKnownIn({ facts, scope }: Child, name: string): boolean {
  return facts.scopes.some(
    (one) => isWithin(facts, one.id, scope.id) && (one.bound.includes(name) || one.mentions.includes(name)),
  );
}

type Need =
  | { readonly kind: "seen" | "hand" }
  | { readonly kind: "parameter" | "attribute"; readonly name: string }
  | { readonly kind: "keep"; readonly name: string; readonly line: string }
  | Refusal;

/** How the child's function comes by what a name of the parent holds. */
function needOf(read: Occurrence, variable: Variable, { page, child, launches }: Journey): Need {
  const { facts } = page;
  const binding = bindingOf(facts, variable);
  const isGuarded = binding !== null && variable.holder.kind === "global" && isInMainGuard(facts, binding.span);
  const seen = variableOf(facts, child.scope.id, read.name);
  const isConstantHere = isConstant(facts, variable);
  if (isSameHolder(seen.holder, variable.holder) && isConstantHere && (!isGuarded || child.self !== null))
    return { kind: "seen" };
  if (read.name === child.self && isOwnSelf(variable, page)) return { kind: "seen" };
  if (!isConstantHere)
    return refuse("captured-value", `${read.name} is bound several times, and a worker would read another value`);
  const isLocal =
    isGuarded || launches.every(({ scope }) => variable.holder.kind === "local" && variable.holder.scope === scope.id);
  const kept = isLocal ? null : keptBy(variable, page, child);
  if (kept) return kept;
  if (!isLocal || child.facts.path !== facts.path) {
    return refuse("captured-value", `${child.scope.name}() cannot see ${read.name}, of which the server is made`);
  }
  const names = launches.map((launch) => parameterFor(launch, child, read.name));
  const [name] = names;
  if (name && names.every((other) => other === name)) return { kind: "parameter", name };
  if (names.some((other) => other !== null) || isKnownIn(child, read.name)) {
    return refuse("conflict", `${child.scope.name}() has another ${read.name}`);
  }
  return { kind: "hand" };
}

/** `self` of a method of the same class. */
function isOwnSelf({ holder, name }: Variable, { facts }: Page): boolean {
  const scope = holder.kind === "local" ? facts.scopes[holder.scope] : undefined;
  const owner = scope?.parent == null ? undefined : facts.scopes[scope.parent];
  return owner?.kind === "class" && scope?.parameters[0]?.name === name;
}

/** Attributes that `multiprocessing.Process` has. */
const OWN_ATTRIBUTES: ReadonlySet<string> = new Set(
  "_name _args _kwargs _target _config _popen _closed _identity _parent_pid _parent_name _start_method".split(" "),
);

/** A local of another method reaches the child's method through the object: `self.address`. */
function keptBy({ holder, name }: Variable, { facts }: Page, child: Child): Need | null {
  const method = holder.kind === "local" ? facts.scopes[holder.scope] : undefined;
  const self = method?.parameters[0]?.name;
  if (!method || !self || self !== child.self || method.parent !== child.scope.parent) return null;
  const known = method.body.flatMap((statement) => {
    const [target] = statement.kind === "assign" && statement.targets.length === 1 ? statement.targets : [];
    const isIt = statement.kind === "assign" && statement.value?.kind === "name" && statement.value.name === name;
    return isIt && target?.kind === "attribute" && dottedName(target.object) === self ? [target.name] : [];
  });
  const attributes = expressionsIn(facts).flatMap((found) => (found.expression.kind === "attribute" ? [found] : []));
  const stores = (attribute: string) =>
    attributes.filter(({ expression: e, statement, around }) => {
      const isTarget = around.length === 0 && statement.kind !== "expression" && statement.kind !== "return";
      return e.kind === "attribute" && e.name === attribute && isTarget;
    }).length;
  const own = known.find((attribute) => stores(attribute) === 1);
  if (own) return { kind: "attribute", name: `${self}.${own}` };
  const fresh = [`_${name}`, `_server_${name}`].find(
    (one) =>
      !OWN_ATTRIBUTES.has(one) && !attributes.some(({ expression: e }) => e.kind === "attribute" && e.name === one),
  );
  return fresh ? { kind: "keep", name: `${self}.${fresh}`, line: `${self}.${fresh} = ${name}` } : null;
}
