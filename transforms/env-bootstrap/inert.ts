/** GFF304: what looks like fork support and is none, `grpc.enable_fork_support` as a channel option or as a function. */
import type { Expression, Sequence } from "../../src/code";
import { lineStart, nextLine } from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import { forEachExpression } from "../../src/facts/walk";
import type { Edit, Facts, Plan, Span } from "../../src/types";
import type { SettingFinding } from "../env-bootstrap";
import { refuse, setDefault } from "./bootstrap";
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
  const standing = statementAt(facts, span);
  if (standing !== null && isCallOfIt(standing)) return planCall(standing, path, evidence.entries, source);
  if (facts.generated) return refuse("generated-file", `${path} is generated: change what generates it`);
  if (facts.errors.length > 0) return refuse("has-syntax-error", `${path} does not parse`);
  const list = listAround(facts, span);
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

function isCallOfIt({ statement }: Standing): boolean {
  if (statement.kind !== "expression" || statement.value.kind !== "call") return false;
  const { callee } = statement.value;
  return (callee.kind === "attribute" || callee.kind === "name") && callee.name === "enable_fork_support";
}

function planCall(standing: Standing, path: string, entries: readonly string[], source: Source): Plan {
  const planned = relocate(path, [standing], [setDefault(forkSupport, "1")], entries, source);
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

/** The list or tuple of options that holds the pair at a span. */
function listAround(facts: Facts, span: Span): Item | null {
  let found: Item | null = null;
  const visit = (e: Expression) => {
    if (e.kind !== "sequence" || e.type === "set") return;
    const index = e.items.findIndex((item) => isPair(item) && isSame(item.span, span));
    if (index >= 0) found = { sequence: e, index };
  };
  for (const scope of facts.scopes) {
    if (scope.kind === "comprehension") continue;
    for (const statement of scope.body) forEachExpression(statement, visit, facts.scopes);
  }
  return found;
}

function isPair(e: Expression): boolean {
  const first = e.kind === "sequence" ? e.items[0] : undefined;
  return first !== undefined && textOf(first) === inertName;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
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
