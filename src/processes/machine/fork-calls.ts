/** Calls of libraries that fork: joblib, DataLoader, tornado, forking servers. What they do is in the models. */
import type { CallForkModel, ChildWork, QueuedWork } from "../../models/model";
import type { Place } from "../../types";
import { queuedFunctions } from "../queued-functions";
import { findMember } from "./attributes";
import { callAll } from "./calls";
import { bare } from "./classes";
import { elements } from "./containers";
import { iterate } from "./evaluate";
import { freeze, inProcess, newChild } from "./forks";
import { runGenerators } from "./generators";
import { importFile, moduleName } from "./imports";
import {
  ANY_ARGUMENTS,
  type Arguments,
  allocate,
  type CallSite,
  heapOf,
  type Machine,
  NO_ARGUMENTS,
  type Running,
  readAt,
  type Task,
  variable,
} from "./machine";
import { hand } from "./outside";
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
    return [{ kind: "outside", name: `${name}()` }];
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
  if (!maker.model.methods?.includes(name)) {
    hand(m, name, site);
    return null;
  }
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
  for (const work of model.runs) if (work.kind === "deferred") copyDeferred(parent, child, work.to);
  if (model.runs.some(({ kind }) => kind === "rest")) {
    goOnAs(m, child);
    return;
  }
  if (child.atFork === null) return;
  inProcess(m, child, freeze(m), () => {
    // A generator does nothing before somebody asks it for items.
    for (const { callee, args } of works) runGenerators(m, callAll(m, callee, { ...site, args }));
    for (const work of model.runs) if (work.kind === "queued") runQueued(m, work, site);
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

/** Lets a child do what the parent has put off: its routes and callbacks are called there, or what calls of some names were given. */
export function copyDeferred(parent: Running, child: Running, to: readonly string[] | null = null): void {
  for (const [key, deferred] of parent.deferred) {
    const isMeant = to === null || to.includes(deferred.to);
    if (isMeant && deferred.role !== "parent") child.deferred.set(key, deferred);
  }
}

/** A worker imports the module of a task in the child, unless its parent has done so before. */
export function runQueued(m: Machine, work: QueuedWork, site: CallSite): void {
  const named = queuedFunctions(m.program, m.models, work).filter(({ of }) => of === null);
  const modules = [...m.program.facts.values()].filter(
    ({ path }) => isModule(path, work.modules) && (readAt(m, `<imported>${path}`) ?? NOTHING).length > 0,
  );
  const whole = modules.flatMap(({ path, scopes }) =>
    scopes
      .filter(({ kind, parent, name }) => kind === "function" && parent === 0 && !name.startsWith("_"))
      .map((scope) => ({ path, scope })),
  );
  for (const { path, scope } of [...named, ...whole]) {
    const frame = importFile(m, path, moduleName(path));
    const functions = (frame && readAt(m, variable(frame, scope.name))) ?? NOTHING;
    for (const one of functions) if (one.kind === "function") callAll(m, [one], { ...site, args: ANY_ARGUMENTS });
    m.ended = null;
  }
}

/** Whether a file is a module of one of these names, or lies in a package that is. */
export function isModule(path: string, names: readonly string[]): boolean {
  const parts = path.replace(/(\/__init__)?\.py$/, "").split("/");
  return parts.slice(-2).some((part) => names.includes(part));
}

/** The program goes on as its own child: the parent never comes back from this call. */
function goOnAs(m: Machine, child: Running): void {
  const parent = m.processes[m.process];
  if (parent) copyDeferred(parent, child);
  m.store = layer(freeze(m));
  m.process = child.id;
}
