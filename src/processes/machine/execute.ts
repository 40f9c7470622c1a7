/** Statements: what a block does to the memory, and how it ends. */
import type { Definition, Expression, For, If, Match, Statement, Try, With } from "../../code";
import type { Place } from "../../types";
import { elements, hasKey, removeItem } from "./containers";
import { defineClass, defineFunction } from "./definitions";
import { dispatchOf } from "./dispatch";
import { evaluate, iterate } from "./evaluate";
import { branchesHere, followEscapes, runBranching } from "./fork-branch";
import { decidedTry } from "./framework-imports";
import { begin, end } from "./grpc";
import { runImport, runImportFrom } from "./imports";
import { type Frame, heapOf, type Machine, placeOf, step } from "./machine";
import { assign } from "./names";
import { narrow } from "./narrow";
import { enter, leave } from "./protocols";
import { joinStores, layer, type Store } from "./store";
import { assignTo } from "./targets";
import { truthOf } from "./truth";
import { constant, join, joinAll, NOTHING, UNKNOWN } from "./value";

/** How a block ends: it runs off its end, or leaves it. */
export type Ending = "next" | "return" | "break" | "continue" | "raise" | "exit";

export function execute(m: Machine, frame: Frame, body: readonly Statement[]): Ending {
  for (let i = 0; i < body.length; i++) {
    const statement = body[i] as Statement;
    if (!step(m)) return "exit";
    const inner = openTry(m, frame, statement);
    if (inner) return execute(m, frame, [...inner, ...body.slice(i + 1)]);
    if (branchesHere(m, frame, statement)) return runBranching(m, frame, body.slice(i));
    const ending = executeOne(m, frame, statement);
    if (m.escapes.length > 0) followEscapes(m, frame, statement, body.slice(i + 1));
    if (m.ended) return "exit";
    if (ending !== "next") return ending;
  }
  return "next";
}

/** `try: pid = os.fork() …`: the two sides go on after the `try`, so it is taken apart. */
function openTry(m: Machine, frame: Frame, statement: Statement): readonly Statement[] | null {
  if (statement.kind !== "try") return null;
  const forks = statement.body.some((inner) => branchesHere(m, frame, inner));
  return forks ? [...statement.body, ...statement.orelse, ...statement.final] : null;
}

function executeOne(m: Machine, frame: Frame, s: Statement): Ending {
  switch (s.kind) {
    case "expression":
      evaluate(m, frame, s.value);
      return "next";
    case "assign":
      return runAssign(m, frame, s);
    case "augment":
      runAugment(m, frame, s.target, s.value, s.operator);
      return "next";
    case "delete":
      for (const target of s.targets) runDelete(m, frame, target);
      return "next";
    case "if":
      return runIf(m, frame, s);
    case "while":
      return runLoop(m, frame, s.body, s.orelse, () => void evaluate(m, frame, s.test));
    case "for":
      return runFor(m, frame, s);
    case "try":
      return runTry(m, frame, s);
    case "with":
      return runWith(m, frame, s);
    case "return":
      frame.returns.values = join(frame.returns.values, s.value ? evaluate(m, frame, s.value) : constant(null));
      frame.returns.stores.push(m.store);
      return "return";
    case "raise":
      if (s.value) evaluate(m, frame, s.value);
      return "raise";
    case "assert":
      evaluate(m, frame, s.test);
      return "next";
    case "import":
      runImport(m, frame, s);
      return "next";
    case "import-from":
      runImportFrom(m, frame, s);
      return "next";
    case "function":
      defineFunction(m, frame, s as Definition);
      return "next";
    case "class":
      defineClass(m, frame, s as Definition);
      return "next";
    case "match":
      return runMatch(m, frame, s);
    case "break":
    case "continue":
      frame.loop.push(m.store);
      return s.kind;
    case "unknown":
      for (const part of s.parts) evaluate(m, frame, part);
      return "next";
    default:
      return "next";
  }
}

function runAssign(m: Machine, frame: Frame, s: Extract<Statement, { kind: "assign" }>): Ending {
  if (!s.value) return "next";
  const values = evaluate(m, frame, s.value);
  for (const target of s.targets) assignTo(m, frame, target, values);
  return "next";
}

