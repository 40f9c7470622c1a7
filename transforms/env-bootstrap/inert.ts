/** GFF304: what looks like fork support and is none, `grpc.enable_fork_support` as a channel option or as a function. */
import type { Expression, Sequence } from "../../src/code";
import { lineStart, nextLine } from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import { forEachExpression } from "../../src/facts/walk";
import type { Edit, Facts, Place, Plan, Span } from "../../src/types";
import type { SettingFinding } from "../env-bootstrap";
import { bootstrapLines, refuse } from "./bootstrap";
import { relocate } from "./relocate";
import { forkSupport, textOf } from "./setting";
import { type Standing, statementAt } from "./statement-at";

/** How {@link SettingEvidence} names it. */
export const inertName = "grpc.enable_fork_support";

export function planInert({ finding, evidence }: SettingFinding, source: Source): Plan {
  const { path, span } = finding.at;
  const facts = source.facts(path);
  const text = source.text(path);
  if (facts === null || text === null) return refuse("not-utf8", `${path} cannot be read as text`);
  const standing = callStatement(facts, span);
  if (standing !== null) return planCall(standing, path, evidence.entries, source);
  if (facts.generated) return refuse("generated-file", `${path} is generated: change what generates it`);
  if (facts.errors.length > 0) return refuse("has-syntax-error", `${path} does not parse`);
  const list = listWithPair(facts, span);
  if (list === null)
    return refuse("unsupported-shape", `gRPC has no such channel option: remove it, and set ${forkSupport}=1`);
  return {
    kind: "edit",
    transform: "env-bootstrap",
    safety: "safe",
    edits: withoutItem(path, text, list.sequence, list.index),
    imports: [],
    note: `gRPC has no such channel option, so nothing changes; fork support is the environment variable ${forkSupport}`,
  };
}

/** Whether it is the function that is called at a place, and not the option that stands there. */
export function isCallOfIt({ path, span }: Place, source: Source): boolean {
  const facts = source.facts(path);
  return facts !== null && callStatement(facts, span) !== null;
}

function callStatement(facts: Facts, span: Span): Standing | null {
  const standing = statementAt(facts, span);
  if (standing?.statement.kind !== "expression" || standing.statement.value.kind !== "call") return null;
  const { callee } = standing.statement.value;
  const isNamed = callee.kind === "attribute" || callee.kind === "name";
  return isNamed && callee.name === "enable_fork_support" ? standing : null;
}

function planCall(standing: Standing, path: string, entries: readonly string[], source: Source): Plan {
  const planned = relocate(path, [standing], bootstrapLines(source), entries, source);
  if (planned.kind === "refuse") return planned;
  return {
    kind: "edit",
    transform: "env-bootstrap",
    safety: "unsafe",
    edits: planned.edits,
    imports: planned.imports,
    note: "grpc has no such function, and the call raises AttributeError; fork support is switched on where that works",
  };
}

interface Item {
  readonly sequence: Sequence;
  readonly index: number;
}

/** The list or tuple that holds the pair: in the call at the span, else the only one of the file. */
function listWithPair(facts: Facts, span: Span): Item | null {
  const found: Item[] = [];
  const visit = (e: Expression) => {
    if (e.kind !== "sequence" || e.type === "set") return;
    const index = e.items.findIndex(isPair);
    if (index >= 0) found.push({ sequence: e, index });
  };
  for (const scope of facts.scopes) {
    if (scope.kind === "comprehension") continue;
    for (const statement of scope.body) forEachExpression(statement, visit, facts.scopes);
  }
  const isNear = (item: Expression | undefined) =>
    item !== undefined && span.start <= item.span.start && item.span.end <= span.end;
  const near = found.filter(({ sequence, index }) => isNear(sequence.items[index]));
  const [only, ...others] = near.length > 0 ? near : found;
  return others.length === 0 ? (only ?? null) : null;
}

function isPair(e: Expression): boolean {
  const first = e.kind === "sequence" ? e.items[0] : undefined;
  return first !== undefined && textOf(first) === inertName;
}

function withoutItem(path: string, text: string, { items, type, span }: Sequence, index: number): readonly Edit[] {
  const item = items[index] as Expression;
  const [above, below] = [items[index - 1], items[index + 1]];
  // A tuple of one needs its comma.
  const only = items.length === 2 && type === "tuple" ? (above ?? below) : undefined;
  const isOpen = only !== undefined && !/,/.test(text.slice(items.at(-1)?.span.end, span.end));
  const comma =
    isOpen && only === below ? [{ path, span: { start: only.span.end, end: only.span.end }, text: "," }] : [];
  const own = ownLines(text, item.span);
  if (own !== null && (above ?? below)) return [{ path, span: own, text: "" }, ...comma];
  if (below !== undefined)
    return [{ path, span: { start: item.span.start, end: below.span.start }, text: "" }, ...comma];
  if (above !== undefined)
    return [{ path, span: { start: above.span.end, end: item.span.end }, text: isOpen ? "," : "" }];
  return [{ path, span, text: type === "list" ? "[]" : "()" }];
}

/** The lines of an item that has them for itself, with its comma and a comment. */
function ownLines(text: string, span: Span): Span | null {
  const start = lineStart(text, span.start);
  const end = nextLine(text, span.end);
  const rest = text.slice(span.end, end);
  return /^[ \t]*$/.test(text.slice(start, span.start)) && /^,[ \t]*(?:#.*)?(?:\r\n|\r|\n)$/.test(rest)
    ? { start, end }
    : null;
}
