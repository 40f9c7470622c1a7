/** The construction of a process as it is written, and the function that the child runs. */
import type { Argument, Call, Scope } from "../../src/code";
import type { Source } from "../../src/edits/transform";
import type { Launch } from "../../src/types";
import { isRefusal, pageAt, type Refusal, refuse } from "./part";
import {
  argumentOf,
  callAt,
  dottedName,
  type Found,
  hasSpread,
  type Page,
  type Row,
  rowsTo,
  scopeNamedAt,
} from "./syntax";

export interface LaunchCall extends Page {
  readonly launch: Launch;
  readonly call: Call;
  readonly found: Found;
  /** The scope whose statements hold it. */
  readonly scope: Scope;
  /** The statements around it, outermost first. */
  readonly rows: readonly Row[];
}

/** What a child runs first. */
export interface Child extends Page {
  readonly scope: Scope;
  /** The name of `self`; null for a function that has none. */
  readonly self: string | null;
}

export function readLaunch(launch: Launch, source: Source): LaunchCall | Refusal {
  if (launch.construct !== "process" && launch.construct !== "process-subclass") {
    return refuse("unsupported-shape", "the workers are not started with Process(...): start each with one, by hand");
  }
  if (launch.inThread) {
    return refuse("unsupported-shape", "the workers are started by a thread: start them from the main thread");
  }
  if (launch.inHandler) return refuse("unsupported-shape", "the workers are started by a handler of the server");
  const page = pageAt(launch.at, source);
  if (isRefusal(page)) return page;
  const found = callAt(page.facts, launch.at.span);
  if (!found || hasSpread(found.expression)) {
    return refuse("unsupported-shape", "the arguments of the process are not written out");
  }
  const { scope, expression: call } = found;
  if (scope.kind === "lambda") return refuse("unsupported-shape", "the process is made in a lambda");
  return { ...page, launch, call, found, scope, rows: rowsTo(scope, call.span) };
}

/** The function that all these launches run; null when there are several, or when it cannot be seen. */
export function readChild(launches: readonly Launch[], source: Source): Child | Refusal {
  const [first, ...others] = launches.map((launch) => launch.target);
  if (!first || others.some((other) => other?.path !== first.path || other.span.start !== first.span.start)) {
    return refuse("unsupported-shape", "the workers do not all run one function of this repository");
  }
  const page = pageAt(first, source);
  if (isRefusal(page)) return page;
  const scope = scopeNamedAt(page.facts, first);
  if (scope?.kind !== "function" || scope.async || scope.generator) {
    return refuse("unsupported-shape", "what the workers run is no plain function");
  }
  const owner = scope.parent === null ? undefined : page.facts.scopes[scope.parent];
  const self = owner?.kind === "class" ? (scope.parameters[0]?.name ?? null) : null;
  return { ...page, scope, self };
}

/** `Process(group, target, name, args, kwargs)` */
export function targetOf(call: Call): Argument | null {
  return argumentOf(call, "target", 1);
}

export function argsOf(call: Call): Argument | null {
  return argumentOf(call, "args", 3);
}

export function kwargsOf(call: Call): Argument | null {
  return argumentOf(call, "kwargs", 4);
}

/** Whether the target is the function by its name, and no lambda or partial around it. */
export function isPlainTarget({ call }: LaunchCall, child: Child): boolean {
  const target = targetOf(call)?.value;
  if (target?.kind === "attribute") return target.name === child.scope.name;
  return target?.kind === "name" && dottedName(target) !== null;
}

/** The parameters that arguments fill: all but `self`. */
export function parametersOf({ scope, self }: Child) {
  return self === null ? scope.parameters : scope.parameters.slice(1);
}
