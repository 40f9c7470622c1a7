/** Names of a module become functions that keep one object per process id. */
import { applyEdits, type TextEdit } from "../../src/edits/apply";
import { objectsOf } from "../../src/edits/evidence";
import { localName } from "../../src/edits/imports";
import {
  blankLinesAround,
  commentsAbove,
  indentUnit,
  lineStart,
  newline,
  nextLine,
  reindent,
  statementLines,
} from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import type { Edit, Facts, Finding, ImportRequest, Plan, Span } from "../../src/types";
import { type Family, familyOf, globalNames, type Member } from "./family";
import { localPoolEdits } from "./local-pool";
import { functionFor, type MethodTarget, methodTargets, targetEdits } from "./method-target";
import { needsLocalPool, noteOf } from "./per-process-plan";
import { callAt } from "./syntax";
import { getterName, isTaken, namesByString, usesAtHome, usesElsewhere } from "./uses";

interface Exposed {
  readonly member: Member;
  readonly getter: string;
  readonly table: string;
}

/** Null when the name has to stay what it is: another repair keeps it. */
export function planGetter(findings: readonly Finding[], source: Source): Plan | null {
  const family = familyFor(findings, source);
  const text = family && source.text(family.facts.path);
  if (!family || text === null) return null;
  const exposed = exposedOf(family, source);
  if (!exposed || isSpokenOf(family, source)) return null;
  const targets = methodTargets(findings, family.facts) ?? [];
  if (!targets.every(({ holder }) => exposed.some(({ member }) => member.name === holder))) return null;
  const uses = usesOf(family, exposed, targets, text, source);
  const definitions = uses && define(family, exposed, targets, text, findings, source);
  if (!uses || !definitions) return null;
  return {
    kind: "edit",
    transform: "lazy-client",
    safety: "safe",
    edits: [...definitions.edits, ...uses],
    imports: [definitions.request],
    note: noteOf(findings),
  };
}

function familyFor(findings: readonly Finding[], source: Source): Family | null {
  const evidence = objectsOf(findings);
  const path = evidence[0]?.creations[0]?.[0]?.path;
  const facts = path === undefined ? null : source.facts(path);
  if (!facts || facts.generated || methodTargets(findings, facts) === null) return null;
  return familyOf(findings, facts, source);
}

/** How a string ends that names what would become a getter. */
export function formsInStrings(findings: readonly Finding[], source: Source): readonly string[] {
  const family = familyFor(findings, source);
  return family === null ? [] : formsOf(family);
}

function formsOf({ facts, members }: Family): readonly string[] {
  const module =
    facts.path
      .replace(/(\/__init__)?\.py$/, "")
      .split("/")
      .at(-1) ?? "";
  return members.flatMap(({ name }) => [`${module}.${name}"`, `${module}.${name}'`]);
}

/** The names that somebody reads, outside the statements that make them; and what two of those have in common. */
function exposedOf(family: Family, source: Source): readonly Exposed[] | null {
  const { facts, members } = family;
  const inside = (span: Span) =>
    members.some((member) => member.statement.span.start <= span.start && span.end <= member.statement.span.end);
  const read = new Set(
    globalNames(facts)
      .filter((one) => one.context === "load" && !inside(one.span))
      .map((one) => one.name),
  );
  const names = new Set(
    members.map((member) => member.name).filter((name) => read.has(name) || isImported(name, facts.path, source)),
  );
  const last = members.at(-1);
  if (names.size === 0 && last) names.add(last.name);
  for (const member of members) {
    const dependents = members.filter((other) => other.needs.includes(member.name));
    if (dependents.length > 1) names.add(member.name);
  }
  const exposed = members
    .filter((member) => names.has(member.name))
    .map((member) => ({
      member,
      getter: getterName(member.name),
      table: `_${member.name.replace(/^_+/, "").toLowerCase()}_by_pid`,
    }));
  const taken = exposed.some(({ getter, table }) => isTaken(facts, getter) || isTaken(facts, table));
  return taken ? null : exposed;
}

function isImported(name: string, path: string, source: Source): boolean {
  return source.program
    .importersOf(path)
    .some(
      (importer) =>
        source.facts(importer)?.scopes.some((scope) => scope.mentions.includes(name) || scope.bound.includes(name)) ??
        true,
    );
}

