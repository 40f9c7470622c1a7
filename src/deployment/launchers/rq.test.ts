import { launchedBy } from "./shown.test-data";

test("a worker imports its settings and its class before it forks", () => {
  expect(launchedBy("rq worker -c shop.settings high low")).toMatchObject({
    framework: "rq",
    target: "shop.settings",
    loads: "preloaded",
    at: "-c shop.settings",
    by: "rq worker",
  });
  expect(launchedBy("python -m rq worker --config=settings")).toMatchObject({ target: "settings" });
  expect(launchedBy("rq worker -w shop.workers.Preloading")).toMatchObject({ target: "shop.workers" });
  expect(launchedBy("rq worker-pool -n 4 --config settings")).toMatchObject({ target: "settings" });
});

test.each([
  "rq worker high low",
  "rq worker -c settings -w rq.SimpleWorker",
  "rq worker -c settings --worker-class rq.worker.SpawnWorker",
  "rq info -c settings",
  "rq",
])("%s preloads nothing, or does not fork", (command) => expect(launchedBy(command)).toBeNull());
