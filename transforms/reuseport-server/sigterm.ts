/**
 * GFF206: SIGTERM of the parent ends the workers, and each lets its calls end first.
 *
 * What is written was measured (docs/proof.md). A worker whose main thread waits for the termination of its server
 * only asks for it: a `.wait()` in the handler would hang when the signal comes twice, from the parent and from what
 * signals the whole group. The parent does not exit in its handler when it ends by itself after its workers have.
 */
import type { Scope, Statement } from "../../src/code";
import { localName } from "../../src/edits/imports";
import type { Source } from "../../src/edits/transform";
import { forEachStatement } from "../../src/facts/walk";
import type { Edit, ImportRequest, ServerCall } from "../../src/types";
import type { LaunchCall } from "./launch-call";
import { functionAbove, linesAfter, topStatement } from "./lines";
import { freshName } from "./names";
import { isRefusal, type Part, pageAt, part, type Refusal, refuse } from "./part";
import { lastStart, type Running } from "./running";
import { callAt, contains, dottedName, expressionsOfScope, isWithin, type Page, rowsTo, written } from "./syntax";

const shape = (detail: string) => refuse("unsupported-shape", detail);

/** Where `server.start()` will be, and what the server is called there. */
export interface Home {
  readonly page: Page;
  readonly scope: Scope;
  readonly server: string;
}

/** In each worker, behind `server.start()`. `calls` are those of one server; `home` is null where it stays in its place. */
export function stopInChild(calls: readonly ServerCall[], source: Source, home: Home | null = null): Part | Refusal {
  const starts = calls.filter((call) => call.method === "start");
  const [start] = starts;
  if (!start || starts.length > 1) return shape("the start of the server could not be found: handle SIGTERM by hand");
  const page = pageAt(start.at, source);
  if (isRefusal(page)) return page;
  const found = callAt(page.facts, start.at.span);
  const row = found && rowsTo(found.scope, found.expression.span).at(-1);
  if (found?.expression.callee.kind !== "attribute" || row?.statement.kind !== "expression") {
    return shape("server.start() is no statement of its own: handle SIGTERM by hand");
  }
  const scope = home?.scope ?? found.scope;
  if (mentionsSigterm(page, scope)) return part({});
  const server = home?.server ?? written(page.text, found.expression.callee.object);
  const isWaiting = calls.some((call) => call.method === "wait_for_termination");
  const before = home ? (scope.body[0]?.span.start ?? 0) : row.statement.span.start;
  const signal = importOf(page, "signal", before);
  const sys = isWaiting ? signal : importOf(page, "sys", before);
  const stop = freshName(["stop", "_stop", "stop_server"], [{ facts: page.facts, scope }]);
  if (!signal || !sys || !stop)
    return refuse("conflict", `${page.facts.path} uses the name signal or sys for something else`);
  const lines = isWaiting
    ? [`${signal.name}.signal(${signal.name}.SIGTERM, lambda *_: ${server}.stop(10))`]
    : stopLines(stop, server, signal.name, sys.name);
  const edit = linesAfter(page, row.statement, lines);
  if (!edit) return shape("another statement follows server.start() on its line");
  return part({
    edits: [edit],
    imports: [signal.request, ...(isWaiting ? [] : [sys.request])],
    notes: ["a worker that gets SIGTERM lets its calls end, for up to ten seconds"],
  });
}

/** For a worker whose main thread does not end when its server does. */
function stopLines(stop: string, server: string, signal: string, sys: string): readonly string[] {
  return [
    "",
    `def ${stop}(*_):`,
    `    ${signal}.signal(${signal}.SIGTERM, ${signal}.SIG_IGN)`,
    `    ${server}.stop(10).wait()`,
    `    ${sys}.exit(0)`,
    "",
    `${signal}.signal(${signal}.SIGTERM, ${stop})`,
  ];
}