/** A string somewhere names it, so that it is patched, exported or looked up by its name. */
function isSpokenOf(family: Family, source: Source): boolean {
  const { facts, members } = family;
  if (members.some(({ name }) => namesByString(facts, name))) return true;
  const dynamic = ["globals", "locals", "vars", "eval", "exec"];
  if (facts.scopes.some((scope) => scope.mentions.some((name) => dynamic.includes(name)))) return true;
  return formsOf(family).some((form) => (source.filesWith?.(form) ?? []).some((path) => path !== facts.path));
}

function usesOf(
  family: Family,
  exposed: readonly Exposed[],
  targets: readonly MethodTarget[],
  text: string,
  source: Source,
): readonly Edit[] | null {
  const edits: Edit[] = [...targetEdits(targets)];
  const skip = [...family.members.map((member) => member.statement.span), ...edits.map(({ span }) => span)];
  for (const { member, getter } of exposed) {
    const renaming = { path: family.facts.path, name: member.name, getter };
    const home = usesAtHome(family.facts, text, renaming, skip);
    const elsewhere = home && usesElsewhere(source, renaming);
    if (!home || !elsewhere) return null;
    edits.push(...home, ...elsewhere);
  }
  return edits;
}

function define(
  family: Family,
  exposed: readonly Exposed[],
  targets: readonly MethodTarget[],
  text: string,
  findings: readonly Finding[],
  source: Source,
): { edits: readonly Edit[]; request: ImportRequest } | null {
  const { facts, guard } = family;
  const first = family.members[0];
  if (!first) return null;
  const anchor = guard ? guard.span.start : first.statement.span.start;
  const request: ImportRequest = { path: facts.path, from: null, name: "os", before: lineStart(text, anchor) };
  const os = localName(facts, request);
  const pool = poolEdits(findings, family, source);
  if (os === null || pool === null) return null;
  const context: Context = { family, exposed, targets, text, os, pool: pool.inside };
  const edits: Edit[] = [...pool.outside];
  const definitions: string[] = [];
  for (const member of family.members) {
    const lines = statementLines(text, member.statement.span, facts.comments);
    if (!lines) return null;
    const own = exposed.find((one) => one.member === member);
    const written = own ? definition(context, own) : null;
    if (written !== null && !guard) edits.push(replacement(context, lines, written, member));
    else edits.push({ path: facts.path, span: removed(text, lines), text: "" });
    if (written !== null) definitions.push(written);
  }
  if (guard) edits.push(...aboveGuard(context, definitions));
  return { edits, request };
}

interface Context {
  readonly family: Family;
  readonly exposed: readonly Exposed[];
  readonly targets: readonly MethodTarget[];
  readonly text: string;
  readonly os: string;
  readonly pool: readonly TextEdit[];
}

/** A statement's lines, with the blank ones behind it where nothing else stands before them. */
function removed(text: string, lines: Span): Span {
  const { before, after } = blankLinesAround(text, lines);
  if (before === 0 || after === 0) return lines;
  let end = lines.end;
  for (let i = 0; i < after; i++) end = nextLine(text, end);
  return { start: lines.start, end };
}

function replacement(context: Context, lines: Span, written: string, member: Member): Edit {
  const { text, family } = context;
  const line = newline(text);
  const own = lineStart(text, member.statement.span.start);
  const around = blankLinesAround(text, lines);
  const atEnd = text.slice(lines.end).trim() === "";
  const after = atEnd ? "" : line.repeat(Math.max(0, 2 - around.after));
  const comments = text.slice(lines.start, own);
  return { path: family.facts.path, span: lines, text: `${comments}${written}${after}` };
}

function aboveGuard(context: Context, definitions: readonly string[]): readonly Edit[] {
  const { family, text } = context;
  const guard = family.guard;
  if (guard?.kind !== "if") return [];
  const line = newline(text);
  const start = commentsAbove(text, lineStart(text, guard.span.start), family.facts.comments);
  const edits: Edit[] = [
    {
      path: family.facts.path,
      span: { start, end: start },
      text: definitions.map((written) => `${written}${line}${line}`).join(""),
    },
  ];
  const left = guard.body.filter((statement) => !family.members.some((member) => member.statement === statement));
  const lastLine = family.members.at(-1)?.statement.span.end ?? 0;
  if (left.length === 0) {
    const at = nextLine(text, lastLine);
    const indent = text.slice(lineStart(text, guard.body[0]?.span.start ?? 0), guard.body[0]?.span.start ?? 0);
    edits.push({ path: family.facts.path, span: { start: at, end: at }, text: `${indent}pass${line}` });
  }
  return edits;
}

