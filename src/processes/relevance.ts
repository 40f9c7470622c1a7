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
import type { Facts, Program } from "../types";
import { type Definition, definitionsLike, nodesOf } from "./definitions";
import { arrowsOf } from "./relevance-arrows";
import { type Core, coreOf } from "./relevance-core";
import { fixtureArrows } from "./relevance-fixtures";
import { stillTrue, type TaintMemory } from "./relevance-memory";
import { type NameIndex, nameIndex } from "./relevance-names";
import { closed, createNodes, emptyGraph, type OpenGraph, reached, type TaintGraph } from "./taint-graph";

export interface Relevance {
  /** `path#scope` of every scope that can matter. */
  readonly scopes: ReadonlySet<string>;
  /** `path#scope` of those from which a fork can be reached, and of those from which gRPC can. */
  readonly forking: ReadonlySet<string>;
  readonly opening: ReadonlySet<string>;
  /** What comes to gRPC or to a fork whatever it is given. */
  readonly core: Core;
  /** The name in the models of the project, by `path#scope`, of functions and classes of the program. */
  readonly modelled: ReadonlyMap<string, string>;
  /** Functions with which programs start, as the project says. */
  readonly starts: readonly Definition[];
  /** What makes the same question cheaper the next time. */
  readonly memory: TaintMemory;
}

/** The node of a scope that has to be run: this and its `path#scope`. */
export const SCOPE = "S:";

/** The node of a scope that matters by what it does itself, and not only for what some caller gives it. */
export const OWN = "I:";

/** `starts` are the dotted names of functions with which programs start. `before` is what an earlier question has left. */
export function findRelevance(
  program: Program,
  models: Models,
  starts: readonly string[] = [],
  before?: TaintMemory,
): Relevance {
  const names = nameIndex(program);
  const modelled = models.ownNames.flatMap((name) => definitionsLike(name, names));
  const clients = new Set(
    modelled.flatMap(({ name, at }) =>
      at.scope.kind === "class" && models.library(name).length > 0 ? nodesOf(at) : [],
    ),
  );
  // Which class is a client of the project's own would be one more thing to compare.
  const known = stillTrue(program, names, modelled.length === 0 ? before : undefined);
  const nodes = before?.nodes ?? createNodes();
  const graphs = new Map<string, TaintGraph>();
  for (const facts of program.facts.values()) {
    graphs.set(facts.path, known.get(facts.path) ?? graphOf(facts, names, models, emptyGraph(nodes, clients)));
  }
  const common = emptyGraph(nodes);
  fixtureArrows(program, common);
  for (const { name, at } of modelled) seedModelled(name, at, models, common);
  const all = [...graphs.values(), common];
  const seeds = (kind: "grpc" | "forks" | "settings") => all.flatMap((graph) => [...graph[kind]]);
  const arrows = all.map((graph) => graph.arrows);
  const calls = all.map((graph) => graph.calls);
  const scopes = reached(arrows, [...seeds("grpc"), ...seeds("forks"), ...seeds("settings")], nodes);
  return {
    scopes: new Set([...named(scopes, SCOPE), ...modelled.flatMap(({ at }) => definingScopes(at))]),
    opening: named(reached(calls, seeds("grpc"), nodes), OWN),
    forking: named(reached(calls, seeds("forks"), nodes), OWN),
    core: coreOf(all, nodes, names),
    modelled: new Map(modelled.map(({ name, at }) => [`${at.path}#${at.scope.id}`, name])),
    starts: starts.flatMap((name) => definitionsLike(name, names).map(({ at }) => at)),
    memory: { program, names, nodes, graphs },
  };
}

function graphOf(facts: Facts, names: NameIndex, models: Models, graph: OpenGraph): TaintGraph {
  arrowsOf(facts, names, models, graph);
  return closed(graph);
}

/** What has to be run so that the name is bound. */
function definingScopes({ path, of }: Definition): readonly string[] {
  return [`${path}#0`, ...(of === null ? [] : [`${path}#${of.id}`])];
}

/** Whoever names what the project has a model for matters as if it came from a library. */
function seedModelled(name: string, at: Definition, models: Models, graph: OpenGraph): void {
  const seeds = models.library(name).length > 0 ? graph.grpc : models.leadsToForkCall(name) ? graph.forks : null;
  for (const node of nodesOf(at)) seeds?.add(node);
}

function named(nodes: readonly string[], prefix: string): ReadonlySet<string> {
  return new Set(nodes.flatMap((node) => (node.startsWith(prefix) ? [node.slice(prefix.length)] : [])));
}
