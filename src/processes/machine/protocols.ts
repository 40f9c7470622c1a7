/** Python's protocols over instances of the program: iteration, `with`. */
import type { Place } from "../../types";
import { getAttribute } from "./attributes";
import { callFunction } from "./calls";
import { elements } from "./containers";
import { close, end, settle } from "./grpc";
import { type Frame, heapOf, type Machine, NO_ARGUMENTS } from "./machine";
import { joinAll, NOTHING, UNKNOWN, type Value, type Values } from "./value";

function callNamed(m: Machine, frame: Frame | null, value: Value, name: string, at: Place): Values | null {
  const any = frame ?? m.frames[0];
  if (!any) return null;
  const found = getAttribute(m, any, value, name, at).filter((item) => item.kind === "function");
  if (found.length === 0) return null;
  return joinAll(found.map((item) => (item.kind === "function" ? callFunction(m, item, NO_ARGUMENTS, at) : NOTHING)));
}

const NOWHERE: Place = { path: "", span: { start: 0, end: 0 } };

export function iterateInstance(m: Machine, value: Value): Values {
  const items = callNamed(m, null, value, "__iter__", NOWHERE) ?? callNamed(m, null, value, "__getitem__", NOWHERE);
  if (!items) return UNKNOWN;
  return joinAll(items.map((item) => (heapOf(m, item)?.type === "sequence" ? elements(m, item, "iterate") : UNKNOWN)));
}

/** What `with value as x` binds. */
export function enter(m: Machine, frame: Frame, value: Value, at: Place): Values {
  const heap = heapOf(m, value);
  if (heap?.type === "instance") {
    return callNamed(m, frame, value, "__enter__", at) ?? callNamed(m, frame, value, "__aenter__", at) ?? [value];
  }
  // A generator function made into a context manager: it gives what it yields.
  if (heap?.type === "sequence") return elements(m, value, "iterate");
  return [value];
}

/** What leaving the `with` block does. */
export function leave(m: Machine, frame: Frame, value: Value, at: Place): void {
  const heap = heapOf(m, value);
  if (value.kind !== "object" || !heap) return;
  if (heap.type === "grpc" && heap.grpc.kind === "channel") close(m, value.id);
  if (heap.type === "thread-pool") settle(m, value.id);
  if (heap.type === "call") end(m, heap.root, value.id);
  if (heap.type === "instance")
    callNamed(m, frame, value, "__exit__", at) ?? callNamed(m, frame, value, "__aexit__", at);
  if (heap.type === "sequence") {
    for (const item of elements(m, value, "iterate")) {
      const held = heapOf(m, item);
      // The common context manager closes what it yielded once the block has ended.
      if (held?.type === "grpc" && held.grpc.kind === "channel" && item.kind === "object") close(m, item.id);
    }
  }
}
