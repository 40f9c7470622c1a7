/** The program → the process tree: every entry is followed as a program of its own. */
import type { Scope } from "../code";
import type { Launcher, Variable } from "../deployment/index";
import type { Models } from "../models/models";
import type { Facts, Options, Place, Program } from "../types";
import { applicationsIn } from "./applications";
import { followed } from "./followed";
import { findMember } from "./machine/attributes";
import { callFunction } from "./machine/calls";
import { bare } from "./machine/classes";
import { settingOf } from "./machine/environment";
import { lapse } from "./machine/grpc";
import { moduleName, startFile } from "./machine/imports";
import { ANY_ARGUMENTS, type Frame, type Machine, readAt, scopeKey, variable } from "./machine/machine";
import { runDeferred } from "./machine/outside";
import { layer } from "./machine/store";
import { PATIENCE } from "./machine/thrift";
import type { ClassValue, FunctionValue, Value } from "./machine/value";
import { observed } from "./observed";
import { findRelevance, type Relevance } from "./relevance";
import { mainKey } from "./relevance-arrows";
import { runApplication } from "./run-application";
import type { Followed, Observation, ProcessTree } from "./tree";
import { createWorld, enterWorld, resetRun } from "./world";

/** How the programs are started, as far as files of the project say. */
export interface Deployment {
  readonly variables: readonly Variable[];
  readonly launchers: readonly Launcher[];
}

/**
 * `before` is the tree of a program in which most files were the same; `patience` the steps of one entry in which every
 * relevant function is run.
 */
export function buildTree(
  program: Program,
  models: Models,
  options: Options,
  { variables, launchers }: Deployment = { variables: [], launchers: [] },
  before?: ProcessTree,
  patience = PATIENCE,
): ProcessTree {
  const relevance = findRelevance(program, models, options.models?.entryPoints, before?.memory);
  const observations: Observation[] = variables.map(({ name, value, at }) => settingOf(name, value, at));
  const programs: Followed[] = [];
  const exhausted: string[] = [];
  const world = createWorld({ program, models, options, relevance, patience }, variables);
  const machine = world.machine;
  const { executed } = machine;
  let spent = 0;
  let skipped = 0;
  const follow = (path: string, run: () => void) => {
    const facts = program.facts.get(path);
    if (!facts) return;
    if (spent > WHOLE_BUDGET) {
      skipped++;
      return;
    }
    const inherited = world.kept;
    enterWorld(world, facts);
    run();
    spent += machine.steps;
    const seen = observed(machine);
    observations.push(...seen);
    programs.push(followed(machine, path, inherited, seen));
    if (machine.exhausted && !exhausted.includes(path)) exhausted.push(path);
  };
  const reach = closures(program, relevance);
  for (const { path, scope, of } of relevance.starts) {
    // That another program calls it makes it no less a program of its own.
    executed.delete(scopeKey(path, scope.id));
    follow(path, () => runEntry(machine, path, [{ scope, of }]));
  }
  byPromise(program, models).forEach((path, index) => {
    options.progress?.("following processes", index, program.entries.length);
    const matters = (reach.runs.forks(path) && reach.runs.opens(path)) || reach.suspects(path);
    if (matters) follow(path, () => runEntry(machine, path, []));
  });
  for (const application of applicationsIn(program, models, launchers)) {
    // What its tasks and routes do counts as well as what it does as it is imported.
    if (![application.path, ...application.modules, application.config?.path ?? ""].some(reach.holdsGrpc)) continue;
    follow(application.path, () => runApplication(machine, application));
  }
  // Functions that fork, or that are a mistake, and that nobody in the program calls: a library's, a framework's, a test's.
  for (const [path, facts] of [...program.facts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const isOpening = (scope: Scope) =>
      reach.imports.opens(path) || relevance.opening.has(scopeKey(path, scope.id)) || isSuspect(program, path, scope);
    const roots = uncalled(program, facts, relevance, executed).filter(({ scope }) => isOpening(scope));
    if (roots.length > 0) follow(path, () => runEntry(machine, path, roots));
  }
  return { programs, observations, exhausted, skipped, memory: relevance.memory };
}

/** Evaluations that all entries together may cost. Reached only by repositories of hundreds of large programs. */
const WHOLE_BUDGET = 4_000_000;

/** Entries that fork or open gRPC themselves come first: should the budget run out, it is spent where it counts. */
function byPromise(program: Program, models: Models): readonly string[] {
  const promise = (path: string): number => {
    const words = new Set(program.facts.get(path)?.scopes.flatMap((scope) => scope.mentions) ?? []);
    const has = (isWord: (word: string) => boolean) => ([...words].some(isWord) ? 1 : 0);
    return has(models.isForkWord) + has(models.isGrpcWord);
  };
  const ranked = program.entries.map((path) => ({ path, rank: promise(path) }));
  return ranked.sort((a, b) => b.rank - a.rank || (a.path < b.path ? -1 : 1)).map(({ path }) => path);
}

/** A function to call that nobody calls, and the class of which it is a method. */
interface Root {
  readonly scope: Scope;
  readonly of: Scope | null;
}

interface Reach {
  /** Whether that can fork. */
  readonly forks: (path: string) => boolean;
  /** Whether that can open gRPC. */
  readonly opens: (path: string) => boolean;
}

/** What importing a module does, and what running it as a program does, their imports included. */
function closures(
  program: Program,
  relevance: Relevance,
): {
  readonly imports: Reach;
  readonly runs: Reach;
  readonly suspects: (path: string) => boolean;
  readonly holdsGrpc: (path: string) => boolean;
} {
  const importers = new Map<string, readonly string[]>();
  for (const path of program.facts.keys()) importers.set(path, program.importersOf(path));
  const upward = (starts: readonly string[]): ReadonlySet<string> => {
    const reached = new Set(starts);
    const queue = [...reached];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      for (const importer of importers.get(path) ?? []) {
        if (reached.has(importer)) continue;
        reached.add(importer);
        queue.push(importer);
      }
    }
    return reached;
  };
  const modulesIn = (scopes: ReadonlySet<string>) =>
    [...program.facts.keys()].filter((path) => scopes.has(scopeKey(path, 0)));
  const forks = upward(modulesIn(relevance.forking));
  const opens = upward(modulesIn(relevance.opening));
  const suspects = upward([...program.suspects]);
  const files = new Set([...relevance.opening].map((key) => key.slice(0, key.lastIndexOf("#"))));
  const holdsGrpc = upward([...files]);
  return {
    imports: { forks: (path) => forks.has(path), opens: (path) => opens.has(path) },
    runs: {
      forks: (path) => forks.has(path) || relevance.forking.has(mainKey(path)),
      opens: (path) => opens.has(path) || relevance.opening.has(mainKey(path)),
    },
    suspects: (path) => suspects.has(path),
    holdsGrpc: (path) => holdsGrpc.has(path),
  };
}

