/** Python's protocols over instances of the program: iteration, `with`. */
import type { Place } from "../../types";
import { getAttribute } from "./attributes";
import { callFunction } from "./calls";
import { elements } from "./containers";
import { forkMakerMethod } from "./fork-calls";
import { advance, exhaust, finish } from "./generators";
import { close, end, settle } from "./grpc";
import { attribute, type Frame, heapOf, type Machine, NO_ARGUMENTS, readAt } from "./machine";
import { leaveClosing, leaveExitStack } from "./managers";
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
  return joinAll(
    items.map((item) => {
      const heap = heapOf(m, item);
      if (heap?.type === "generator" && item.kind === "object") return exhaust(m, item.id, heap);
      return heap?.type === "sequence" ? elements(m, item, "iterate") : UNKNOWN;
    }),
  );
}

/** What `with value as x` binds. */
export function enter(m: Machine, frame: Frame, value: Value, at: Place): Values {
  const heap = heapOf(m, value);
  if (value.kind !== "object" || !heap) return [value];
  switch (heap.type) {
    case "instance":
      return (
        callNamed(m, frame, value, "__enter__", at) ??
        callNamed(m, frame, value, "__aenter__", at) ??
        enterInherited(m, frame, value, value.id, at)
      );
    case "generator":
      return advance(m, value.id, heap);
    case "closing":
      return [heap.of];
    case "fork-maker":
      if (frame) forkMakerMethod(m, heap, "__enter__", { frame, place: at, args: NO_ARGUMENTS });
      return [value];
    default:
      return [value];
  }
}

/** What it has from a base outside the program may fork: `with Shop(BaseManager)`. */
function enterInherited(m: Machine, frame: Frame, value: Value, id: number, at: Place): Values {
  for (const task of readAt(m, attribute(id, "<task>")) ?? NOTHING) {
    const heap = heapOf(m, task);
    if (heap?.type === "fork-maker") forkMakerMethod(m, heap, "__enter__", { frame, place: at, args: NO_ARGUMENTS });
  }
  return [value];
}

/** What leaving the `with` block does. */
export function leave(m: Machine, frame: Frame, value: Value, at: Place): void {
  const heap = heapOf(m, value);
  if (value.kind !== "object" || !heap) return;
  switch (heap.type) {
    case "grpc":
      if (heap.grpc.kind === "channel" || heap.library) close(m, value.id);
      return;
    case "thread-pool":
      settle(m, value.id);
      return;
    case "call":
      end(m, heap.root, value.id);
      return;
    case "instance":
      if (!callNamed(m, frame, value, "__exit__", at)) callNamed(m, frame, value, "__aexit__", at);
      return;
    case "generator":
      finish(m, value.id);
      return;
    case "exit-stack":
      leaveExitStack(m, value.id, frame, at);
      return;
    case "closing":
      leaveClosing(m, heap.of, frame, at);
      return;
    default:
      return;
  }
}
