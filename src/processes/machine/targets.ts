/** Targets: what an assignment, a loop or a `with` binds. */
import type { Expression, Subscript } from "../../code";
import { getAttribute, setAttribute } from "./attributes";
import { callAll } from "./calls";
import { itemsInOrder, newSequence, setItem } from "./containers";
import { setEnvironment } from "./environment";
import { evaluate, iterate } from "./evaluate";
import { type Frame, heapOf, type Machine, placeOf } from "./machine";
import { assign } from "./names";
import { joinAll, NOTHING, textOf, type Values } from "./value";

/** Binds a target of an assignment, a loop or a `with`. */
export function assignTo(m: Machine, frame: Frame, target: Expression, values: Values): void {
  switch (target.kind) {
    case "name":
      assign(m, frame, target.name, values);
      return;
    case "attribute":
      setAttribute(m, evaluate(m, frame, target.object), target.name, values);
      return;
    case "subscript":
      setSubscript(m, frame, target, values);
      return;
    case "star":
      assignTo(m, frame, target.value, newSequence(m, [], joinAll(values.map((value) => iterate(m, value)))));
      return;
    case "sequence":
      unpack(m, frame, target.items, values);
      return;
    default:
      return;
  }
}

function unpack(m: Machine, frame: Frame, targets: readonly Expression[], values: Values): void {
  const starred = targets.some((target) => target.kind === "star");
  const parts = values.map((value) => itemsInOrder(m, [value]));
  targets.forEach((target, index) => {
    const items = values.map((value, i) => {
      const inOrder = parts[i];
      if (inOrder && !starred) return inOrder[index] ?? NOTHING;
      return iterate(m, value);
    });
    assignTo(m, frame, target, joinAll(items));
  });
}

function setSubscript(m: Machine, frame: Frame, target: Subscript, values: Values): void {
  const objects = evaluate(m, frame, target.object);
  const index = evaluate(m, frame, target.index);
  const at = placeOf(frame, target);
  for (const value of objects) {
    if (value.kind === "outside" && value.name === "os.environ") {
      const key = textOf(index);
      if (key !== null) setEnvironment(m, key, values, at);
      continue;
    }
    if (heapOf(m, value)?.type === "instance") {
      const setter = getAttribute(m, frame, value, "__setitem__", null);
      if (setter.some((found) => found.kind === "function")) {
        const positional = [index, values].map((item) => ({ values: item, expression: null }));
        callAll(m, setter, {
          frame,
          place: { path: frame.facts.path, span: { start: 0, end: 0 } },
          args: { positional, keywords: new Map(), open: false },
        });
      }
      continue;
    }
    setItem(m, value, index, values);
  }
}
