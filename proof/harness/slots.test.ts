import { slots } from "./slots";

test("whoever finds no place waits until one is given back", async () => {
  const places = slots(1);
  const order: string[] = [];
  const first = await places.take();
  const second = places.take().then(() => order.push("second is in"));
  order.push("first leaves");
  first();
  await second;
  expect(order).toEqual(["first leaves", "second is in"]);
});

test("giving a place back twice makes no second place", async () => {
  const places = slots(1);
  const first = await places.take();
  first();
  first();
  await places.take();
  let entered = false;
  places.take().then(() => {
    entered = true;
  });
  await new Promise(setImmediate);
  expect(entered).toBe(false);
});