/** The table and the functions, ending in a line end. */
function definition(context: Context, exposed: Exposed): string {
  const targets = context.targets.filter(({ holder }) => holder === exposed.member.name);
  const functions = targets.map((target) => functionFor(target, exposed.getter, context.text));
  return [getterText(context, exposed), ...functions].join(newline(context.text).repeat(2));
}

function getterText(context: Context, { member, getter, table }: Exposed): string {
  const { text, os } = context;
  const line = newline(text);
  const unit = indentUnit(text);
  const annotation = member.statement.annotation;
  const returns = annotation ? ` -> ${text.slice(annotation.span.start, annotation.span.end)}` : "";
  const body = [...neededBy(context, member), member].map((one) =>
    moved(context, one, one === member ? `${table}[pid]` : null),
  );
  return [
    `${table} = {}`,
    "",
    "",
    `def ${getter}()${returns}:`,
    `${unit}# One in each process: gRPC objects must not cross a fork.`,
    `${unit}pid = ${os}.getpid()`,
    `${unit}if pid not in ${table}:`,
    ...body.map((written) => written.replace(/(\r\n|\n|\r)$/, "")),
    `${unit}return ${table}[pid]`,
    "",
  ].join(line);
}

/** The statements that a getter takes along: what its value needs and nobody else reads. */
function neededBy(context: Context, member: Member): readonly Member[] {
  const { members } = context.family;
  const found = new Set<Member>();
  const visit = (one: Member) => {
    for (const name of one.needs) {
      const other = members.find((candidate) => candidate.name === name);
      if (!other || found.has(other) || context.exposed.some((item) => item.member === other)) continue;
      visit(other);
      found.add(other);
    }
  };
  visit(member);
  return members.filter((one) => found.has(one));
}

/** A statement's text inside the function: its target replaced, names of the family called. */
function moved(context: Context, member: Member, target: string | null): string {
  const { text, family } = context;
  const unit = indentUnit(text);
  const lines = statementLines(text, member.statement.span, family.facts.comments) ?? member.statement.span;
  const start = target === null ? lines.start : lineStart(text, member.statement.span.start);
  const edits: TextEdit[] = callsInside(context, member);
  const { annotation, span } = member.statement;
  if (target !== null) {
    const end = annotation ? annotation.span.end : member.target.span.end;
    edits.push({ span: { start: span.start, end }, text: target });
  } else if (annotation) {
    edits.push({ span: { start: member.target.span.end, end: annotation.span.end }, text: "" });
  }
  edits.push(...context.pool.filter((edit) => span.start <= edit.span.start && edit.span.end <= span.end));
  const shifted = edits.map((edit) => ({
    span: { start: edit.span.start - start, end: edit.span.end - start },
    text: edit.text,
  }));
  const raw = text.slice(start, lines.end);
  const edited = applyEdits(raw, shifted);
  return reindent(edited, { start: 0, end: edited.length }, unit + unit);
}

function callsInside({ exposed, family }: Context, member: Member): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const one of globalNames(family.facts)) {
    const other = exposed.find((item) => item.member.name === one.name);
    if (!other || one.context !== "load" || other.member === member) continue;
    const { span } = member.statement;
    if (span.start <= one.span.start && one.span.end <= span.end)
      edits.push({ span: one.span, text: `${other.getter}()` });
  }
  return edits;
}

/** The option for the channel: inside a statement that moves, or at the creation in another place. */
function poolEdits(
  findings: readonly Finding[],
  family: Family,
  source: Source,
): { inside: readonly TextEdit[]; outside: readonly Edit[] } | null {
  if (!needsLocalPool(findings)) return { inside: [], outside: [] };
  const inside: TextEdit[] = [];
  const outside: Edit[] = [];
  const done = new Set<string>();
  for (const chain of objectsOf(findings).flatMap((item) => item.creations)) {
    const place = chain.at(-1);
    const facts: Facts | null = place ? source.facts(place.path) : null;
    const text = place ? source.text(place.path) : null;
    const found = place && facts && callAt(facts, place.span);
    if (!place || !found || text === null) return null;
    const key = `${place.path}:${place.span.start}`;
    if (done.has(key)) continue;
    done.add(key);
    const edits = localPoolEdits({ facts, text }, found.call);
    if (!edits) return null;
    const moves =
      place.path === family.facts.path &&
      family.members.some(
        (member) => member.statement.span.start <= place.span.start && place.span.end <= member.statement.span.end,
      );
    if (moves) inside.push(...edits);
    else outside.push(...edits);
  }
  return { inside, outside };
}
