import { readdirSync } from "node:fs";
import { join } from "node:path";
import { analyse } from "../analyse";
import { loadParser } from "../python/parser";
import type { Files, Options } from "../types";
import { libraryModels } from "./libraries";
import { distributionOf } from "./library-index";
import type { Examples } from "./model";
import {
  callForkModels,
  createModels,
  familyModels,
  forkModels,
  frameworkModels,
  grpcModels,
  guardModels,
} from "./models";

const options: Options = { targetPython: null, platform: "linux", select: [], ignore: [], unsafeFixes: false };

async function findingsIn(text: string): Promise<readonly string[]> {
  const files: Files = {
    paths: ["shop.py"],
    selected: () => true,
    read: () => ({ kind: "text", text, bytes: text.length }),
  };
  const { findings } = analyse(files, options, await loadParser(), new Map());
  return findings.map(({ rule, message }) => `${rule} ${message}`);
}

type Modelled = {
  readonly examples: Examples;
  readonly names?: readonly string[];
  readonly package?: string;
  readonly name?: string;
};

const listed: readonly Modelled[] = [
  ...grpcModels,
  ...Object.values(forkModels).flat(),
  ...familyModels,
  ...guardModels,
  ...callForkModels,
  ...frameworkModels,
  ...libraryModels,
];
const nameOf = (model: Modelled) => model.package ?? model.name ?? model.names?.[0] ?? "";
const examplesOf = (which: keyof Examples) =>
  listed.flatMap((model) => model.examples[which].map((text) => [nameOf(model), text] as const));

test.each(examplesOf("yes"))("%s: what must be found is found", async (_name, text) => {
  expect(await findingsIn(text)).not.toEqual([]);
});

test.each(examplesOf("no"))("%s: what must not be found is not", async (_name, text) => {
  expect(await findingsIn(text)).toEqual([]);
});

test("every model has an example of either, but of what never opens gRPC there is nothing to find", () => {
  const never = libraryModels.filter(({ opens }) => opens === "never");
  expect(listed.filter(({ examples }) => examples.no.length === 0)).toEqual([]);
  expect(listed.filter(({ examples }) => examples.yes.length === 0)).toEqual(never);
});

test("every model of a library says where its facts come from", () => {
  expect(libraryModels.length).toBeGreaterThan(40);
  expect(libraryModels.filter(({ source, summary }) => !/^https:\/\//.test(source) || !/\.$/.test(summary))).toEqual(
    [],
  );
});

test("every model that has a file is in the lists", async () => {
  const folders = ["grpc", "forks", "families", "frameworks", "guards", "libraries"];
  const files = folders.flatMap((folder) => readdirSync(join(__dirname, folder)).map((name) => `./${folder}/${name}`));
  const found = await Promise.all(files.map(async (file) => Object.values(await import(file)) as Modelled[]));
  expect(found.map((exported) => exported.length)).toEqual(files.map(() => 1));
  expect(new Set(found.flat())).toEqual(new Set(listed));
  expect(found.flat().every((model) => listed.includes(model))).toBe(true);
  expect(listed).toHaveLength(files.length);
});

describe("a dotted name", () => {
  const models = createModels();
  const opened = (name: string) => models.library(name).map(({ library, opens, aio }) => [library, opens, aio]);

  test.each<readonly [string, string, string, boolean]>([
    ["google.cloud.vision.ImageAnnotatorClient", "google-*", "eager", false],
    ["google.cloud.vision_v1.services.image_annotator.ImageAnnotatorClient", "google-*", "eager", false],
    ["google.cloud.tasks_v2.CloudTasksClient.from_service_account_json", "google-*", "eager", false],
    ["google.cloud.speech_v1.SpeechAsyncClient", "google-*", "eager", true],
    ["google.cloud.pubsub_v1.PublisherClient", "google-cloud-pubsub", "eager", false],
    ["google.cloud.compute_v1.InstancesClient", "google-cloud-compute", "never", false],
    ["google.cloud.storage.Client.from_service_account_json", "google-cloud-storage", "never", false],
    ["shop.v1.orders_pb2_grpc.Orders.Get", "grpcio", "warm", false],
  ])("%s is of %s and opens %s", (name, library, opens, aio) => {
    expect(opened(name)[0]).toEqual([library, opens, aio]);
  });

  test.each([
    "google.cloud.storage.Client().get_SpecialClient",
    "google.cloud.dns.Client",
    "google.cloud.vision.ImageAnnotatorClient().annotate_image",
    "shop.etcd3.client",
    "orders_pb2_grpc.add_OrdersServicer_to_server",
  ])("%s makes no client of a library", (name) => {
    expect(opened(name).filter(([, opens]) => opens !== "never")).toEqual([]);
  });

  test.each([
    ["google.cloud.vision_v1.ImageAnnotatorClient", "google-cloud-vision"],
    [
      "google.cloud.bigquery_storage_v1beta2.services.big_query_read.BigQueryReadClient",
      "google-cloud-bigquery-storage",
    ],
    ["google.ai.generativelanguage.GenerativeServiceClient", "google-ai-generativelanguage"],
    ["google.cloud.pubsub_v1.PublisherClient", "google-cloud-pubsub"],
    ["etcd3.client", "etcd3"],
  ])("%s comes from %s", (name, distribution) => {
    expect(models.library(name).map((model) => distributionOf(model, name))[0]).toBe(distribution);
  });

  test("leads to a call that goes through what a library keeps", () => {
    expect(models.ambient("opentelemetry.trace.get_tracer().start_span").length).toBeGreaterThan(0);
    expect(models.ambient("opentelemetry.trace.get_tracer")).toEqual([]);
    expect(models.leadsThrough("opentelemetry.trace.get_tracer")).toBe(true);
    expect(models.leadsToLibrary("opentelemetry.trace.get_tracer")).toBe(false);
    expect(models.leadsToLibrary("google.cloud.storage.Client")).toBe(false);
  });

  test("is the model's whose pattern it fits", () => {
    expect(models.grpc("grpc.insecure_channel")?.makes).toBe("channel");
    expect(models.grpc("shop.api.orders_pb2_grpc.OrdersStub")?.makes).toBe("stub");
    expect(models.grpc("orders_pb2_grpc.add_OrdersServicer_to_server")).toBeNull();
    expect(models.guard("json.dumps")).toBe("inert");
    expect(models.guard("os._exit")).toBe("exits");
    expect(models.guard("jsonlib.dumps")).toBeNull();
  });

  test("belongs to the family with the same interface", () => {
    expect(models.member("multiprocess.pool.Pool")).toEqual({
      family: "multiprocess",
      like: "multiprocessing",
      member: "pool.Pool",
    });
    expect(models.member("multiprocessing_helpers.Pool")).toBeNull();
    expect(models.fork("multiprocessing", "pool.Pool")?.when).toBe("construction");
  });

  test("is told by its last word whether it may matter", () => {
    expect(["insecure_channel", "OrdersStub", "print"].map(models.isGrpcWord)).toEqual([true, true, false]);
    expect(["Process", "fork", "SpawnProcess", "run"].map(models.isForkWord)).toEqual([true, true, true, false]);
  });
});
