/** Where the arguments of a call go in the taint graph. */
import type { Argument, Expression } from "../code";
import { forEachExpression } from "../facts/walk";
import { SCOPE } from "./relevance";
import {
  arrow,
  calledThrough,
  dataArrow,
  parametersOf,
  type Room,
  resolve,
  sources,
  targetNode,
} from "./relevance-room";

/** Methods of Python's containers that keep what they are given. */
const KEEPS = new Set(["append", "appendleft", "add", "extend", "insert", "update", "setdefault", "put", "put_nowait"]);

/** Arguments flow into the parameters of what is called, and into the object whose method it is. */
export function argumentArrows(room: Room, callee: Expression, args: readonly Argument[]): void {
  if (args.length === 0) return;
  const into = parameterNodes(room, callee) ?? throughUnseen(room, callee, args);
  if (callee.kind === "attribute" && KEEPS.has(callee.name)) {
    const holder = targetNode(room, callee.object);
    if (holder) into.push(holder);
  }
  if (into.length === 0) return;
  for (const arg of args) {
    forEachExpression(arg.value, (part) => {
      const { nodes, seed } = sources(room, part);
      for (const target of into) {
        for (const node of nodes) dataArrow(room, node, target);
        if (seed) room.graph[seed].add(target);
        if (part.kind === "lambda") arrow(room, `${SCOPE}${room.facts.path}#${part.scope}`, target);
      }
    });
  }
}

/** The parameters of the functions that are called, null when it is not seen which. */
function parameterNodes(room: Room, callee: Expression): string[] | null {
  const named = resolve(room, callee);
  if (named?.kind === "node") {
    const scope = room.names.definition(named.path, named.name);
    const facts = scope && room.names.program.facts.get(named.path);
    return scope && facts ? [...parametersOf(facts, scope)] : null;
  }
  if (callee.kind !== "attribute" || named) return null;
  const methods = room.names.methods(callee.name);
  if (methods.length === 0) return null;
  return methods.flatMap(({ path, scope }) => {
    const facts = room.names.program.facts.get(path);
    return facts ? parametersOf(facts, scope) : [];
  });
}

/**
 * Code that is not seen may call what it is given with what else it is given: `Process(target=f, args=(x,))`,
 * `partial(f, x)`, and a function that came in as a parameter.
 */
function throughUnseen(room: Room, callee: Expression, args: readonly Argument[]): string[] {
  const found = sources(room, callee).nodes.map(calledThrough);
  for (const arg of args) {
    forEachExpression(arg.value, (part) => {
      for (const node of sources(room, part).nodes) found.push(calledThrough(node));
      const lambda = part.kind === "lambda" ? room.facts.scopes[part.scope] : undefined;
      if (lambda) found.push(...parametersOf(room.facts, lambda));
    });
  }
  return found;
}
