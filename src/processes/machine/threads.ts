/** Threads: they run in the process and the memory of whoever starts them. */
import type { Handover } from "../../models/model";
import { callAll } from "./calls";
import { settle } from "./grpc";
import { allocate, type CallSite, type HeapObject, type Machine, NO_ARGUMENTS, type Task } from "./machine";
import { takeTask } from "./tasks";
import { NONE, NOTHING, object, UNKNOWN, type Value, type Values } from "./value";

export function makeThread(m: Machine, name: string, site: CallSite): Value | null {
  const effect = m.models.guard(name);
  if (effect === "thread-pool") return object(allocate(m, { type: "thread-pool" }));
  if (effect !== "thread") return null;
  // Timer(interval, function, args, kwargs); Thread(group, target, name, args, kwargs).
  const isTimer = name.endsWith("Timer");
  const handover: Handover = {
    function: { position: 1, keyword: isTimer ? "function" : "target" },
    args: { position: isTimer ? 2 : 3, keyword: "args" },
    kwargs: { position: isTimer ? 3 : 4, keyword: "kwargs" },
    items: null,
  };
  const task = takeTask(m, handover, site) ?? { callee: NOTHING, args: NO_ARGUMENTS, handed: [], calleeAt: site.place };
  return object(allocate(m, { type: "thread", task }));
}

export function runThread(m: Machine, id: number, task: Task): void {
  m.threads = [...m.threads, id];
  const frame = m.frames[0];
  const at = task.calleeAt;
  const ended = m.ended;
  if (frame) callAll(m, task.callee, { frame, place: at, args: task.args });
  m.ended = ended;
  m.threads = m.threads.slice(0, -1);
}

export function threadMethod(
  m: Machine,
  id: number,
  thread: Extract<HeapObject, { type: "thread" }>,
  name: string,
): Values {
  if (name === "start") runThread(m, id, thread.task);
  if (name === "join") settle(m, id);
  return NONE;
}

const REST: Handover = {
  function: { position: 0, keyword: "func" },
  args: { position: null, keyword: "args" },
  kwargs: null,
  items: { kind: "rest", from: 1 },
};
const EACH: Handover = { ...REST, items: { kind: "each", from: 1 } };

export function threadPoolMethod(m: Machine, id: number, name: string, site: CallSite): Values {
  if (name === "shutdown" || name === "join" || name === "terminate") {
    settle(m, id);
    return NONE;
  }
  const task = takeTask(m, name === "submit" ? REST : EACH, site);
  if (task) runThread(m, id, task);
  if (name === "map" || name === "apply") settle(m, id);
  return UNKNOWN;
}

export function submitToThread(m: Machine, site: CallSite): Values {
  const task = takeTask(m, REST, site);
  return task ? callAll(m, task.callee, { ...site, args: task.args }) : UNKNOWN;
}
