/**
 * Which functions can matter: those that may touch gRPC, a fork, or something that holds either.
 *
 * The others are not run. The question is put as a graph, in which an arrow from A to B says "if A is
 * tainted, B is": from a name to the scope that mentions it, from a value to what it is assigned to,
 * from an argument to the parameters, from a function to its name. What is reached from the seeds (gRPC
 * constructors, ways to fork) is relevant. It is linear in the size of the program and errs on the side
 * of running too much: attributes are told apart by name alone, unless the name is a common one.
 */
import type { Models } from "../models/models";
import type { Program } from "../types";
import { type Definition, definitionsLike, nodesOf } from "./definitions";
import { arrowsOf } from "./relevance-arrows";
import { fixtureArrows } from "./relevance-fixtures";
import { nameIndex } from "./relevance-names";

export interface Relevance {
  /** `path#scope` of every scope that can matter. */
  readonly scopes: ReadonlySet<string>;
  /** `path#scope` of those from which a fork can be reached, and of those from which gRPC can. */
  readonly forking: ReadonlySet<string>;
  readonly opening: ReadonlySet<string>;
  /** The name in the models of the project, by `path#scope`, of functions and classes of the program. */
  readonly modelled: ReadonlyMap<string, string>;
  /** Functions with which programs start, as the project says. */
  readonly starts: readonly Definition[];
}

/** The arrows of a program, and the nodes that are tainted to begin with. */
export interface TaintGraph {
  readonly arrows: Map<string, string[]>;
  /** Those of the arrows that follow control alone. */
  readonly calls: Map<string, string[]>;
  readonly grpc: Set<string>;
  readonly forks: Set<string>;
  /** What decides how a fork goes without being one: it has to be run, but is no reason to run a program. */
  readonly settings: Set<string>;
  /** The nodes of classes of the program whose instances the project calls clients. */
  readonly clients: ReadonlySet<string>;
}

/** The node of a scope that has to be run: this and its `path#scope`. */
export const SCOPE = "S:";

/** The node of a scope that matters by what it does itself, and not only for what some caller gives it. */
export const OWN = "I:";

/** `starts` are the dotted names of functions with which programs start. */
export function findRelevance(program: Program, models: Models, starts: readonly string[] = []): Relevance {
  const names = nameIndex(program);
  const modelled = models.ownNames.flatMap((name) => definitionsLike(name, names));
  const graph: TaintGraph = {
    ...emptyGraph(),
    clients: new Set(
      modelled.flatMap(({ name, at }) =>
        at.scope.kind === "class" && models.library(name).length > 0 ? nodesOf(at) : [],
      ),
    ),
  };
  for (const facts of program.facts.values()) arrowsOf(facts, names, models, graph);
  fixtureArrows(program, graph);
  for (const { name, at } of modelled) seedModelled(name, at, models, graph);
  const scopes = reached(graph.arrows, new Set([...graph.grpc, ...graph.forks, ...graph.settings]));
  return {
    scopes: new Set([...named(scopes, SCOPE), ...modelled.flatMap(({ at }) => definingScopes(at))]),
    opening: named(reached(graph.calls, graph.grpc), OWN),
    forking: named(reached(graph.calls, graph.forks), OWN),
    modelled: new Map(modelled.map(({ name, at }) => [`${at.path}#${at.scope.id}`, name])),
    starts: starts.flatMap((name) => definitionsLike(name, names).map(({ at }) => at)),
  };
}

/** One without arrows, for who only wants to know what names stand for. */
export function emptyGraph(): TaintGraph {
  return {
    arrows: new Map(),
    calls: new Map(),
    grpc: new Set(),
    forks: new Set(),
    settings: new Set(),
    clients: new Set(),
  };
}

/** What has to be run so that the name is bound. */
function definingScopes({ path, of }: Definition): readonly string[] {
  return [`${path}#0`, ...(of === null ? [] : [`${path}#${of.id}`])];
}

/** Whoever names what the project has a model for matters as if it came from a library. */
function seedModelled(name: string, at: Definition, models: Models, graph: TaintGraph): void {
  const seeds = models.library(name).length > 0 ? graph.grpc : models.leadsToForkCall(name) ? graph.forks : null;
  for (const node of nodesOf(at)) seeds?.add(node);
}

function reached(arrows: ReadonlyMap<string, readonly string[]>, seeds: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(seeds);
  const queue = [...seeds];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const next of arrows.get(node) ?? []) {
      if (all.has(next)) continue;
      all.add(next);
      queue.push(next);
    }
  }
  return all;
}

function named(nodes: ReadonlySet<string>, prefix: string): ReadonlySet<string> {
  return new Set([...nodes].flatMap((node) => (node.startsWith(prefix) ? [node.slice(prefix.length)] : [])));
}
