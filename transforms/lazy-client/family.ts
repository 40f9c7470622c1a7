/** The names of a module that hold one channel and what is built on it, as far as they are bound plainly. */
import type { Assign, Expression, Name, Statement } from "../../src/code";
import { objectsOf } from "../../src/edits/evidence";
import type { Source } from "../../src/edits/transform";
import { isMainGuard } from "../../src/facts/main-guard";
import { namesIn, type Occurrence, resolveName } from "../../src/facts/walk";
import type { Facts, Finding, Place } from "../../src/types";
import { keptOf } from "./kept";
import { contains, expressionsIn } from "./syntax";

/** `name = value`, once in the module. */
export interface Member {
  readonly name: string;
  readonly statement: Assign;
  readonly target: Name;
  readonly value: Expression;
  /** Names of the family that the value reads. */
  readonly needs: readonly string[];
}

export interface Family {
  readonly facts: Facts;
  readonly members: readonly Member[];
  /** The main guard around them; null when they stand in the module itself. */
  readonly guard: Statement | null;
}

/** Null when the objects are not held by plain names of one module. */
export function familyOf(findings: readonly Finding[], facts: Facts, source: Source): Family | null {
  const evidence = objectsOf(findings);
  const outermost = evidence.flatMap((item) => item.creations.map((chain) => chain[0] as Place));
  const derived = keptOf(evidence, source);
  if (![...outermost, ...derived].every((place) => place.path === facts.path)) return null;
  const block = blockOf(facts, outermost);
  if (!block) return null;
  const members = membersOf(facts, block.body, outermost);
  if (!members) return null;
  const covered = (place: Place) => members.some((member) => contains(member.value.span, place.span));
  if (![...outermost, ...derived].every(covered)) return null;
  return { facts, members, guard: block.guard };
}

/** The list of statements, of the module or of its main guard, in which all the places stand. */
function blockOf(
  facts: Facts,
  places: readonly Place[],
): { body: readonly Statement[]; guard: Statement | null } | null {
  const body = facts.scopes[0]?.body ?? [];
  const lists = [{ body, guard: null as Statement | null }];
  for (const statement of body) {
    if (isMainGuard(statement) && statement.kind === "if") lists.push({ body: statement.body, guard: statement });
  }
  const holds = (list: readonly Statement[]) =>
    places.every((place) =>
      list.some((statement) => statement.kind === "assign" && contains(statement.span, place.span)),
    );
  return lists.find((list) => holds(list.body)) ?? null;
}

function membersOf(facts: Facts, body: readonly Statement[], places: readonly Place[]): readonly Member[] | null {
  const occurrences = globalNames(facts);
  const members: Member[] = [];
  for (const statement of body) {
    const names = new Set(members.map((member) => member.name));
    const needs = statement.kind === "assign" && statement.value ? readsOf(facts, statement.value, names) : [];
    const creates = places.some((place) => contains(statement.span, place.span));
    if (!creates && (needs.length === 0 || statement.kind !== "assign" || statement.value?.kind !== "call")) continue;
    const member = plainMember(statement, needs);
    if (!member || !isBoundOnce(member.name, occurrences)) return null;
    if (!areConstants(facts, member, names, occurrences)) return null;
    members.push(member);
  }
  return members.length > 0 ? members : null;
}

function plainMember(statement: Statement, needs: readonly string[]): Member | null {
  if (statement.kind !== "assign" || statement.targets.length !== 1 || !statement.value) return null;
  const [target] = statement.targets;
  if (target?.kind !== "name") return null;
  return { name: target.name, statement, target, value: statement.value, needs };
}

/** Occurrences that stand for names of the module. */
export function globalNames(facts: Facts): readonly Occurrence[] {
  return namesIn(facts).filter((one) => resolveName(facts, one.scope, one.name).kind === "global");
}

function isBoundOnce(name: string, occurrences: readonly Occurrence[]): boolean {
  const own = occurrences.filter((one) => one.name === name && one.context !== "load");
  return own.length === 1 && own[0]?.context === "store";
}

/** The family's names that an expression reads itself, not in a function that it makes. */
function readsOf(facts: Facts, value: Expression, names: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  expressionsIn(facts, ({ expression }) => {
    if (expression.kind === "name" && names.has(expression.name) && contains(value.span, expression.span))
      found.add(expression.name);
  });
  return [...found];
}

/** What the value reads must be the same when it is read later: bound once in the module, or nowhere (a builtin). */
function areConstants(
  facts: Facts,
  member: Member,
  family: ReadonlySet<string>,
  occurrences: readonly Occurrence[],
): boolean {
  let plain = true;
  expressionsIn(facts, ({ expression }) => {
    if (!contains(member.value.span, expression.span)) return;
    if (expression.kind === "await" || expression.kind === "yield" || expression.kind === "walrus") plain = false;
    if (expression.kind !== "name" || family.has(expression.name)) return;
    const bindings = occurrences.filter((one) => one.name === expression.name && one.context !== "load");
    if (
      bindings.length > 1 &&
      !bindings.every((one) => one.span.end < member.statement.span.start && isImport(facts, one))
    )
      plain = false;
  });
  return plain;
}

/** `import google.a` and `import google.b` bind one name twice, to the same thing. */
function isImport(facts: Facts, one: Occurrence): boolean {
  const body = facts.scopes[0]?.body ?? [];
  return body.some((statement) => statement.kind === "import" && contains(statement.span, one.span));
}