/** In the parent, behind the statement after which all workers run. */
export function stopInParent(launches: readonly LaunchCall[], children: readonly Scope[]): Part | Refusal {
  const [launch] = launches;
  if (!launch) return shape("the start of the workers could not be found");
  if (handlesSigterm(launch, children)) {
    return shape("the program has a handler of SIGTERM: let it call .terminate() on each worker");
  }
  if (launches.some((other) => other.facts.path !== launch.facts.path || other.scope.id !== launch.scope.id)) {
    return shape("the workers are started in several places");
  }
  const running = lastStart(launches);
  if (isRefusal(running)) return running;
  const top = topStatement(launch, launch.call.span.start);
  const name = nameOfHandler(launch);
  const before = top?.span.start ?? 0;
  const signal = importOf(launch, "signal", before);
  const multiprocessing = importOf(launch, "multiprocessing", before);
  const exits = isAwake(launch, running);
  const sys = exits ? importOf(launch, "sys", before) : signal;
  if (!top || !name || !signal || !multiprocessing || !sys) {
    return refuse("conflict", `${launch.facts.path} uses a name that the repair needs (signal, sys, multiprocessing)`);
  }
  const lines = [
    `def ${name}(*_):`,
    `    for worker in ${multiprocessing.name}.active_children():`,
    "        worker.terminate()",
    ...(exits ? [`    ${sys.name}.exit(0)`] : []),
  ];
  const helper = functionAbove(launch, top, lines);
  const call = linesAfter(launch, running.statement, [`${signal.name}.signal(${signal.name}.SIGTERM, ${name})`]);
  if (!helper || !call) return shape("the start of the workers shares its line with another statement");
  const edits: Edit[] = [helper, call];
  return part({
    edits,
    imports: [signal.request, multiprocessing.request, ...(exits ? [sys.request] : [])],
    notes: [
      `SIGTERM of the parent goes to all its children, and the parent ${exits ? "exits" : "ends"} with status 0 when they have ended`,
    ],
  });
}

function nameOfHandler(launch: LaunchCall): string | null {
  const module = launch.facts.scopes[0] as Scope;
  const places = [launch.scope, module].map((scope) => ({ facts: launch.facts, scope }));
  return freshName(["_terminate_workers", "_stop_workers", "_terminate_children"], places);
}

/** Whether the parent goes on by itself once the workers run, so that its handler has to end it. */
function isAwake(launch: LaunchCall, running: Running): boolean {
  const after = expressionsOfScope(launch.facts, launch.scope).filter(
    ({ expression }) => expression.span.start > running.statement.span.end,
  );
  const calls = after.flatMap(({ expression }) => (expression.kind === "call" ? [expression] : []));
  const named = (names: readonly string[]) =>
    calls.some(({ callee }) => names.includes(dottedName(callee)?.split(".").at(-1) ?? ""));
  const isJoined = calls.some(
    ({ callee, arguments: args }) => callee.kind === "attribute" && callee.name === "join" && args.length === 0,
  );
  return (!isJoined && named(["sleep", "pause", "wait"])) || loopsForever(launch.scope, running.statement.span.end);
}

function loopsForever(scope: Scope, after: number): boolean {
  let found = false;
  forEachStatement(scope.body, (statement) => {
    if (statement.kind === "while" && statement.span.start > after && isTrue(statement)) found = true;
  });
  return found;
}

function isTrue(statement: Extract<Statement, { readonly kind: "while" }>): boolean {
  const { test } = statement;
  return test.kind === "constant" && (test.value === true || test.value === 1);
}

function mentionsSigterm({ facts }: Page, scope: Scope): boolean {
  return facts.scopes.some((one) => isWithin(facts, one.id, scope.id) && one.mentions.includes("SIGTERM"));
}

/** The file of the launch speaks of SIGTERM outside what the workers run. */
function handlesSigterm({ facts }: LaunchCall, children: readonly Scope[]): boolean {
  return facts.scopes.some(
    (scope) =>
      scope.mentions.includes("SIGTERM") &&
      !children.some((child) => facts.scopes[child.id] === child && contains(child.span, scope.span)),
  );
}

export interface Imported {
  readonly name: string;
  readonly request: ImportRequest;
}

/** A module of the standard library, and how code at the place calls it; null when it cannot be had. */
export function importOf({ facts }: Page, module: string, before: number): Imported | null {
  const request: ImportRequest = { path: facts.path, from: null, name: module, before };
  const name = localName(facts, request);
  return name === null ? null : { name, request };
}