/** A function that binds a port, in a file where that may be done wrongly. */
function isSuspect(program: Program, path: string, scope: Scope): boolean {
  return program.suspects.has(path) && scope.mentions.some((mention) => /^add_(in)?secure_port$/.test(mention));
}

/** A test that puts something in the place of what it calls: that is run by itself, as it is. */
function isMocked({ name, mentions }: Scope): boolean {
  return name.startsWith("test") && mentions.some((mention) => STAND_INS.has(mention));
}

const STAND_INS = new Set(["patch", "mocker", "monkeypatch"]);

function uncalled(
  program: Program,
  facts: Facts,
  relevance: Relevance,
  executed: ReadonlySet<string>,
): readonly Root[] {
  if (facts.generated) return [];
  const roots: Root[] = [];
  for (const scope of facts.scopes) {
    const key = scopeKey(facts.path, scope.id);
    if (scope.kind !== "function" || executed.has(key)) continue;
    if (isMocked(scope)) continue;
    if (!relevance.forking.has(key) && !isSuspect(program, facts.path, scope)) continue;
    const outer = facts.scopes[scope.parent ?? 0];
    const top = outer?.kind === "class" ? facts.scopes[outer.parent ?? 0] : outer;
    if (top?.kind !== "module") continue;
    roots.push({ scope, of: outer?.kind === "class" ? outer : null });
  }
  // Whatever other method is called, `__init__` runs before it, and then need not be run again.
  return roots.toSorted((a, b) => Number(isInit(a)) - Number(isInit(b)));
}

function isInit({ scope, of }: Root): boolean {
  return of !== null && scope.name === "__init__";
}

function runEntry(m: Machine, path: string, roots: readonly Root[]): void {
  const isLibrary = roots.length > 0;
  const frame = startFile(m, path, isLibrary ? moduleName(path) : "__main__");
  m.ended = null;
  if (!frame) return;
  const base = m.store;
  for (const root of roots) {
    if (m.executed.has(scopeKey(path, root.scope.id))) continue;
    m.store = layer(base);
    const { steps, exhausted } = m;
    resetRun(m);
    m.exhausted = exhausted;
    m.steps = steps;
    runRoot(m, frame, root);
  }
  m.store = layer(m.store);
  runDeferred(m);
}

/** Runs a function that nobody calls, some time after its module was imported. */
function runRoot(m: Machine, frame: Frame, root: Root): void {
  lapse(m);
  const at: Place = { path: frame.facts.path, span: root.scope.nameSpan ?? root.scope.span };
  if (!root.of) {
    for (const value of readAt(m, variable(frame, root.scope.name)) ?? []) {
      if (value.kind === "function") callFunction(m, value, ANY_ARGUMENTS, at);
    }
    return;
  }
  for (const of of readAt(m, variable(frame, root.of.name)) ?? []) {
    if (of.kind === "class") runMethod(m, of, root.scope.name, at);
  }
}

/** Makes an instance with arguments that are not known, and calls the method on it. */
function runMethod(m: Machine, of: ClassValue, name: string, at: Place): void {
  const functions = (member: string) =>
    (findMember(m, of, member) ?? []).filter((value): value is FunctionValue => value.kind === "function");
  const self: Value = bare(m, of, at);
  for (const init of functions("__init__")) callFunction(m, { ...init, self }, ANY_ARGUMENTS, at);
  if (name === "__init__") return;
  lapse(m);
  for (const method of functions(name)) {
    const bound = method.flags.includes("class") ? of : self;
    callFunction(m, { ...method, self: method.flags.includes("static") ? null : bound }, ANY_ARGUMENTS, at);
  }
}
