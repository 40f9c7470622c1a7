import type { ImportGraph } from "./import-graph";

/** What the choice of files is made from; the lists are in the order of the graph's nodes. */
export interface SliceInput {
  readonly graph: ImportGraph;
  /** Files that have a sign of gRPC or of a fork. */
  readonly mentions: readonly boolean[];
  /** What a program must have: for each need the files that meet it. */
  readonly needs: readonly (readonly boolean[])[];
  /** Files that matter whatever else their program does. */
  readonly suspect: readonly boolean[];
  /** Files that are started as programs by their own account. */
  readonly main: readonly boolean[];
  /** The order in which one file of an import cycle is preferred as the one that starts it. */
  readonly preferred: readonly number[];
}

/** The nodes worth parsing, and those among them where a program starts. */
export interface Slice {
  readonly files: readonly number[];
  readonly entries: readonly number[];
}

type Edges = readonly (readonly number[])[];

/**
 * Chooses the files that can matter. A program matters when what it imports, itself included, meets
 * every need, or has a suspect in it; of such a program only the files count that lead to a mention of gRPC or of a fork.
 * Linear in the size of the graph.
 */
export function sliceOf(input: SliceInput): Slice {
  const edges = input.graph.run;
  const importers = reversed(edges);
  const toMention = reach(numbersOf(input.mentions), importers);
  const matters = matterOf(input, importers);
  const loaded = reach(numbersOf(matters), edges);
  const files = nodesWhere(edges.length, (node) => loaded[node] === 1 && toMention[node] === 1);
  return { files, entries: entriesOf(input, matters, importers) };
}

/** Marks with 1 all files of the programs that matter, whether they lead to a mention or not. */
export function needing(input: Pick<SliceInput, "graph" | "needs" | "suspect">): Uint8Array {
  const edges = input.graph.run;
  return reach(numbersOf(matterOf(input, reversed(edges))), edges);
}

function matterOf(
  { graph, needs, suspect }: Pick<SliceInput, "graph" | "needs" | "suspect">,
  importers: Edges,
): boolean[] {
  const met = needs.map((files) => reach(numbersOf(files), importers));
  const toSuspect = reach(numbersOf(suspect), importers);
  return graph.run.map((_, node) => toSuspect[node] === 1 || met.every((to) => to[node] === 1));
}

/** The edges of a graph, turned round. */
export function reversed(edges: Edges): Edges {
  const result = new Array<number[] | undefined>(edges.length);
  for (let node = 0; node < edges.length; node++) {
    for (const target of edges[node] ?? none) {
      const known = result[target];
      if (known === undefined) result[target] = [node];
      else known.push(node);
    }
  }
  for (let node = 0; node < edges.length; node++) result[node] ??= none;
  return result as number[][];
}

/** Shared by the many nodes to which nothing leads. */
const none: number[] = [];

function numbersOf(flags: readonly boolean[]): number[] {
  return nodesWhere(flags.length, (node) => flags[node] === true);
}

/** The nodes of which something holds, in rising order. */
export function nodesWhere(count: number, holds: (node: number) => boolean): number[] {
  const found: number[] = [];
  for (let node = 0; node < count; node++) if (holds(node)) found.push(node);
  return found;
}

/** Marks with 1 what can be reached from `starts`, those included; what `seen` has already is left out. */
function reach(starts: readonly number[], edges: Edges, seen: Uint8Array = new Uint8Array(edges.length)): Uint8Array {
  const open: number[] = [];
  const visit = (node: number) => {
    if (seen[node] === 1) return;
    seen[node] = 1;
    open.push(node);
  };
  for (const start of starts) visit(start);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const target of edges[node] ?? []) visit(target);
  }
  return seen;
}

/** Main files, files that nobody imports, and one file of each import cycle that is otherwise never started. */
function entriesOf(input: SliceInput, matters: readonly boolean[], importers: Edges): readonly number[] {
  const edges = input.graph.run;
  const isStart = (node: number) => input.main[node] === true || importers[node]?.length === 0;
  const started = nodesWhere(edges.length, (node) => matters[node] === true && isStart(node));
  const candidates = input.preferred.filter((node) => matters[node] === true);
  return [...started, ...cycleStarts(candidates, edges, started)].sort((left, right) => left - right);
}

/**
 * One node of each cycle that neither `started` nor another cycle leads to. The first sweep keeps the
 * nodes that no earlier one reached: the first node of such a cycle is among them, since nothing outside
 * leads to it. Swept backwards, the others are reached by a later one, and drop out.
 */
function cycleStarts(candidates: readonly number[], edges: Edges, started: readonly number[]): readonly number[] {
  const forwards = reach(started, edges);
  const firsts = candidates.filter((node) => {
    const isNew = forwards[node] !== 1;
    if (isNew) reach([node], edges, forwards);
    return isNew;
  });
  const backwards = reach(started, edges);
  return firsts.toReversed().filter((node) => {
    const isNew = backwards[node] !== 1;
    if (isNew) reach([node], edges, backwards);
    return isNew;
  });
}