function runAugment(m: Machine, frame: Frame, target: Expression, value: Expression, operator: string): void {
  const sum: Expression = {
    kind: "binary",
    operator: operator.replace("=", ""),
    left: target,
    right: value,
    span: target.span,
  };
  assignTo(m, frame, target, evaluate(m, frame, sum));
}

function runDelete(m: Machine, frame: Frame, target: Expression): void {
  if (target.kind === "subscript") {
    for (const value of evaluate(m, frame, target.object)) {
      if (value.kind === "object" && hasKey(m, value, NOTHING) !== true)
        removeItem(m, value.id, evaluate(m, frame, target.index));
    }
  }
  if (target.kind === "name") assign(m, frame, target.name, UNKNOWN);
}

/** Runs each way on a layer of its own and joins those that get to their end. */
function runWays(m: Machine, ways: readonly (() => Ending)[]): Ending {
  const base = m.store;
  const reached: Store[] = [];
  const endings: Ending[] = [];
  for (const way of ways) {
    m.store = layer(base);
    const ending = way();
    if (m.ended) m.ended = null;
    endings.push(ending);
    if (ending === "next") reached.push(m.store);
  }
  if (reached.length === 0) {
    const ending = endings.find((other) => other !== "raise" && other !== "exit") ?? endings[0] ?? "next";
    if (ending === "exit") m.ended = "exit";
    return ending;
  }
  m.store = joinStores(reached);
  return "next";
}

function runIf(m: Machine, frame: Frame, s: If): Ending {
  const truth = truthOf(m, evaluate(m, frame, s.test));
  if (m.ended) return "exit";
  const then = () => {
    narrow(m, frame, s.test, true);
    return execute(m, frame, s.body);
  };
  const otherwise = () => {
    narrow(m, frame, s.test, false);
    return execute(m, frame, s.orelse);
  };
  if (truth === true) return then();
  if (truth === false) return otherwise();
  const arms = dispatchOf(s);
  return arms ? runDispatch(m, frame, arms) : runWays(m, [then, otherwise]);
}

/** Runs each arm that may be the one, and no way past them. */
function runDispatch(m: Machine, frame: Frame, arms: readonly If[]): Ending {
  const ways: (() => Ending)[] = [];
  for (const { test, body } of arms) {
    const truth = truthOf(m, evaluate(m, frame, test));
    if (m.ended) return "exit";
    if (truth === false) continue;
    ways.push(() => {
      narrow(m, frame, test, true);
      return execute(m, frame, body);
    });
    if (truth === true) break;
  }
  return runWays(m, ways);
}

/** A loop is run twice, so that what one pass leaves is there in the next. */
function runLoop(
  m: Machine,
  frame: Frame,
  body: readonly Statement[],
  orelse: readonly Statement[],
  head: () => void,
): Ending {
  const outer = frame.loop;
  const base = m.store;
  const left: Store[] = [];
  let ending: Ending = "next";
  m.store = layer(base);
  for (let pass = 0; pass < 2; pass++) {
    frame.loop = [];
    head();
    ending = execute(m, frame, body);
    left.push(...frame.loop);
    if (ending === "next") continue;
    if (ending !== "continue") break;
    m.store = joinStores(frame.loop);
  }
  frame.loop = outer;
  if (ending === "exit" && left.length === 0) return "exit";
  m.ended = null;
  const ways = ending === "next" ? [m.store, ...left] : left;
  if (ways.length === 0) {
    // The body always leaves: it may still not be entered.
    if (ending === "return" || ending === "raise") m.store = layer(base);
    return execute(m, frame, orelse);
  }
  m.store = joinStores(ways);
  return execute(m, frame, orelse);
}

function runFor(m: Machine, frame: Frame, s: For): Ending {
  const iterable = evaluate(m, frame, s.iterable);
  const items = joinAll(iterable.map((value) => iterate(m, value)));
  const empty = iterable.length > 0 && iterable.every((value) => isEmpty(m, value));
  if (empty) return execute(m, frame, s.orelse);
  // A call that is looped over is under way as long as the loop runs.
  const calls = iterable.flatMap((value) =>
    value.kind === "object" && heapOf(m, value)?.type === "call" ? [value.id] : [],
  );
  for (const id of calls) setUnderWay(m, id, placeOf(frame, s.iterable));
  const ending = runLoop(m, frame, s.body, s.orelse, () => assignTo(m, frame, s.target, items));
  for (const id of calls) setUnderWay(m, id, null);
  return ending;
}

