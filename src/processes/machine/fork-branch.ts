/** `os.fork()`: one call that returns in two processes. The rest of the block is run once as each. */
import type { Call, Expression, Statement } from "../../code";
import type { Place } from "../../types";
import { evaluate } from "./evaluate";
import { type Ending, execute } from "./execute";
import { freeze, inProcess, newChild } from "./forks";
import { answerKey, type Escape, type Frame, type Machine, placeOf, type Running, readAt, writeAt } from "./machine";
import { joinStores, type Store } from "./store";
import { constant, type FunctionValue, join, NONE, NOTHING, type Values } from "./value";

/** Whether the statement's own expressions, not its blocks, call `os.fork`. */
export function branchesHere(m: Machine, frame: Frame, s: Statement): boolean {
  return !answered(m) && forkCall(m, frame, s) !== null;
}

function answered(m: Machine): boolean {
  return (readAt(m, "<fork-answer>") ?? NOTHING).length > 0;
}

function headOf(s: Statement): readonly (Expression | null)[] {
  if (s.kind === "expression" || s.kind === "assign" || s.kind === "return") return [s.value];
  if (s.kind === "if" || s.kind === "while") return [s.test];
  return [];
}

function forkCall(m: Machine, frame: Frame, s: Statement): Call | null {
  for (const e of headOf(s)) {
    const found = e && findCall(e);
    if (!found) continue;
    const isFork = evaluate(m, frame, found.callee).some(
      (value) => value.kind === "outside" && m.models.guard(value.name) === "branches",
    );
    if (isFork) return found;
  }
  return null;
}

/** A call of something called `fork` or `forkpty`, in the shapes in which it is written. */
function findCall(e: Expression): Call | null {
  switch (e.kind) {
    case "call": {
      const name = e.callee.kind === "name" ? e.callee.name : e.callee.kind === "attribute" ? e.callee.name : "";
      return name === "fork" || name === "forkpty" ? e : null;
    }
    case "not":
    case "walrus":
      return findCall(e.value);
    case "compare":
      return findCall(e.left) ?? findCall(e.right);
    case "subscript":
      return findCall(e.object);
    default:
      return null;
  }
}

/** Runs `rest`, whose first statement forks, in the child and then in the parent. */
export function runBranching(m: Machine, frame: Frame, rest: readonly Statement[]): Ending {
  const [first] = rest;
  const call = first && forkCall(m, frame, first);
  if (!call) return "next";
  const name = evaluate(m, frame, call.callee).find((value) => value.kind === "outside");
  const by = name?.kind === "outside" ? name.name : "os.fork";
  const at = placeOf(frame, call);
  const child = newChild(m, { at, by, method: "fork" }, null, { construct: "os-fork", at });
  const frozen = freeze(m);
  const own = child && asChild(m, frame, child, frozen, () => side(m, frame, rest, "child"));
  const ending = side(m, frame, rest, "parent");
  if (!child || !own || own.ending === "exit" || own.ending === "raise") return ending;
  if (ending !== "exit") {
    m.escapes.push(escapeOf(frame, child, own));
    return ending;
  }
  // A daemon: the parent leaves and the child goes on with the program.
  m.ended = null;
  m.process = child.id;
  m.store = own.store;
  frame.returns.values = join(frame.returns.values, own.values);
  if (own.ending === "return") frame.returns.stores.push(own.store);
  if (own.ending === "break" || own.ending === "continue") frame.loop.push(own.store);
  return own.ending;
}

function side(m: Machine, frame: Frame, rest: readonly Statement[], who: "child" | "parent"): Ending {
  const [first, ...others] = rest;
  writeAt(m, "<fork-answer>", who === "child" ? constant(0) : [{ kind: "child-pid" }]);
  // The first statement sees the answer; the next fork asks anew.
  const ending = execute(m, frame, [first as Statement]);
  writeAt(m, "<fork-answer>", NOTHING);
  if (m.ended) return "exit";
  return ending === "next" ? execute(m, frame, others) : ending;
}

/** How a child left the block that it ran, and with what. */
interface Left {
  readonly ending: Ending;
  readonly store: Store;
  readonly values: Values;
}

/** Runs a block of the frame in the child. What it returns there, it does not return in the parent. */
function asChild(m: Machine, frame: Frame, child: Running, base: Store, run: () => Ending): Left {
  const { returns, loop } = frame;
  const kept = { ...returns, stores: returns.stores.splice(0), pauses: returns.pauses.splice(0), loop: loop.splice(0) };
  returns.values = NOTHING;
  let ending: Ending = "exit";
  inProcess(m, child, base, () => {
    ending = run();
  });
  const [first, ...others] = [...returns.stores.splice(0), ...loop.splice(0)];
  const last = m.workers.get(child.id) ?? base;
  const left = { ending, store: first ? joinStores([first, ...others]) : last, values: returns.values };
  Object.assign(returns, { values: kept.values, yields: kept.yields });
  returns.stores.push(...kept.stores);
  returns.pauses.splice(0, Number.POSITIVE_INFINITY, ...kept.pauses);
  loop.push(...kept.loop);
  return (ending as Ending) === "next" ? { ...left, store: last } : left;
}

function escapeOf(frame: Frame, child: Running, { ending, store, values }: Left): Escape {
  const leaves = ending === "break" || ending === "continue" || ending === "return" ? ending : "next";
  return { child, store, frame: frame.id, leaves, values, answer: "" };
}

/**
 * Lets the children that have left a block inside `statement` go on: after it, or, where they have
 * returned from a function that it calls, with what that gave.
 */
export function followEscapes(m: Machine, frame: Frame, statement: Statement, rest: readonly Statement[]): void {
  const escapes = m.escapes;
  m.escapes = [];
  const isLoop = statement.kind === "for" || statement.kind === "while";
  for (const escaped of escapes) {
    const { child, store, leaves } = escaped;
    if (escaped.frame === frame.id && (leaves === "return" || (leaves !== "next" && !isLoop))) {
      m.escapes.push(escaped);
      continue;
    }
    const again = escaped.frame === null ? [statement, ...rest] : rest;
    if (escaped.frame === null) m.answers.set(escaped.answer, escaped.values);
    const left = asChild(m, frame, child, store, () => execute(m, frame, again));
    m.answers.delete(escaped.answer);
    if (left.ending !== "exit" && left.ending !== "raise") m.escapes.push(escapeOf(frame, child, left));
  }
}

/** Children that went on to the end of a function have returned from the call of it. */
export function returnEscapes(m: Machine, frame: Frame, fn: FunctionValue, at: Place): void {
  m.escapes = m.escapes.map((escaped) => {
    if (escaped.frame !== frame.id) return escaped;
    const values = escaped.leaves === "return" ? escaped.values : NONE;
    return { ...escaped, frame: null, values, answer: answerKey(m, fn, at, escaped.child.id) };
  });
}
