/** The statements of a module that have to move together, because they make a gRPC object or are given what these make. */
import type { Expression, Statement } from "../../src/code";
import { moduleBindings } from "../../src/edits/bindings";
import { statementLines } from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import { isMainGuard } from "../../src/facts/main-guard";
import { blocksOf, namesIn, type Occurrence, resolveName } from "../../src/facts/walk";
import type { Facts, Span } from "../../src/types";
import { refuse } from "../framework-hook";
import { readerElsewhere } from "./readers";
import type { Refusal } from "./seed";

export interface SetUp {
  readonly kind: "set-up";
  readonly facts: Facts;
  readonly text: string;
  /** Statements of the module's body, in order. */
  readonly statements: readonly Statement[];
  /** Names that they bind: nothing else reads these. */
  readonly binds: ReadonlySet<string>;
  /** Names of the module that they read, which mean one thing throughout. */
  readonly reads: ReadonlySet<string>;
}

/** `starts` are offsets in statements that have to move. */
export function setUpOf(path: string, starts: readonly number[], source: Source): SetUp | Refusal {
  const facts = source.facts(path);
  const text = source.text(path);
  const body = facts?.scopes[0]?.body ?? [];
  const seeds = starts.map((start) => body.find(({ span }) => span.start <= start && start < span.end));
  if (facts === null || text === null || seeds.length === 0)
    return refuse("not-utf8", `${path} cannot be read as text`);
  const moved = new Set<Statement>();
  for (const seed of seeds) {
    if (!seed || !isPlain(seed)) return refuse("unsupported-shape", "it is set up by more than plain statements");
    moved.add(seed);
  }
  const names = namesIn(facts).filter((one) => resolveName(facts, one.scope, one.name).kind === "global");
  const within = (span: Span) => [...moved].some((statement) => contains(statement.span, span));
  for (let isDone = false; !isDone; ) {
    const binds = boundIn(facts, moved);
    const outside = names.find((one) => binds.has(one.name) && !within(one.span));
    if (!outside) isDone = true;
    else {
      const user = body.find(({ span }) => contains(span, outside.span));
      if (!user || outside.context !== "load" || !isSetUp(user))
        return refuse(
          "captured-value",
          `${outside.name} is used outside of the set-up (${path}:${lineOf(facts, outside.span)})`,
        );
      moved.add(user);
    }
  }
  return checked(
    facts,
    text,
    body.filter((statement) => moved.has(statement)),
    names,
    source,
  );
}

function checked(
  facts: Facts,
  text: string,
  statements: readonly Statement[],
  names: readonly Occurrence[],
  source: Source,
): SetUp | Refusal {
  const binds = boundIn(facts, new Set(statements));
  const reader = readerElsewhere(facts, binds, source);
  if (reader) return refuse("captured-value", `${reader.name} is used by ${reader.path}, too`);
  const within = ({ span }: Occurrence) => statements.some((statement) => contains(statement.span, span));
  const reads = new Set(names.filter((one) => within(one) && !binds.has(one.name)).map(({ name }) => name));
  const changing = [...reads].find((name) => !isConstant(facts, name));
  if (changing !== undefined)
    return refuse("captured-value", `${changing} has another value by the time that a worker is forked`);
  if (statements.some(({ span }) => statementLines(text, span, facts.comments) === null))
    return refuse("unsupported-shape", "other statements stand on its lines");
  return { kind: "set-up", facts, text, statements, binds, reads };
}

/** Expressions, assignments to names, imports, and conditions around them. */
function isPlain(statement: Statement): boolean {
  switch (statement.kind) {
    case "expression":
    case "import":
    case "import-from":
    case "pass":
      return true;
    case "assign":
      return statement.targets.every(({ kind }) => kind === "name");
    case "if":
      return !isMainGuard(statement) && blocksOf(statement).flat().every(isPlain);
    case "try":
      return blocksOf(statement).flat().every(isPlain);
    default:
      return false;
  }
}

const REGISTERS = new Set([
  "add_span_processor",
  "add_log_record_processor",
  "set_tracer_provider",
  "set_meter_provider",
  "set_logger_provider",
  "addHandler",
]);

/** A statement that does no more than hand on what it is given: to the constructor of a class, or to a provider. */
function isSetUp(statement: Statement): boolean {
  if (statement.kind === "expression") return REGISTERS.has(calledName(statement.value) ?? "");
  if (statement.kind !== "assign" || !isPlain(statement)) return false;
  return (
    statement.value?.kind === "sequence" || /^_*[A-Z]/.test((statement.value && calledName(statement.value)) ?? "")
  );
}

/** The last part of the name that is called. */
function calledName(e: Expression): string | null {
  if (e.kind !== "call") return null;
  return e.callee.kind === "name" || e.callee.kind === "attribute" ? e.callee.name : null;
}

function boundIn(facts: Facts, statements: ReadonlySet<Statement>): ReadonlySet<string> {
  const within = (span: Span) => [...statements].some((statement) => contains(statement.span, span));
  return new Set(moduleBindings(facts).flatMap(({ name, span }) => (within(span) ? [name] : [])));
}

/** Bound once, or by imports alone, and by no function. */
function isConstant(facts: Facts, name: string): boolean {
  const bindings = moduleBindings(facts).filter((binding) => binding.name === name);
  const isOnce = bindings.length <= 1 || bindings.every(({ imported }) => imported !== null);
  return isOnce && !facts.scopes.some((scope) => scope.globals.includes(name));
}

function lineOf(facts: Facts, { start }: Span): number {
  return facts.lines.filter((line) => line <= start).length;
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
