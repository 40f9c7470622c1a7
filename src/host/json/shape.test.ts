import { UsageError } from "../usage-error";
import { readJson } from "./read-json";
import { formed, list, nullable, object, oneOf, text, whole } from "./shape";

const order = object({
  version: oneOf([1]),
  sku: formed("a SKU", /^[A-Z]\d$/),
  count: whole(0, 9),
  notes: list(text(5), 2),
  customer: nullable(object({ name: text(10) })),
});

const right = { version: 1, sku: "T1", count: 3, notes: ["soon"], customer: null };

function read(value: unknown) {
  return readJson(JSON.stringify(value, null, 1), "order.json", order);
}

test("what is right is given without what nobody asked for", () => {
  expect(read({ ...right, later: true })).toEqual(right);
  expect(read({ ...right, customer: { name: "Ada" } })).toMatchObject({ customer: { name: "Ada" } });
});

test.each([
  [[], "order.json:1: the document is an object, not an array"],
  [{ ...right, version: 2 }, "order.json:2: version is 1, not 2"],
  [{ ...right, sku: "tea" }, 'order.json:3: sku is a SKU, not "tea"'],
  [{ ...right, count: 10 }, "order.json:4: count is a whole number from 0 to 9, not 10"],
  [{ ...right, count: "3" }, 'order.json:4: count is a whole number from 0 to 9, not "3"'],
  [{ ...right, notes: ["a", 1] }, "order.json:7: notes[1] is a string, not 1"],
  [{ ...right, notes: ["a", "b", "c"] }, "order.json:5: notes has too many elements: 3, and the limit is 2"],
  [{ ...right, notes: ["as long"] }, "order.json:6: notes[0] is too long: 7, and the limit is 5"],
  [{ ...right, customer: {} }, "order.json:8: customer.name is missing"],
  [{ ...right, customer: "A".repeat(60) }, `order.json:8: customer is an object, not "${"A".repeat(39)}…`],
])("%j is refused", (value, message) => {
  expect(() => read(value)).toThrow(new UsageError(message));
});

test("a key that every object inherits is missing all the same", () => {
  const trick = '{ "__proto__": { "version": 1, "sku": "T1", "count": 3, "notes": [], "customer": null } }';
  expect(() => readJson(trick, "order.json", order)).toThrow("order.json:1: version is missing");
  const inherited = object({ constructor: text(5) });
  expect(() => readJson("{}", "order.json", inherited)).toThrow("constructor is missing");
});
