/** What is known to stand against starting a child with `spawn`. That nothing is known does not mean that nothing does. */
import type { Expression, Scope, Statement } from "../code";
import { isMainGuard } from "../facts/main-guard";
import { forEachStatement } from "../facts/walk";
import type { Facts, Objection, Place } from "../types";
import { elements } from "./machine/containers";
import { attribute, heapOf, type Machine, type Running, scopeKey } from "./machine/machine";
import { read, type Store } from "./machine/store";
import { keyOf, NOTHING, type Value, type Values } from "./machine/value";

/** Sorted by reason; each reason once. */
export function objectionsTo(m: Machine, child: Running): readonly Objection[] {
  const { start } = child;
  if (!start) return [];
  const found = [...unguarded(m, child), ...inherited(m, child), ...handed(m, child, start.memory)];
  const byReason = new Map(found.map((objection) => [objection.reason, objection]));
  return [...byReason.values()].sort((a, b) => (a.reason < b.reason ? -1 : 1));
}

/** A spawned child runs the program's file again, all but the main guard: a process that is started there starts for ever. */
function unguarded(m: Machine, child: Running): readonly Objection[] {
  const entry = m.program.facts.get(m.processes[0]?.entry ?? "");
  if (!entry) return [];
  const at = child.stack[0]?.at ?? child.fork?.at;
  const isUnguarded = child.start?.inHandler ? callsAtTop(entry) : at !== undefined && runsAtTop(m, entry, at);
  if (!isUnguarded) return [];
  return [{ reason: "no-main-guard", detail: `${entry.path} starts processes outside of a main guard` }];
}

function runsAtTop(m: Machine, entry: Facts, at: Place): boolean {
  const facts = at.path === entry.path ? entry : m.program.facts.get(at.path);
  if (!facts) return false;
  const isInside = ({ span }: { readonly span: Scope["span"] }) =>
    span.start <= at.span.start && at.span.end <= span.end;
  const isInFunction = facts.scopes.some((scope) => scope.kind === "function" && isInside(scope));
  const top = facts.scopes[0]?.body.find(isInside);
  // The main guard of an imported module is closed.
  return !isInFunction && top !== undefined && (facts !== entry || !isMainGuard(top));
}

function callsAtTop(entry: Facts): boolean {
  return (entry.scopes[0]?.body ?? []).some(
    (statement) => statement.kind === "expression" && statement.value.kind === "call",
  );
}

/** Globals that the child reads and that a fresh import of their module would not have. */
function inherited(m: Machine, child: Running): readonly Objection[] {
  for (const key of child.ran) {
    const hash = key.lastIndexOf("#");
    const facts = m.program.facts.get(key.slice(0, hash));
    const scope = facts?.scopes[Number(key.slice(hash + 1))];
    if (!facts || !scope) continue;
    const late = lateGlobals(m, child, facts);
    const name = scope.mentions.find((mention) => late.has(mention) && !isLocal(facts, scope, mention));
    if (name !== undefined)
      return [
        { reason: "inherited-global", detail: `${scope.name}() reads ${name}, which the parent sets at run time` },
      ];
  }
  return [];
}

/** Names of a module that its main guard binds, or a function that the parent has run and the child has not. */
function lateGlobals(m: Machine, child: Running, facts: Facts): ReadonlySet<string> {
  const names = new Set<string>();
  const body = facts.scopes[0]?.body ?? [];
  const plain = new Set(assignedIn(body.filter((statement) => !isMainGuard(statement))));
  for (const name of assignedIn(body.filter(isMainGuard))) if (!plain.has(name)) names.add(name);
  for (const scope of facts.scopes) {
    const key = scopeKey(facts.path, scope.id);
    if (!m.executed.has(key) || child.ran.has(key)) continue;
    for (const name of scope.globals) names.add(name);
  }
  return names;
}

function assignedIn(statements: readonly Statement[]): readonly string[] {
  const names: string[] = [];
  const bind = (target: Expression | null): void => {
    if (target?.kind === "name") names.push(target.name);
    if (target?.kind === "sequence") for (const item of target.items) bind(item);
  };
  forEachStatement(statements, (statement) => {
    if (statement.kind === "assign") for (const target of statement.targets) bind(target);
    if (statement.kind === "augment" || statement.kind === "for") bind(statement.target);
    if (statement.kind === "with") for (const item of statement.items) bind(item.target);
  });
  return names;
}

