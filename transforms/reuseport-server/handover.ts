/** What the parent hands to the child's function: parameters and the arguments that fill them, changed together. */
import type { Expression } from "../../src/code";
import { editListing, itemAt, type Listing, listingAt } from "../../src/edits/listing";
import type { Edit, Span } from "../../src/types";
import { argsOf, type Child, isPlainTarget, kwargsOf, type LaunchCall, parametersOf } from "./launch-call";
import { type Part, part, type Refusal, refuse } from "./part";
import { contains, written } from "./syntax";

export interface Handover {
  /** Names of parameters that go. */
  readonly drop: readonly string[];
  readonly add: readonly Addition[];
}

export interface Addition {
  readonly parameter: string;
  /** The parent's code for it. */
  readonly value: string;
  /** Its type, for a function that annotates its parameters; null when it is not known. */
  readonly type: string | null;
}

export function planHandover(handover: Handover, child: Child, launches: readonly LaunchCall[]): Part | Refusal {
  if (handover.drop.length === 0 && handover.add.length === 0) return part({});
  if (launches.some((launch) => launch.launch.construct !== "process")) {
    return refuse(
      "unsupported-shape",
      "the class of the process would have to keep the port: pass it to its constructor, by hand",
    );
  }
  if (!launches.every((launch) => isPlainTarget(launch, child))) {
    return refuse("unsupported-shape", "the target of the process is no plain function: its arguments cannot be seen");
  }
  const positional = launches.every((launch) => isPositional(launch, child, handover));
  const parameters = parameterEdits(child, handover, positional);
  if (!parameters) return refuse("unsupported-shape", `the parameters of ${child.scope.name}() could not be read`);
  const edits: Edit[] = [...parameters];
  for (const launch of launches) {
    const own = argumentEdits(launch, child, handover, positional ? "args" : "kwargs");
    if (!own) return refuse("unsupported-shape", "the arguments of the process are not written out");
    edits.push(...own);
  }
  return part({ edits });
}

/** Whether the arguments can go behind those that `args` has: all parameters are filled by it, in order. */
function isPositional({ call }: LaunchCall, child: Child, { drop }: Handover): boolean {
  const parameters = parametersOf(child);
  const isPlain = parameters.every(({ kind, default: value }) => kind.startsWith("positional") && value === null);
  const kwargs = kwargsOf(call)?.value;
  const isKwargsGone =
    !kwargs || (kwargs.kind === "mapping" && kwargs.entries.every((entry) => drop.includes(keyOf(entry) ?? "")));
  return isPlain && isKwargsGone && countOf(argsOf(call)?.value) + dropsIn(kwargs, drop) === parameters.length;
}

function dropsIn(kwargs: Expression | undefined, drop: readonly string[]): number {
  if (kwargs?.kind !== "mapping") return 0;
  return kwargs.entries.filter((entry) => drop.includes(keyOf(entry) ?? "")).length;
}

/** How many arguments a display has; -1 for what is no display. */
function countOf(args: Expression | undefined): number {
  if (!args) return 0;
  if (args.kind !== "sequence" || args.type === "set" || args.items.some((item) => item.kind === "star")) return -1;
  return args.items.length;
}

function keyOf(entry: { readonly key: Expression | null }): string | null {
  return entry.key?.kind === "constant" && typeof entry.key.value === "string" ? entry.key.value : null;
}

/** The edits of the `def` line. */
function parameterEdits(child: Child, { drop, add }: Handover, positional: boolean): readonly Edit[] | null {
  const { scope, facts, text } = child;
  const from = scope.nameSpan?.end;
  if (from === undefined) return null;
  const start = text.indexOf("(", from);
  const listing = listingAt(child, start, scope.span.end);
  if (!listing || /[[\]]/.test(text.slice(from, start))) return null;
  const remove = scope.parameters
    .filter(({ name }) => drop.includes(name))
    .map(({ nameSpan }) => itemAt(listing, nameSpan));
  const kept = scope.parameters.filter(({ name }) => !drop.includes(name));
  const star = starOf(text, listing);
  const isKeywordLeft = kept.some(({ kind }) => kind === "keyword-only");
  if (star >= 0 && !isKeywordLeft && (positional || add.length === 0)) remove.push(star);
  if (remove.includes(-1) || kept.some(({ kind }) => kind === "double-star" && add.length > 0)) return null;
  const isAnnotated = scope.parameters.some(({ annotation }) => annotation !== null);
  const names = add.map(({ parameter, type }) => (isAnnotated && type ? `${parameter}: ${type}` : parameter));
  const needsStar = !positional && add.length > 0 && star < 0 && !kept.some(({ kind }) => kind === "star");
  const append = needsStar ? ["*", ...names] : names;
  return editListing(text, listing, { remove, append, type: "other" }).map((edit) => ({ path: facts.path, ...edit }));
}

/** The index of the bare `*`. */
function starOf(text: string, { items }: Listing): number {
  return items.findIndex(({ start, end }) => text.slice(start, end) === "*");
}

