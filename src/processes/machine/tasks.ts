/** Tasks: what a call gives a child process or a thread to run, and with which arguments. */
import type { Expression } from "../../code";
import type { ArgumentAt, Condition, Handover } from "../../models/model";
import { elements, itemsInOrder, stringEntries } from "./containers";
import { iterate } from "./evaluate";
import { reachable } from "./grpc";
import {
  type Arguments,
  type CallSite,
  type Machine,
  placeOf,
  type Running,
  readAt,
  type Task,
  variable,
} from "./machine";
import { joinAll, NOTHING, type Value, type Values } from "./value";

/** What a call gives for an argument of the model; null if it leaves it out. */
export function argument(args: Arguments, at: ArgumentAt | null): Values | null {
  if (!at) return null;
  const byName = at.keyword === null ? undefined : args.keywords.get(at.keyword);
  const byPosition = at.position === null ? undefined : args.positional[at.position];
  return (byName ?? byPosition)?.values ?? null;
}

/** Whether a call gives what a condition asks for. */
export function holds({ argument: at, is, whenAbsent }: Condition, args: Arguments): boolean {
  const given = argument(args, at);
  if (given === null) return whenAbsent;
  const words = given.map((value) => (value.kind === "constant" ? value.value : undefined));
  // What is not known may be anything, but what is asked for by name has to be seen.
  if ("oneOf" in is) return words.some((word) => is.oneOf.some((item) => item === word));
  if ("startsWith" in is) return words.some((word) => typeof word === "string" && word.startsWith(is.startsWith));
  return !words.every((word) => is.not.some((item) => item === word));
}

export function handedOver(m: Machine, task: Task): Running["handed"] {
  return task.handed.map((item) => ({ place: item.place, objects: reachable(m, item.values) }));
}

/** Reads from a call what it gives the child to run. */
export function takeTask(m: Machine, handover: Handover, site: CallSite): Task | null {
  const callee = argument(site.args, handover.function);
  const none = callee?.every((value) => value.kind === "constant" && value.value === null);
  if (!callee || none) return null;
  const positional = [...sequenceArguments(m, handover, site), ...itemArguments(m, handover, site)];
  const mapping = argument(site.args, handover.kwargs);
  const entries = mapping && stringEntries(m, mapping);
  const keywords = new Map([...(entries ?? [])].map(([name, values]) => [name, { values, expression: null }]));
  if (handover.items?.kind === "rest")
    for (const [name, arg] of site.args.keywords) keywords.set(name, { values: arg.values, expression: null });
  const args: Arguments = { positional, keywords, open: mapping !== null && entries === null };
  const at = expressionOf(site, handover.function.position, handover.function.keyword);
  const calleeAt = at ? placeOf(site.frame, at) : site.place;
  const captured = callee.flatMap((value) => [...capturedBy(m, value)]);
  const kwargsAt = handover.kwargs && expressionOf(site, handover.kwargs.position, handover.kwargs.keyword);
  const handed = [
    { place: calleeAt, values: [...callee, ...captured] },
    ...positional.map((arg) => ({
      place: arg.expression ? placeOf(site.frame, arg.expression) : site.place,
      values: arg.values,
    })),
    ...[...keywords.values()].map((arg) => ({
      place: kwargsAt ? placeOf(site.frame, kwargsAt) : site.place,
      values: arg.values,
    })),
  ];
  return { callee, args, handed, calleeAt };
}

function expressionOf(site: CallSite, position: number | null, keyword: string | null): Expression | null {
  const named = keyword === null ? undefined : site.args.keywords.get(keyword);
  return (named ?? (position === null ? undefined : site.args.positional[position]))?.expression ?? null;
}

function sequenceArguments(m: Machine, handover: Handover, site: CallSite): Arguments["positional"] {
  const values = argument(site.args, handover.args);
  if (!values || !handover.args) return [];
  const written = expressionOf(site, handover.args.position, handover.args.keyword);
  const items = itemsInOrder(m, values);
  if (!items) return [{ values: joinAll(values.map((value) => elements(m, value, "values"))), expression: written }];
  const inPlace = written?.kind === "sequence" && written.items.length === items.length ? written.items : null;
  return items.map((item, index) => ({ values: item, expression: inPlace?.[index] ?? written }));
}

function itemArguments(m: Machine, handover: Handover, site: CallSite): Arguments["positional"] {
  const items = handover.items;
  if (!items) return [];
  const given = site.args.positional.slice(items.from);
  if (items.kind === "rest") return given;
  return given.flatMap((arg) => {
    const each = joinAll(arg.values.map((value) => iterate(m, value)));
    if (items.kind === "each") return [{ values: each, expression: arg.expression }];
    const inOrder = itemsInOrder(m, each);
    if (inOrder) return inOrder.map((values) => ({ values, expression: arg.expression }));
    return [{ values: joinAll(each.map((value) => iterate(m, value))), expression: arg.expression }];
  });
}

/** The locals that a lambda captures: passing it passes them. */
function capturedBy(m: Machine, value: Value): Values {
  if (value.kind !== "function") return NOTHING;
  const scope = m.program.facts.get(value.path)?.scopes[value.scope];
  const frame = m.frames[value.frame];
  if (scope?.kind !== "lambda" || !frame?.outer) return NOTHING;
  return scope.mentions.flatMap((name) => readAt(m, variable(frame, name)) ?? NOTHING);
}
