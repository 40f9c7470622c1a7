import fc from "fast-check";
import { applyChanges, changesBetween, emptyStore, joinStores, layer, read, type Store, write } from "./store";
import { constant, type Values } from "./value";

const keys = ["a", "b", "c", ...Array.from({ length: 80 }, (_, number) => `k${number}`)];
const entry = fc.tuple(fc.constantFrom(...keys), fc.nat(5));
const entries = fc.array(entry, { maxLength: 60 });

function writeAll(store: Store, all: readonly (readonly [string, number])[]): Store {
  for (const [key, value] of all) write(store, key, constant(value));
  return store;
}

function contents(store: Store): ReadonlyMap<string, Values | undefined> {
  return new Map(keys.map((key) => [key, read(store, key)]));
}

test("a layer goes its own way, and what it came of stays as it was", () => {
  fc.assert(
    fc.property(entries, entries, (first, then) => {
      const base = writeAll(emptyStore(), first);
      const before = contents(base);
      const above = writeAll(layer(base), then);
      expect(contents(base)).toEqual(before);
      const expected = new Map([...first, ...then].map(([key, value]) => [key, constant(value)]));
      expect(contents(above)).toEqual(new Map(keys.map((key) => [key, expected.get(key)])));
    }),
  );
});

test("after a join each cell may be what it is on any way", () => {
  fc.assert(
    fc.property(entries, entries, entries, (first, left, right) => {
      const base = writeAll(emptyStore(), first);
      const ways = [writeAll(layer(base), left), writeAll(layer(base), right)];
      const joined = joinStores(ways);
      for (const key of keys) {
        const held = ways.flatMap((way) => read(way, key) ?? []);
        const distinct = [...new Set(held.map((value) => JSON.stringify(value)))];
        expect((read(joined, key) ?? []).map((value) => JSON.stringify(value)).sort()).toEqual(distinct.sort());
      }
    }),
  );
});

test("changes that are applied again make the same memory", () => {
  fc.assert(
    fc.property(entries, entries, (first, then) => {
      const base = writeAll(emptyStore(), first);
      const after = writeAll(layer(base), then);
      const again = layer(base);
      applyChanges(again, changesBetween(base, after));
      expect(contents(again)).toEqual(contents(after));
    }),
  );
});