/** The edits of one `Process(…)` call; null when an argument cannot be seen. */
function argumentEdits(
  launch: LaunchCall,
  child: Child,
  handover: Handover,
  into: "args" | "kwargs",
): readonly Edit[] | null {
  const { call, text, facts } = launch;
  const listing = listingAt(launch, call.callee.span.end, call.span.end);
  if (!listing) return null;
  const args = changedArgs(launch, child, handover, into === "args" ? handover.add : []);
  const kwargs = changedKwargs(launch, handover, into === "kwargs" ? handover.add : []);
  if (!args || !kwargs) return null;
  const gone = [args.gone, kwargs.gone].flatMap((span) => (span ? [itemAt(listing, span)] : []));
  // Taking a positional argument away would move those behind it.
  const isKeyword = (index: number) => call.arguments[index]?.kind === "keyword";
  if (!gone.every(isKeyword) && gone.some((index) => index !== listing.items.length - 1)) return null;
  const append = [...args.fresh, ...kwargs.fresh];
  const own = editListing(text, listing, { remove: gone, append, type: "other" });
  return [...own, ...args.edits, ...kwargs.edits].map((edit) => ({ path: facts.path, ...edit }));
}

interface Changed {
  readonly edits: readonly Omit<Edit, "path">[];
  /** The argument that has nothing left in it. */
  readonly gone: Span | null;
  /** An argument that is not there yet. */
  readonly fresh: readonly string[];
}

const unchanged: Changed = { edits: [], gone: null, fresh: [] };

function changedArgs(launch: LaunchCall, child: Child, { drop }: Handover, add: readonly Addition[]): Changed | null {
  const argument = argsOf(launch.call);
  const values = add.map(({ value }) => value);
  if (!argument) {
    const comma = values.length === 1 ? "," : "";
    return values.length === 0 ? unchanged : { ...unchanged, fresh: [`args=(${values.join(", ")}${comma})`] };
  }
  const parameters = parametersOf(child);
  const remove = drop
    .flatMap((name) => parameters.findIndex((p) => p.name === name))
    .filter((index) => index < countOf(argument.value));
  if (remove.length === 0 && values.length === 0)
    return countOf(argument.value) < 0 && drop.length > 0 ? null : unchanged;
  if (argument.value.kind !== "sequence" || countOf(argument.value) < 0) return null;
  if (remove.length === argument.value.items.length && values.length === 0)
    return { ...unchanged, gone: argument.span };
  const listing = listingAt(launch, argument.value.span.start, argument.span.end);
  if (!listing) return null;
  const type = argument.value.type === "tuple" ? "tuple" : "other";
  return { ...unchanged, edits: editListing(launch.text, listing, { remove, append: values, type }) };
}

function changedKwargs(launch: LaunchCall, { drop }: Handover, add: readonly Addition[]): Changed | null {
  const argument = kwargsOf(launch.call);
  const pairs = add.map(({ parameter, value }) => `"${parameter}": ${value}`);
  if (!argument) return pairs.length === 0 ? unchanged : { ...unchanged, fresh: [`kwargs={${pairs.join(", ")}}`] };
  if (argument.value.kind !== "mapping") return pairs.length === 0 && drop.length === 0 ? unchanged : null;
  const entries = argument.value.entries;
  const remove = entries.flatMap((entry, index) => (drop.includes(keyOf(entry) ?? "") ? [index] : []));
  if (remove.length === 0 && pairs.length === 0) return unchanged;
  if (remove.length === entries.length && pairs.length === 0) return { ...unchanged, gone: argument.span };
  const listing = listingAt(launch, argument.value.span.start, argument.span.end);
  if (!listing || listing.items.length !== entries.length) return null;
  return { ...unchanged, edits: editListing(launch.text, listing, { remove, append: pairs, type: "other" }) };
}

/** The expression that a launch hands over for a parameter; null when it hands over none that can be seen. */
export function handedFor({ call }: LaunchCall, child: Child, name: string): Expression | null {
  const index = parametersOf(child).findIndex((parameter) => parameter.name === name);
  const args = argsOf(call)?.value;
  if (args && countOf(args) > index && args.kind === "sequence") return args.items[index] ?? null;
  const kwargs = kwargsOf(call)?.value;
  if (kwargs?.kind !== "mapping") return null;
  return kwargs.entries.find((entry) => keyOf(entry) === name)?.value ?? null;
}

/** The parameter through which a launch hands over a name of its own; null when there is none. */
export function parameterFor(launch: LaunchCall, child: Child, name: string): string | null {
  const found = parametersOf(child).find((parameter) => {
    const value = handedFor(launch, child, parameter.name);
    return value?.kind === "name" && value.name === name;
  });
  return found?.name ?? null;
}

/** Whether the place is one of the arguments that a launch hands over, whole. */
export function isHanded(launch: LaunchCall, child: Child, span: Span): boolean {
  return parametersOf(child).some((parameter) => {
    const value = handedFor(launch, child, parameter.name);
    return (
      value !== null &&
      contains(value.span, span) &&
      written(launch.text, value) === launch.text.slice(span.start, span.end)
    );
  });
}
