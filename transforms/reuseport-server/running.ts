/** From where on the workers of a launch all run. */
import type { Expression, Statement } from "../../src/code";
import { forEachStatement } from "../../src/facts/walk";
import type { LaunchCall } from "./launch-call";
import { type Refusal, refuse } from "./part";
import { contains, dottedName, expressionsOfScope, type Found, type Row, rowsTo } from "./syntax";

export interface Running {
  /** The statement after which they all run: the loop that starts them, or the start of a single one. */
  readonly statement: Statement;
}

/** The last statement that starts one of the processes. */
export function lastStart(launches: readonly LaunchCall[]): Running | Refusal {
  const tops: Statement[] = [];
  for (const launch of launches) {
    const names = namesOf(launch);
    const found = expressionsOfScope(launch.facts, launch.scope);
    const starts = found.filter((one) => isCallOn(one, "start", names, launch));
    for (const start of starts) {
      const rows = rowsTo(launch.scope, start.expression.span);
      const top = outermostLoop(rows) ?? rows.at(-1);
      if (top) tops.push(top.statement);
    }
    if (starts.length === 0) return refuse("unsupported-shape", "where the workers are started could not be found");
    const joined = found.filter((one) => isCallOn(one, "join", names, launch));
    const isInOne = (one: Found) => tops.some((top) => contains(top.span, one.expression.span));
    if (joined.some(isInOne)) return refuse("unsupported-shape", "the workers are joined where they are started");
  }
  const last = tops.reduce<Statement | null>((a, b) => (a && a.span.end >= b.span.end ? a : b), null);
  if (!last || (last.kind === "while" && last.test.kind === "constant" && last.test.value)) {
    return refuse("unsupported-shape", "the workers are started by a loop that does not end");
  }
  return { statement: last };
}

export function outermostLoop(rows: readonly Row[]): Row | null {
  return rows.find(({ statement }) => statement.kind === "for" || statement.kind === "while") ?? null;
}

/** `worker.start()` on a name of the processes, or directly on the construction. */
function isCallOn({ expression: e }: Found, method: string, names: ReadonlySet<string>, launch: LaunchCall): boolean {
  if (e.kind !== "call" || e.callee.kind !== "attribute" || e.callee.name !== method) return false;
  const { object } = e.callee;
  if (object.kind === "call") return contains(object.span, launch.call.span) && contains(launch.call.span, object.span);
  return names.has(nameOf(object) ?? "");
}

/** `workers` for `workers[0]` too. */
function nameOf(e: Expression): string | null {
  return e.kind === "subscript" ? dottedName(e.object) : dottedName(e);
}

/** The names that hold a process of the launch: its own, that of a list that it is in, that of a loop over the list. */
function namesOf(launch: LaunchCall): ReadonlySet<string> {
  const names = new Set<string>();
  const holds = (e: Expression) =>
    contains(e.span, launch.call.span) || names.has(nameOf(e) ?? "") || isListOf(e, names);
  const add = (e: Expression) => {
    const name = nameOf(e);
    if (name !== null) names.add(name);
  };
  for (let round = 0; round < 3; round += 1) {
    forEachStatement(launch.scope.body, (statement) => {
      if (statement.kind === "assign" && statement.value && holds(statement.value)) statement.targets.forEach(add);
      if (statement.kind === "augment" && holds(statement.value)) add(statement.target);
      if (statement.kind === "for" && holdsAny(statement.iterable, names)) targetsOf(statement.target).forEach(add);
    });
    for (const { expression } of expressionsOfScope(launch.facts, launch.scope)) {
      if (expression.kind === "walrus" && holds(expression.value)) names.add(expression.target.name);
      if (expression.kind === "call") addAppended(expression, holds, add);
      if (expression.kind !== "comprehension") continue;
      for (const clause of expression.clauses) {
        if (clause.kind === "for" && holdsAny(clause.iterable, names)) targetsOf(clause.target).forEach(add);
      }
    }
  }
  return names;
}

/** `workers.append(worker)` */
function addAppended(
  { callee, arguments: args }: Extract<Expression, { readonly kind: "call" }>,
  holds: (e: Expression) => boolean,
  add: (e: Expression) => void,
): void {
  if (callee.kind !== "attribute" || !["append", "add", "insert", "extend"].includes(callee.name)) return;
  if (args.some(({ value }) => holds(value))) add(callee.object);
}

/** `[first, second]` */
function isListOf(e: Expression, names: ReadonlySet<string>): boolean {
  return e.kind === "sequence" && e.items.some((item) => names.has(nameOf(item) ?? ""));
}

/** The list, or a call with it: `enumerate(workers)`, `workers.values()`. */
function holdsAny(e: Expression, names: ReadonlySet<string>): boolean {
  if (names.has(nameOf(e) ?? "") || isListOf(e, names)) return true;
  if (e.kind !== "call") return false;
  const owner = e.callee.kind === "attribute" ? nameOf(e.callee.object) : null;
  return names.has(owner ?? "") || e.arguments.some(({ value }) => names.has(nameOf(value) ?? ""));
}

function targetsOf(target: Expression): readonly Expression[] {
  return target.kind === "sequence" ? target.items : [target];
}
