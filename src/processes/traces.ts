/** The proof of an observation in steps, from the creation over the fork to what goes wrong. */
import type { Fork, Place, Step } from "../types";
import { placeKey } from "./machine/grpc";
import type { Activation, Binding, Machine, PendingCrossing, PendingStanding, Running } from "./machine/machine";
import type { GrpcObject } from "./tree";

/** Steps without those at no place and those that say the same place twice. */
function tidy(steps: readonly Step[]): readonly Step[] {
  const kept: Step[] = [];
  for (const step of steps) {
    const last = kept.at(-1);
    const isRepeated = last && placeKey(last.at) === placeKey(step.at) && last.process === step.process;
    if (step.at.path !== "" && !isRepeated) kept.push(step);
  }
  return kept;
}

function step(at: Place, message: string, process: Step["process"]): Step {
  return { at, message, process };
}

function creationSteps(object: GrpcObject, process: Step["process"]): readonly Step[] {
  const last = object.creation.length - 1;
  return object.creation.map((at, index) =>
    step(
      at,
      index === last ? `the ${object.kind} is created: ${object.maker}` : `${object.callers[index]} is called`,
      process,
    ),
  );
}

function callSteps(stack: readonly Activation[], process: Step["process"]): readonly Step[] {
  return stack.map(({ at, name }) => step(at, `${name} is called`, process));
}

export function crossingTrace(m: Machine, pending: PendingCrossing, fork: Place): readonly Step[] {
  const { object, process, stack, uses, state } = pending;
  const first = firstUse(m, object, process);
  const used =
    object.kind === "server" ? "the server is started" : "the parent uses it before the fork, so it is connected";
  const [use] = uses;
  return tidy([
    ...creationSteps(object, "parent"),
    ...(first && state !== "created" ? [step(first, used, "parent")] : []),
    ...pending.handed.map((place) => step(place, "it is handed to the child", "parent")),
    step(fork, `the fork: ${process.fork?.by}`, "parent"),
    ...startSteps(process, fork),
    ...callSteps(stack, "child"),
    ...(use ? [step(use, `the child uses it: ${pending.what}`, "child")] : []),
  ]);
}

/** Where the object was first put to use: by what has forked the child, else by what has made it. */
function firstUse(m: Machine, object: GrpcObject, { parent }: Running): Place | undefined {
  return m.firstUse.get(`${object.id}:${parent}`) ?? m.firstUse.get(`${object.id}:${object.process}`);
}

function startSteps(process: Running, fork: Place): readonly Step[] {
  const { targetAt } = process;
  return targetAt && targetAt.span.start !== fork.span.start ? [step(targetAt, "the child starts here", "child")] : [];
}

export function reconnectionTrace(
  m: Machine,
  own: GrpcObject,
  inherited: GrpcObject,
  child: Running,
  stack: readonly Activation[],
): readonly Step[] {
  const first = firstUse(m, inherited, child);
  const created = inherited.creation.at(-1) as Place;
  const target = own.creation.at(-1) as Place;
  return [
    step(created, "the parent opens a channel", "parent"),
    ...(first ? [step(first, "the parent sends an RPC on it, so it is connected", "parent")] : []),
    step((child.fork as Fork).at, `the fork: ${child.fork?.by}`, "parent"),
    ...callSteps(stack, "child"),
    step(target, "the child opens its own channel to the same target and gets the parent's connection", "child"),
  ];
}

export function standingTrace(m: Machine, pending: PendingStanding, fork: Fork): readonly Step[] {
  const { object, child } = pending;
  return tidy([
    ...creationSteps(object, "parent"),
    ...useSteps(m, pending),
    ...callSteps(child.stack, "parent"),
    step(fork.at, pending.inHandler ? `a handler of the server forks: ${fork.by}` : `the fork: ${fork.by}`, "parent"),
    ...startSteps(child, fork.at),
  ]);
}

function useSteps(m: Machine, { object, state, child }: PendingStanding): readonly Step[] {
  const first = firstUse(m, object, child);
  const begun = m.begun.get(`${object.id}:${child.parent}`) ?? m.begun.get(`${object.id}:${object.process}`);
  if (object.kind === "server") return first ? [step(first, "the server is started", "parent")] : [];
  if (state === "in-flight" && begun) return [step(begun, "a call begins, and is under way at the fork", "parent")];
  if (state === "busy" && first) return [step(first, "another thread of the parent calls gRPC", "parent")];
  return first && state !== "created" ? [step(first, "the parent uses it before the fork", "parent")] : [];
}

/** From the fork to the call that binds: the server is the child's own. */
export function bindingTrace({ object, process, at, stack }: Binding): readonly Step[] {
  const fork = process.fork as Fork;
  return tidy([
    ...callSteps(process.stack, "parent"),
    step(fork.at, `the child is started: ${fork.by}`, "parent"),
    ...startSteps(process, fork.at),
    ...callSteps(stack.slice(0, sharedWith(object, stack)), "child"),
    step(object.creation.at(-1) as Place, `the server is created: ${object.maker}`, "child"),
    step(at, "the child binds the address", "child"),
  ]);
}

/** How many calls lead both to the creation of the server and to its binding. */
function sharedWith(object: GrpcObject, stack: readonly Activation[]): number {
  const differs = stack.findIndex(({ at }, index) => {
    const other = object.creation[index];
    return other === undefined || placeKey(other) !== placeKey(at);
  });
  return differs < 0 ? stack.length : differs;
}
