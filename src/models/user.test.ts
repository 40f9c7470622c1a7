import type { UserModels } from "../types";
import { createModels } from "./models";
import { userWords } from "./user";

const user: UserModels = {
  opensGrpc: [
    { name: "shop.rpc.connect", opens: "eager", target: "address", aio: false },
    { name: "google.cloud.pubsub_v1.PublisherClient", opens: "lazy", target: null, aio: true },
  ],
  forks: [
    { name: "shop.jobs.run", function: { position: 0, keyword: "target" }, when: "call" },
    { name: "shop.jobs.Job", function: { position: null, keyword: "task" }, when: "start" },
  ],
  guards: ["shop.metrics.watch"],
  entryPoints: ["shop.jobs.main"],
};

test("callables of the project are known by name", () => {
  const models = createModels(user);
  expect(models.library("shop.rpc.connect")).toMatchObject([
    { library: "shop", opens: "eager", target: { position: null, keyword: "address" } },
  ]);
  expect(models.forkCall("shop.jobs.run")?.runs).toMatchObject([
    { handover: { function: { position: 0, keyword: "target" }, items: { kind: "rest", from: 1 } } },
  ]);
  expect(models.process("shop.jobs.Job")).toMatchObject({ when: "start", constructor: { items: null } });
  expect(models.guard("shop.metrics.watch")).toBe("inert");
  expect(models.ownNames).toEqual([
    "shop.rpc.connect",
    "google.cloud.pubsub_v1.PublisherClient",
    "shop.jobs.run",
    "shop.jobs.Job",
    "shop.metrics.watch",
  ]);
});

test("what the project says goes before what we know", () => {
  const [first] = createModels(user).library("google.cloud.pubsub_v1.PublisherClient");
  expect(first).toMatchObject({ opens: "lazy", aio: true, library: "google" });
  expect(createModels().library("google.cloud.pubsub_v1.PublisherClient")[0]?.library).not.toBe("google");
});

test("without a project nothing of the sort is known", () => {
  const models = createModels();
  expect(models.library("shop.rpc.connect")).toEqual([]);
  expect([models.forkCall("shop.jobs.run"), models.process("shop.jobs.Job")]).toEqual([null, null]);
  expect([models.guard("shop.metrics.watch"), models.isGrpcWord("connect")]).toEqual([null, false]);
});

test("files are told by the last parts of the names", () => {
  expect(userWords(user)).toEqual({ grpc: ["connect", "PublisherClient"], forks: ["run", "Job"], guards: ["watch"] });
});

describe("a name with a wildcard", () => {
  const models = createModels({
    opensGrpc: [
      { name: "acme.rpc.*", opens: "eager", target: null, aio: false },
      { name: "acme.rpc.Lazy", opens: "lazy", target: null, aio: false },
      { name: "acme.*.*Client", opens: "warm", target: null, aio: false },
    ],
    forks: [
      { name: "acme.jobs.run_*", function: { position: 0, keyword: "target" }, when: "call" },
      { name: "acme.jobs.*Job", function: { position: 0, keyword: "target" }, when: "start" },
    ],
    guards: ["acme.metrics.*"],
    entryPoints: [],
  });

  test.each([
    ["acme.rpc.connect", "eager"],
    ["acme.rpc.Lazy", "lazy"],
    ["acme.stock.StockClient", "warm"],
    ["acme.stock.Client", "warm"],
  ])("%s fits: %s", (name, opens) => {
    expect(models.library(name)).toMatchObject([{ names: [name], library: "acme", opens }]);
    expect(models.leadsToLibrary(name)).toBe(true);
  });

  test.each(["acme.rpc", "acme.rpc.errors.describe", "acme.rpc.Client().call", "other.acme.rpc.connect", "acme.rpc."])(
    "%s does not",
    (name) => expect([models.library(name), models.leadsToLibrary(name)]).toEqual([[], false]),
  );

  test("may be that of what forks, or of a guard", () => {
    expect([models.forkCall("acme.jobs.run_all")?.names, models.forkCall("acme.jobs.repeat")]).toEqual([
      ["acme.jobs.run_all"],
      null,
    ]);
    expect([models.process("acme.jobs.NightJob")?.when, models.process("acme.jobs.Jobs")]).toEqual(["start", null]);
    expect([models.guard("acme.metrics.count"), models.guard("acme.metrics.a.b")]).toEqual(["inert", null]);
  });
});
