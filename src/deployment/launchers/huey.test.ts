import { launchedBy } from "./shown.test-data";

test("a consumer forks when its workers are processes", () => {
  expect(launchedBy("huey_consumer shop.tasks.huey -k process -w 4")).toMatchObject({
    framework: "huey",
    target: "shop.tasks",
    loads: "preloaded",
    at: "-k process",
    by: "huey_consumer (process)",
  });
  expect(launchedBy("python -m huey.bin.huey_consumer shop.tasks.huey --worker-type=process")).toMatchObject({
    loads: "preloaded",
  });
});

test.each([
  ["huey_consumer.py shop.tasks.huey", "huey_consumer (thread)"],
  ["huey_consumer.py -q -w 2 shop.tasks.huey -k greenlet", "huey_consumer (greenlet)"],
  ["huey_consumer.py shop.tasks.huey -k $KIND", "huey_consumer (unknown worker type)"],
])("%s forks nothing", (command, by) => {
  expect(launchedBy(command)).toMatchObject({ target: "shop.tasks", loads: "none", by });
});

test("without an instance it is no consumer", () => {
  expect(launchedBy("huey_consumer --help")).toBeNull();
});
