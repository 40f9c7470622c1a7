/**
 * The memory of the abstract machine. A branch, a loop pass and a forked child each go on with a copy, so a
 * copy must cost nothing: the cells are in a persistent radix tree, whose unchanged parts are shared and
 * which is joined by looking only at the parts that differ.
 */
import { join, NOTHING, sameValues, type Values } from "./value";

export interface Store {
  readonly cells: Cells;
  root: Branch;
}

/** The number of each key, shared by all stores of one machine. */
type Cells = Map<string, number>;

/** Children are branches, and cells on the last level. Never changed once made. */
type Branch = readonly (Branch | Values | undefined)[];

const BITS = 5;
const WIDTH = 1 << BITS;
/** Room for 2^25 cells. */
const LEVELS = 5;
const EMPTY: Branch = [];

export function emptyStore(): Store {
  return { cells: new Map(), root: EMPTY };
}

/** A copy that goes its own way. */
export function layer(store: Store): Store {
  return { cells: store.cells, root: store.root };
}

export function read(store: Store, key: string): Values | undefined {
  const cell = store.cells.get(key);
  if (cell === undefined) return undefined;
  let at: Branch | Values | undefined = store.root;
  for (let level = LEVELS - 1; level >= 0; level--) {
    if (at === undefined) return undefined;
    at = (at as Branch)[(cell >>> (level * BITS)) & (WIDTH - 1)];
  }
  return at as Values | undefined;
}

export function write(store: Store, key: string, values: Values): void {
  let cell = store.cells.get(key);
  if (cell === undefined) {
    cell = store.cells.size;
    store.cells.set(key, cell);
  }
  store.root = withCell(store.root, cell, LEVELS - 1, values);
}

function withCell(branch: Branch, cell: number, level: number, values: Values): Branch {
  const index = (cell >>> (level * BITS)) & (WIDTH - 1);
  const copy = branch.slice();
  copy[index] =
    level === 0 ? values : withCell((branch[index] as Branch | undefined) ?? EMPTY, cell, level - 1, values);
  return copy;
}

/** What holds after one of several ways, at least one, was taken: each cell may be what it is on any of them. */
export function joinStores(ways: readonly Store[]): Store {
  const [first, ...rest] = ways as [Store, ...Store[]];
  let root = first.root;
  for (const way of rest) root = joinBranches(root, way.root, LEVELS - 1);
  return { cells: first.cells, root };
}

function joinBranches(a: Branch, b: Branch, level: number): Branch {
  if (a === b) return a;
  const length = Math.max(a.length, b.length);
  const joined: (Branch | Values | undefined)[] = new Array(length);
  let changed = a.length !== length;
  for (let i = 0; i < length; i++) {
    const one = a[i];
    const other = b[i];
    joined[i] = joinChildren(one, other, level);
    changed ||= joined[i] !== one;
  }
  return changed ? joined : a;
}

function joinChildren(a: Branch[number], b: Branch[number], level: number): Branch[number] {
  if (a === b || b === undefined) return a;
  if (a === undefined) return b;
  return level === 0 ? join(a as Values, b as Values) : joinBranches(a as Branch, b as Branch, level - 1);
}

/** Cells with the values that they got. */
export type Changes = readonly (readonly [cell: number, values: Values])[];

/** What became other between two memories, of which the one came of the other. */
export function changesBetween(before: Store, after: Store): Changes {
  const changes: [number, Values][] = [];
  const compare = (a: Branch[number], b: Branch[number], level: number, first: number): void => {
    if (a === b || b === undefined) return;
    if (level < 0) {
      if (!sameValues((a as Values | undefined) ?? NOTHING, b as Values)) changes.push([first, b as Values]);
      return;
    }
    (b as Branch).forEach((child, index) => {
      compare((a as Branch | undefined)?.[index], child, level - 1, first + index * 2 ** (level * BITS));
    });
  };
  compare(before.root, after.root, LEVELS - 1, 0);
  return changes;
}

export function applyChanges(store: Store, changes: Changes): void {
  for (const [cell, values] of changes) store.root = withCell(store.root, cell, LEVELS - 1, values);
}
