/** Start methods: which one a process, a pool or an executor gets. */
import type { ForkModel } from "../../models/model";
import type { StartMethod } from "../../types";
import { allocate, type CallSite, heapOf, type Machine, readAt, writeAt } from "./machine";
import { argument } from "./tasks";
import { constant, NONE, NOTHING, object, textOf, type Values } from "./value";

type Method = StartMethod | "unknown";

export function methodOf(m: Machine, family: string, model: ForkModel, site: CallSite): Method {
  for (const value of argument(site.args, model.context) ?? NOTHING) {
    const heap = heapOf(m, value);
    if (heap?.type === "context") return heap.method;
    if (value.kind === "unknown") return "unknown";
  }
  if (model.when === "first-task" && argument(site.args, model.respawn) !== null) return "spawn";
  return defaultMethod(m, family);
}

/** The family whose global start method counts. */
function methodKey(family: string): string {
  return `<start-method>${family === "billiard" || family === "multiprocess" ? family : "multiprocessing"}`;
}

/** Fork on Linux before Python 3.14, forkserver from then on (CPython gh-84559); spawn on macOS (bpo-33725). */
export function defaultMethod(m: Machine, family: string): Method {
  const set = readAt(m, methodKey(family));
  if (set) {
    const words = set.map((value) => (value.kind === "constant" ? value.value : "unknown"));
    if (words.includes("fork")) return "fork";
    return words[0] === "spawn" || words[0] === "forkserver" ? words[0] : "unknown";
  }
  if (m.options.platform === "darwin") return "spawn";
  const target = m.options.targetPython;
  if (family === "billiard" || !target) return "fork";
  return target.major > 3 || (target.major === 3 && target.minor >= 14) ? "forkserver" : "fork";
}

export function setStartMethod(m: Machine, family: string, site: CallSite): Values {
  const given = site.args.positional[0]?.values ?? site.args.keywords.get("method")?.values ?? NOTHING;
  writeAt(m, methodKey(family), given.length > 0 ? given : constant("unknown"));
  return NONE;
}

export function contextOf(m: Machine, family: string, site: CallSite): Values {
  const given = site.args.positional[0]?.values ?? site.args.keywords.get("method")?.values;
  const word = given && textOf(given);
  const none = !given || given.every((value) => value.kind === "constant" && value.value === null);
  const named = word === "fork" || word === "spawn" || word === "forkserver" ? word : "unknown";
  return [object(allocate(m, { type: "context", family, method: none ? defaultMethod(m, family) : named }))];
}
