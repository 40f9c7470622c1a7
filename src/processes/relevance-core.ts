/**
 * The functions that matter by the names in them: they make gRPC objects, fork, or call what does; or they read a
 * variable of a module that may hold such an object. What else matters does so for what it is given, which is known when
 * it is called (machine/thrift.ts).
 */
import { OWN } from "./relevance";
import type { NameIndex } from "./relevance-names";
import { arrowsBetween, type Nodes, reached, type TaintGraph } from "./taint-graph";

/** All as `path#scope`. */
export interface Core {
  readonly functions: ReadonlySet<string>;
  /** Classes with such a function: whoever has the class may make an instance. */
  readonly classes: ReadonlySet<string>;
  /** Those of them of which an instance is enough, because a name that many things have leads to the function. */
  readonly instances: ReadonlySet<string>;
}

/** `graphs` are those of all files. */
export function coreOf(graphs: readonly TaintGraph[], nodes: Nodes, names: NameIndex): Core {
  const seeds = graphs.flatMap(({ grpc, forks, settings }) => [...grpc, ...forks, ...settings]);
  const arrows = graphs.map((graph) => graph.arrows);
  const isHolder = (node: string) => /^[NCKL]:/.test(node);
  // Values alone are followed, not who runs whom.
  const flow = arrowsBetween(arrows, nodes, (_, to) => isHolder(to));
  const holders = new Set(reached([flow], seeds.filter(isHolder), nodes));
  const isVariable = (node: string) => node.startsWith("N:") && holders.has(node) && !names.isDefinition(node);
  const reading = arrowsBetween(arrows, nodes, (from, to) => to.startsWith(OWN) && isVariable(from));
  const byName = arrowsBetween(arrows, nodes, isCallByName);
  const readers = reading.flatMap((node, index) => (index % 2 === 1 ? [nodes.nameOf(node)] : []));
  const core = reached([...graphs.map(({ calls }) => calls), byName], [...seeds, ...readers], nodes);
  const functions = new Set(core.flatMap((node) => (node.startsWith(OWN) ? [node.slice(OWN.length)] : [])));
  return { functions, ...classesOf(functions, names) };
}

/** The name of a function, and the class in which it is, as `path#scope`. */
function scopeOf(key: string, { program }: NameIndex): { readonly name: string; readonly of: string | null } | null {
  const cut = key.lastIndexOf("#");
  const path = key.slice(0, cut);
  const scopes = program.facts.get(path)?.scopes;
  const scope = scopes?.[Number(key.slice(cut + 1))];
  if (scope?.kind !== "function" || scope.parent === null) return null;
  return { name: scope.name, of: scopes?.[scope.parent]?.kind === "class" ? `${path}#${scope.parent}` : null };
}

function classesOf(functions: ReadonlySet<string>, names: NameIndex): Omit<Core, "functions"> {
  const classes = new Set<string>();
  const instances = new Set<string>();
  for (const key of functions) {
    const method = scopeOf(key, names);
    if (!method?.of) continue;
    classes.add(method.of);
    if (names.isCommon(method.name) && method.name !== "__init__") instances.add(method.of);
  }
  return { classes, instances };
}

/** Between a method and who mentions its name. */
function isCallByName(from: string, to: string): boolean {
  return (from.startsWith(OWN) && to.startsWith("A:")) || (from.startsWith("A:") && to.startsWith(OWN));
}