function isLocal(facts: Facts, scope: Scope, name: string): boolean {
  for (let at: Scope | undefined = scope; at && at.kind !== "module"; at = facts.scopes[at.parent ?? 0]) {
    if (at.globals.includes(name)) return false;
    if (at.bound.includes(name)) return true;
  }
  return false;
}

function handed(m: Machine, child: Running, memory: Store): readonly Objection[] {
  const search: Search = { m, memory, seen: new Set() };
  return (child.start?.tasks ?? []).flatMap((task) => {
    const target = firstOf(task.callee, (value) => targetObjection(search, value));
    const given = [...task.args.positional, ...task.args.keywords.values()];
    const args = given.flatMap(({ values }) => firstOf(values, (value) => objectionTo(search, value)) ?? []);
    return [...(target ? [target] : []), ...args];
  });
}

interface Search {
  readonly m: Machine;
  readonly memory: Store;
  readonly seen: Set<string>;
}

function firstOf(values: Values, ask: (value: Value) => Objection | null): Objection | null {
  for (const value of values) {
    const found = ask(value);
    if (found) return found;
  }
  return null;
}

/** Pickle finds a function by its name in its module, so a lambda and a function inside another cannot be pickled. */
function targetObjection(search: Search, value: Value): Objection | null {
  const facts = value.kind === "function" ? search.m.program.facts.get(value.path) : undefined;
  if (value.kind === "function") {
    const scope = facts?.scopes[value.scope];
    const outer = scope?.parent === null || !facts || !scope ? undefined : facts.scopes[scope.parent];
    if (scope?.kind === "lambda") return { reason: "unpicklable-target", detail: "a lambda cannot be pickled" };
    if (outer?.kind === "function")
      return { reason: "unpicklable-target", detail: `${scope?.name}() is defined inside ${outer.name}()` };
    return value.self ? objectionTo(search, value.self) : null;
  }
  const heap = heapOf(search.m, value);
  if (heap?.type === "partial") return firstOf(heap.callee, (callee) => targetObjection(search, callee));
  return null;
}

/** Names outside the program whose results cannot be pickled: locks of threads, open files, sockets. */
const UNPICKLABLE = /^(threading\.\w+|builtins\.open|socket\.(socket|create_connection)|tempfile\.\w+|queue\.\w+)\(\)$/;
/** Primitives of the default context cannot be shared with a process of another one (multiprocessing/synchronize.py). */
const PRIMITIVE =
  /\b(multiprocessing|multiprocess|billiard)\.(Joinable|Simple)?(Queue|R?Lock|Event|Condition|(Bounded)?Semaphore|Barrier|Value|Array)\(\)$/;

function objectionTo(search: Search, value: Value): Objection | null {
  const key = keyOf(value);
  if (search.seen.has(key) || search.seen.size > 200) return null;
  search.seen.add(key);
  if (value.kind === "outside") {
    const name = value.name.slice(0, -2);
    if (PRIMITIVE.test(value.name))
      return { reason: "shared-primitive", detail: `${name} belongs to the start method that it was made for` };
    if (UNPICKLABLE.test(value.name))
      return { reason: "unpicklable-argument", detail: `what ${name} gives cannot be pickled` };
  }
  if (value.kind === "function") return targetObjection(search, value);
  return value.kind === "object" ? objectObjection(search, value.id, value) : null;
}

const HELD: Readonly<Record<string, string>> = {
  grpc: "a gRPC object",
  multicallable: "a method of a stub",
  call: "a gRPC call",
  thread: "a thread",
  "thread-pool": "a pool of threads",
  generator: "a generator",
  "exit-stack": "an exit stack",
};

function objectObjection(search: Search, id: number, value: Value): Objection | null {
  const { m, memory } = search;
  const heap = m.heap[id];
  if (!heap) return null;
  const held = HELD[heap.type];
  if (held !== undefined) return { reason: "unpicklable-argument", detail: `${held} cannot be pickled` };
  if (heap.type === "sequence" || heap.type === "mapping")
    return firstOf(elements(m, value, "values"), (item) => objectionTo(search, item));
  if (heap.type !== "instance") return null;
  for (const name of read(memory, attribute(id, "<names>")) ?? NOTHING) {
    if (name.kind !== "constant") continue;
    const values = read(memory, attribute(id, String(name.value))) ?? NOTHING;
    const found = firstOf(values, (item) => objectionTo(search, item));
    if (found) return found;
  }
  return null;
}
