/** Calls of libraries that fork: joblib, DataLoader, tornado, forking servers. What they do is in the models. */
import type { CallForkModel, ChildWork } from "../../models/model";
import type { Place } from "../../types";
import { findMember } from "./attributes";
import { callAll } from "./calls";
import { bare } from "./classes";
import { elements } from "./containers";
import { iterate } from "./evaluate";
import { freeze, inProcess, newChild } from "./forks";
import {
  ANY_ARGUMENTS,
  type Arguments,
  allocate,
  type CallSite,
  heapOf,
  type Machine,
  NO_ARGUMENTS,
  type Running,
  type Task,
} from "./machine";
import { defaultMethod } from "./start-methods";
import { layer } from "./store";
import { argument, holds, takeTask } from "./tasks";
import { type FunctionValue, join, joinAll, NOTHING, object, textOf, UNKNOWN, type Values } from "./value";

/** What a call of an outside name gives, when a model says that it forks; null when none does. */
export function forkCall(m: Machine, name: string, site: CallSite): Values | null {
  const model = m.models.forkCall(name);
  if (!model?.conditions.every((condition) => holds(condition, site.args))) return null;
  const maker: Maker = { model, by: name.replaceAll("()", ""), args: site.args, at: site.place };
  if (model.methods === null) {
    forkFor(m, maker, site);
    return UNKNOWN;
  }
  return [object(allocate(m, { type: "fork-maker", ...maker }))];
}

/** The call, or the object that a call has made, from which children come. */
export interface Maker {
  readonly model: CallForkModel;
  readonly by: string;
  readonly args: Arguments;
  readonly at: Place;
}

/** A method of an object that forks in some of them; null when not in this one. */
export function forkMakerMethod(m: Machine, maker: Maker, name: string, site: CallSite): Values | null {
  if (!maker.model.methods?.includes(name)) return null;
  forkFor(m, maker, site);
  return UNKNOWN;
}

function forkFor(m: Machine, maker: Maker, site: CallSite): void {
  const { model, by, at } = maker;
  const method = methodOf(m, maker);
  const fork = { at: model.methods?.includes("__iter__") ? at : site.place, by, method };
  const works = model.runs.map((work) => workOf(m, work, maker, site));
  const task = works.find((work) => work.task !== null)?.task ?? null;
  const parent = m.processes[m.process];
  const child = newChild(m, fork, task, { construct: "outside", at: site.place });
  if (!child || !parent) return;
  if (model.runs.some(({ kind }) => kind === "deferred")) copyDeferred(parent, child);
  if (model.runs.some(({ kind }) => kind === "rest")) {
    goOnAs(m, child);
    return;
  }
  if (child.atFork === null) return;
  inProcess(m, child, freeze(m), () => {
    for (const { callee, args } of works) callAll(m, callee, { ...site, args });
  });
}

function methodOf(m: Machine, { model, args }: Maker) {
  const given = argument(args, model.method.argument);
  const word = given && textOf(given);
  for (const value of given ?? NOTHING) {
    const heap = heapOf(m, value);
    if (heap?.type === "context") return heap.method;
  }
  if (word === "fork" || word === "spawn" || word === "forkserver") return word;
  return model.method.default === "default" ? defaultMethod(m, "multiprocessing") : model.method.default;
}

interface Work {
  readonly callee: Values;
  readonly args: Arguments;
  readonly task: Task | null;
}

function workOf(m: Machine, work: ChildWork, maker: Maker, site: CallSite): Work {
  switch (work.kind) {
    case "function": {
      const task = takeTask(m, work.handover, site);
      return { callee: task?.callee ?? NOTHING, args: task?.args ?? NO_ARGUMENTS, task };
    }
    case "callback":
      return plain(argument(maker.args, work.of) ?? NOTHING);
    case "methods":
      return plain(methodsOf(m, argument(maker.args, work.of) ?? NOTHING, work.methods, maker.at));
    case "calls":
      return {
        ...plain(joinAll((argument(site.args, work.of) ?? NOTHING).map((value) => iterate(m, value)))),
        args: NO_ARGUMENTS,
      };
    default:
      return plain(NOTHING);
  }
}

function plain(callee: Values): Work {
  return { callee: callee.filter((value) => value.kind !== "constant"), args: ANY_ARGUMENTS, task: null };
}

/** The methods as functions bound to the objects; of a class, to an instance that the library makes in the child. */
function methodsOf(m: Machine, values: Values, names: readonly string[], at: Place): Values {
  let found: Values = NOTHING;
  for (const value of values) {
    const heap = heapOf(m, value);
    if (heap?.type === "sequence") found = join(found, methodsOf(m, elements(m, value, "values"), names, at));
    const of = value.kind === "class" ? value : heap?.type === "instance" ? heap.of : null;
    if (!of) continue;
    const self = value.kind === "class" ? bare(m, of, at) : value;
    for (const name of names) {
      const functions = (findMember(m, of, name) ?? NOTHING).filter(
        (one): one is FunctionValue => one.kind === "function",
      );
      found = join(
        found,
        functions.map((one) => ({ ...one, self })),
      );
    }
  }
  return found;
}

/** Lets a child do what the parent has put off: its routes and callbacks are called there. */
export function copyDeferred(parent: Running, child: Running): void {
  for (const [key, deferred] of parent.deferred) if (deferred.role !== "parent") child.deferred.set(key, deferred);
}

/** The program goes on as its own child: the parent never comes back from this call. */
function goOnAs(m: Machine, child: Running): void {
  const parent = m.processes[m.process];
  if (parent) copyDeferred(parent, child);
  m.store = layer(freeze(m));
  m.process = child.id;
}
