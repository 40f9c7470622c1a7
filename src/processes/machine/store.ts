/**
 * The memory of the abstract machine: layers of writes. A branch, a loop pass and a forked child each
 * write to a layer of their own, so that what they share stays as it was.
 */
import { join, NOTHING, sameValues, type Values } from "./value";

export interface Store {
  readonly below: Store | null;
  readonly writes: Map<string, Values>;
  readonly depth: number;
}

/** Chains longer than this are copied flat, which keeps reads short. */
const FLATTEN_AT = 48;

export function emptyStore(): Store {
  return { below: null, writes: new Map(), depth: 0 };
}

/** A new layer on `store`, which must not be written to as long as the layer lives. */
export function layer(store: Store): Store {
  if (store.depth < FLATTEN_AT) return { below: store, writes: new Map(), depth: store.depth + 1 };
  const flat: Store = { below: null, writes: collect(store, null), depth: 0 };
  return { below: flat, writes: new Map(), depth: 1 };
}

export function read(store: Store, key: string): Values | undefined {
  for (let at: Store | null = store; at; at = at.below) {
    const found = at.writes.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function write(store: Store, key: string, values: Values): void {
  store.writes.set(key, values);
}

/** Adds to what the key may hold. */
export function widen(store: Store, key: string, values: Values): void {
  const old = read(store, key) ?? NOTHING;
  const all = join(old, values);
  if (!sameValues(old, all) || old.length === 0) store.writes.set(key, all);
}

/** Everything written above `base`, newest value per key. */
function collect(store: Store, base: Store | null): Map<string, Values> {
  const chain: Store[] = [];
  for (let at: Store | null = store; at && at !== base; at = at.below) chain.push(at);
  const all = new Map<string, Values>();
  for (let i = chain.length - 1; i >= 0; i--) {
    for (const [key, values] of (chain[i] as Store).writes) all.set(key, values);
  }
  return all;
}

/**
 * What holds after one of several ways was taken from `base`. A key that one way did not write keeps its
 * value from `base` on that way.
 */
export function joinStores(base: Store, ways: readonly Store[]): Store {
  const result = layer(base);
  if (ways.length === 0) return result;
  const written = ways.map((way) => collect(way, base));
  const [only] = written;
  if (written.length === 1 && only) {
    for (const [key, values] of only) result.writes.set(key, values);
    return result;
  }
  const keys = new Set(written.flatMap((writes) => [...writes.keys()]));
  for (const key of keys) {
    const before = read(base, key) ?? NOTHING;
    let all = NOTHING;
    for (const writes of written) all = join(all, writes.get(key) ?? before);
    result.writes.set(key, all);
  }
  return result;
}
