/** `os.fork()`: one call that returns in two processes. The rest of the block is run once as each. */
import type { Call, Expression, Statement } from "../../code";
import { evaluate } from "./evaluate";
import { type Ending, execute } from "./execute";
import { freeze, inProcess, newChild } from "./forks";
import { type Frame, type Machine, placeOf, readAt, writeAt } from "./machine";
import { constant, NOTHING } from "./value";

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
  const child = newChild(m, { at: placeOf(frame, call), by, method: "fork" }, null);
  let childEnding: Ending = "exit";
  const frozen = freeze(m);
  const returns = { values: frame.returns.values, stores: [...frame.returns.stores], yields: frame.returns.yields };
  if (child) {
    inProcess(m, child, frozen, () => {
      childEnding = side(m, frame, rest, "child");
    });
    // What the child returned, it returned elsewhere.
    Object.assign(frame.returns, { values: returns.values, yields: returns.yields });
    frame.returns.stores.splice(0, frame.returns.stores.length, ...returns.stores);
  }
  const ending = side(m, frame, rest, "parent");
  if (!child || ending !== "exit" || childEnding === "exit") return ending;
  // A daemon: the parent leaves and the child goes on with the program.
  m.ended = null;
  m.process = child.id;
  m.store = m.workers.get(child.id) ?? m.store;
  return childEnding;
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