function setUnderWay(m: Machine, id: number, since: Place | null): void {
  const call = m.heap[id];
  if (call?.type !== "call") return;
  if (since) begin(m, call.root, id, since);
  else end(m, call.root, id);
}

function isEmpty(m: Machine, value: Parameters<typeof iterate>[1]): boolean {
  const type = heapOf(m, value)?.type;
  return (type === "sequence" || type === "mapping") && elements(m, value, "iterate").length === 0;
}

function runTry(m: Machine, frame: Frame, statement: Try): Ending {
  const s = decidedTry(m, frame, statement);
  const base = m.store;
  m.store = layer(base);
  let ending = execute(m, frame, s.body);
  const left = m.ended !== null;
  m.ended = null;
  const after = m.store;
  if (ending === "next" && s.orelse.length > 0) ending = execute(m, frame, s.orelse);
  const ways: Store[] = ending === "next" ? [m.store] : [];
  const endings: Ending[] = [ending];
  for (const handler of s.handlers) {
    // An exception may come before, between or after what the body did.
    m.store = joinStores([base, after]);
    if (handler.type) evaluate(m, frame, handler.type);
    if (handler.name) assign(m, frame, handler.name.name, UNKNOWN);
    const handled = execute(m, frame, handler.body);
    m.ended = null;
    endings.push(handled);
    if (handled === "next") ways.push(m.store);
  }
  m.store = ways.length > 0 ? joinStores(ways) : after;
  const finally_ = execute(m, frame, s.final);
  if (finally_ !== "next") return finally_;
  if (ways.length > 0) return "next";
  const way =
    endings.find((other) => other !== "raise" && other !== "exit") ?? (left ? "exit" : (endings[0] ?? "next"));
  if (way === "exit") m.ended = "exit";
  return way;
}

function runWith(m: Machine, frame: Frame, s: With): Ending {
  const entered = s.items.map((item) => {
    const place = placeOf(frame, item.value);
    const values = evaluate(m, frame, item.value);
    const bound = joinAll(values.map((value) => enter(m, frame, value, place)));
    if (item.target) assignTo(m, frame, item.target, bound);
    return { values, place };
  });
  return runThenClean(
    m,
    frame,
    () => execute(m, frame, s.body),
    () => {
      for (const { values, place } of entered.toReversed()) for (const value of values) leave(m, frame, value, place);
    },
  );
}

/**
 * Runs a block and what has to follow it however it ends: also on the memories with which it is left
 * early, by `return`, `break` or `continue`.
 */
function runThenClean(m: Machine, frame: Frame, run: () => Ending, clean: () => void): Ending {
  const { returns, loop } = frame;
  const earlier = { returns: returns.stores.splice(0), loop: loop.splice(0) };
  const ending = run();
  const { ended, store } = m;
  const cleaned = (stores: Store[]): Store[] => {
    const [first, ...others] = stores;
    if (!first) return [];
    m.store = layer(joinStores([first, ...others]));
    m.ended = null;
    clean();
    return [m.store];
  };
  returns.stores.push(...earlier.returns, ...cleaned(returns.stores.splice(0)));
  loop.push(...earlier.loop, ...cleaned(loop.splice(0)));
  if (ending === "next" || ending === "raise" || ending === "exit") m.store = cleaned([store])[0] as Store;
  m.ended = ended;
  return ending;
}

function runMatch(m: Machine, frame: Frame, s: Match): Ending {
  evaluate(m, frame, s.subject);
  const ways = s.cases.map((one) => () => {
    for (const capture of one.captures) assign(m, frame, capture.name, UNKNOWN);
    for (const part of one.parts) evaluate(m, frame, part);
    if (one.guard) evaluate(m, frame, one.guard);
    return execute(m, frame, one.body);
  });
  return runWays(m, [...ways, () => "next"]);
}
