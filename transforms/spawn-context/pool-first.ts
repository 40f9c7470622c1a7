/** GFF202: a pool that is made after the server is made before it, and so forks before there is a server. */
import type { Statement } from "../../src/code";
import { blankLinesAround, lineStart, newline, statementLines } from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import { blocksOf, namesIn } from "../../src/facts/walk";
import type { Edit, Facts, Launch, ObjectEvidence, Place, Plan, Span } from "../../src/types";

/** Null where order alone does not suffice, or cannot be changed. */
export function planPoolFirst(evidence: ObjectEvidence, source: Source): Plan | null {
  const [launch, ...others] = evidence.launches;
  const creation = evidence.creations.length === 1 ? evidence.creations[0]?.at(-1) : undefined;
  if (!launch || others.length > 0 || !creation || !isMovable(launch, creation)) return null;
  const { path, span } = launch.at;
  const facts = source.facts(path);
  const text = source.text(path);
  if (facts === null || text === null || facts.generated || facts.errors.length > 0) return null;
  const block = blockWith(facts, [creation.span, span]);
  if (block === null) return null;
  const passed = block.slice(indexOf(block, creation.span), indexOf(block, span));
  const pool = block[indexOf(block, span)];
  if (!pool || !isPlain(pool, span) || passed.length === 0) return null;
  if (!passed.every((statement) => isOfServer(statement, evidence, creation))) return null;
  if (isTangled(facts, pool, passed) || respawns(pool)) return null;
  const edits = movedBefore(facts, text, pool, passed);
  if (edits === null) return null;
  return {
    kind: "edit",
    transform: "spawn-context",
    safety: "safe",
    edits,
    imports: [],
    note: "the pool forks its workers before the server is made; nothing else changes place",
  };
}

/** An executor forks at its first task, and a thread or a handler runs after the server has started. */
function isMovable({ construct, at, inThread, inHandler }: Launch, creation: Place): boolean {
  return construct === "pool" && at.path === creation.path && !inThread && !inHandler;
}

/** The innermost block that holds all the spans in different statements. */
function blockWith(facts: Facts, spans: readonly Span[]): readonly Statement[] | null {
  for (const scope of facts.scopes) {
    if (scope.kind === "lambda" || scope.kind === "comprehension") continue;
    const found = blockIn(scope.body, spans);
    if (found) return found;
  }
  return null;
}

function blockIn(block: readonly Statement[], spans: readonly Span[]): readonly Statement[] | null {
  const indexes = spans.map((span) => indexOf(block, span));
  if (indexes.includes(-1)) return null;
  if (new Set(indexes).size > 1) return block;
  const inner = blocksOf(block[indexes[0] ?? -1] as Statement);
  return inner.map((one) => blockIn(one, spans)).find((found) => found !== null) ?? null;
}

function indexOf(block: readonly Statement[], span: Span): number {
  return block.findIndex((statement) => contains(statement.span, span));
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** `pool = multiprocessing.Pool(…)` and nothing more. */
function isPlain(statement: Statement, call: Span): boolean {
  if (statement.kind !== "assign" || statement.targets.length !== 1) return false;
  return statement.targets[0]?.kind === "name" && statement.value?.span.start === call.start;
}

/** It makes the server, or calls a method of it, and has no blocks. */
function isOfServer(statement: Statement, { calls }: ObjectEvidence, creation: Place): boolean {
  if (statement.kind !== "assign" && statement.kind !== "expression") return false;
  const value = statement.value?.span;
  const places = [creation, ...calls.map(({ at }) => at)];
  return places.some(
    ({ path, span }) => path === creation.path && value?.start === span.start && value.end === span.end,
  );
}

/** One of them reads or binds a name that the other binds. */
function isTangled(facts: Facts, pool: Statement, passed: readonly Statement[]): boolean {
  const names = namesIn(facts);
  const ofPool = names.filter(({ span }) => contains(pool.span, span));
  const ofPassed = names.filter(({ span }) => passed.some((statement) => contains(statement.span, span)));
  return ofPool.some((one) =>
    ofPassed.some((other) => one.name === other.name && (one.context !== "load" || other.context !== "load")),
  );
}

/** Its workers are replaced after some tasks: those are forked when the server runs. */
function respawns(pool: Statement): boolean {
  if (pool.kind !== "assign" || pool.value?.kind !== "call") return true;
  const { arguments: given } = pool.value;
  return given.length > 3 || given.some(({ kind, name }) => name === "maxtasksperchild" || kind.endsWith("star"));
}

function movedBefore(
  facts: Facts,
  text: string,
  pool: Statement,
  passed: readonly Statement[],
): readonly Edit[] | null {
  const { path } = facts;
  const lines = statementLines(text, pool.span, facts.comments);
  const [first] = passed.map(({ span }) => statementLines(text, span, facts.comments));
  if (!lines || !first) return null;
  const moved = text.slice(lines.start, lines.end);
  const ended = /[\r\n]$/.test(moved) ? moved : moved + newline(text);
  return [
    { path, span: { start: first.start, end: first.start }, text: ended },
    { path, span: { start: gapBefore(text, lines), end: lines.end }, text: "" },
  ];
}

/** Where the blank lines before some lines begin, if there are others behind them, or nothing. */
function gapBefore(text: string, lines: Span): number {
  const { before, after } = blankLinesAround(text, lines);
  let start = lines.start;
  if (after > 0 || lines.end === text.length) for (let i = 0; i < before; i += 1) start = lineStart(text, start - 1);
  return start;
}
