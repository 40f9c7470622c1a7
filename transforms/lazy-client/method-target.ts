/**
 * A method of the stub as what a child runs: it is looked up in the parent, whatever holds the stub. A function that
 * looks it up when it runs, and so in the child, takes its place.
 *
 *     Process(target=stub.Refund)   →   Process(target=_refund)
 */
import type { Attribute, Call } from "../../src/code";
import { objectsOf } from "../../src/edits/evidence";
import { indentUnit, newline } from "../../src/edits/indent";
import { resolveName } from "../../src/facts/walk";
import type { Edit, Facts, Finding, Place, Span } from "../../src/types";
import { dottedName, expressionsIn } from "./syntax";
import { isTaken } from "./uses";

/** One method of an object that a name holds. */
export interface MethodTarget {
  readonly holder: string;
  readonly method: string;
  /** The function that stands for it. */
  readonly name: string;
  /** Where the method is written as a target. */
  readonly places: readonly Place[];
}

/**
 * The methods by which the objects were handed over, wherever in the file they are given to a call as a function; null
 * when an object was handed over otherwise, or a name is taken.
 */
export function methodTargets(findings: readonly Finding[], facts: Facts): readonly MethodTarget[] | null {
  const evidence = objectsOf(findings);
  const handed = evidence.flatMap((item) => item.handed);
  if (handed.length === 0) return [];
  // An object of the program's own, which holds the client, may be told more before the fork than how to make it.
  if (evidence.some(({ creations }) => creations.some((chain) => chain.length > 1))) return null;
  const methods = methodsIn(facts);
  const own = handed.map(({ path, span }) => methods.find((one) => path === facts.path && isSame(one.span, span)));
  const holders = new Set(own.map((one) => one?.holder));
  const targets = new Map<string, MethodTarget>();
  for (const { holder, name: method, span } of methods) {
    if (!holders.has(holder)) continue;
    const key = `${holder}.${method}`;
    const places = [...(targets.get(key)?.places ?? []), { path: facts.path, span }];
    targets.set(key, { holder, method, name: functionName(method), places });
  }
  const found = [...targets.values()];
  const isClear = new Set(found.map(({ name }) => name)).size === found.length;
  return !holders.has(undefined) && isClear && !found.some(({ name }) => isTaken(facts, name)) ? found : null;
}

/** Every `stub.Method` of a name of the module that a call is given to call it. */
function methodsIn(facts: Facts): readonly Method[] {
  const found: Method[] = [];
  expressionsIn(facts, ({ expression, around, scope }) => {
    const call = around.at(-1);
    if (expression.kind !== "attribute" || call?.kind !== "call" || !isFunctionOf(call, expression)) return;
    const { object, name, span } = expression;
    if (object.kind !== "name" || resolveName(facts, scope.id, object.name).kind !== "global") return;
    found.push({ holder: object.name, name, span });
  });
  return found;
}

interface Method {
  readonly holder: string;
  readonly name: string;
  readonly span: Span;
}

/** Whether a place is `stub.Method`, of one of these names or with the look of an RPC: whoever gets it has the parent's. */
export function isMethod(facts: Facts | null, { span }: Place, holders: ReadonlySet<string>): boolean {
  let found = false;
  if (facts === null) return false;
  expressionsIn(facts, ({ expression }) => {
    if (expression.kind !== "attribute" || !isSame(expression.span, span)) return;
    found = holders.has(dottedName(expression.object) ?? "") || /^[A-Z][a-z]/.test(expression.name);
  });
  return found;
}

/** `Process(group, target)`, `pool.map(func)`, `loop.run_in_executor(executor, func)`: what is only called there. */
function isFunctionOf({ callee, arguments: given }: Call, expression: Attribute): boolean {
  const index = given.findIndex(({ value }) => value === expression);
  const { kind, name } = given[index] ?? { kind: "star", name: null };
  if (kind === "keyword") return ["target", "func", "fn"].includes(name ?? "");
  const called = callee.kind === "attribute" || callee.kind === "name" ? callee.name : "";
  const isSecond = /Process$/.test(called) || called === "run_in_executor";
  return kind === "positional" && (isSecond ? index === 1 : index === 0 && handsOver.test(called));
}

const handsOver = /^(?:submit|map|imap|imap_unordered|starmap|apply|(?:map|starmap|apply)_async)$/;

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** `_refund` for `Refund`, `_refund_all` for `RefundAll`. */
function functionName(method: string): string {
  return `_${method.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase()}`;
}

/** The function, ending in a line end; `getter` gives the holder's object. */
export function functionFor(target: MethodTarget, getter: string, text: string): string {
  const unit = indentUnit(text);
  return [
    `def ${target.name}(*args, **kwargs):`,
    `${unit}# The child's own stub: what is looked up in the parent stays the parent's.`,
    `${unit}return ${getter}().${target.method}(*args, **kwargs)`,
    "",
  ].join(newline(text));
}

export function targetEdits(targets: readonly MethodTarget[]): readonly Edit[] {
  return targets.flatMap(({ name, places }) => places.map(({ path, span }) => ({ path, span, text: name })));
}
