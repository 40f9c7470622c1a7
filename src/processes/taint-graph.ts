/** The arrows of taint: "if this is tainted, that is". */

/** Numbers for nodes, whose names are long and stand at both ends of many arrows. */
export interface Nodes {
  readonly numberOf: (name: string) => number;
  readonly nameOf: (node: number) => string;
  readonly count: () => number;
}

/** Arrows as pairs of nodes, from and to, one after the other. Some may be there twice. */
export type Arrows = number[] | Int32Array;

/** The arrows that a file draws, and the nodes that it says are tainted to begin with. */
export interface TaintGraph {
  readonly nodes: Nodes;
  readonly arrows: Arrows;
  /** Those of the arrows that follow control alone. */
  readonly calls: Arrows;
  readonly grpc: ReadonlySet<string>;
  readonly forks: ReadonlySet<string>;
  /** What decides how a fork goes without being one: it has to be run, but is no reason to run a program. */
  readonly settings: ReadonlySet<string>;
}

/** One that is being drawn. */
export interface OpenGraph extends TaintGraph {
  readonly arrows: number[];
  readonly calls: number[];
  readonly grpc: Set<string>;
  readonly forks: Set<string>;
  readonly settings: Set<string>;
  /** The nodes of classes of the program whose instances the project calls clients. */
  readonly clients: ReadonlySet<string>;
}

export function createNodes(): Nodes {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    nameOf: (node) => names[node] ?? "",
    count: () => names.length,
  };
}

/** A graph without arrows. */
export function emptyGraph(nodes: Nodes = createNodes(), clients: ReadonlySet<string> = new Set()): OpenGraph {
  return { nodes, arrows: [], calls: [], grpc: new Set(), forks: new Set(), settings: new Set(), clients };
}

/** The same graph, for as long as it is only looked at: pairs take a quarter of the room. */
export function closed(graph: OpenGraph): TaintGraph {
  const { nodes, grpc, forks, settings } = graph;
  return { nodes, grpc, forks, settings, arrows: Int32Array.from(graph.arrows), calls: Int32Array.from(graph.calls) };
}

/** Draws an arrow, given the names of its nodes. */
export function draw(arrows: number[], from: string, to: string, { numberOf }: Nodes): void {
  const [start, end] = [numberOf(from), numberOf(to)];
  // One expression often says the same twice.
  if (arrows[arrows.length - 1] !== end || arrows[arrows.length - 2] !== start) arrows.push(start, end);
}

/** Those of the arrows that go between nodes of such names. */
export function arrowsBetween(
  parts: readonly Arrows[],
  nodes: Nodes,
  isWanted: (from: string, to: string) => boolean,
): number[] {
  const found: number[] = [];
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 2) {
      const [from, to] = [part[index] as number, part[index + 1] as number];
      if (isWanted(nodes.nameOf(from), nodes.nameOf(to))) found.push(from, to);
    }
  }
  return found;
}

/** The names of all nodes to which arrows lead from some, those included. */
export function reached(parts: readonly Arrows[], starts: readonly string[], nodes: Nodes): readonly string[] {
  const from = starts.map(nodes.numberOf);
  const { first, ends } = byStart(parts, nodes.count());
  const seen = new Uint8Array(nodes.count());
  const open: number[] = [];
  const found: string[] = [];
  const visit = (node: number) => {
    if (seen[node] === 1) return;
    seen[node] = 1;
    open.push(node);
    found.push(nodes.nameOf(node));
  };
  for (const start of from) visit(start);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const stop = first[node + 1] as number;
    for (let index = first[node] as number; index < stop; index++) visit(ends[index] as number);
  }
  return found;
}

/** The ends of all arrows in the order of their starts; those from the node `n` are from `first[n]` to `first[n + 1]`. */
function byStart(parts: readonly Arrows[], count: number): { readonly first: Int32Array; readonly ends: Int32Array } {
  const first = new Int32Array(count + 2);
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 2) (first[(part[index] as number) + 2] as number)++;
  }
  for (let node = 2; node < first.length; node++) (first[node] as number) += first[node - 1] as number;
  const ends = new Int32Array(first[count + 1] as number);
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 2) {
      const from = (part[index] as number) + 1;
      ends[first[from] as number] = part[index + 1] as number;
      (first[from] as number)++;
    }
  }
  return { first, ends };
}
