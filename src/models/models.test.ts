import { readdirSync } from "node:fs";
import { join } from "node:path";
import { analyse } from "../analyse";
import { loadParser } from "../python/parser";
import type { Files, Options } from "../types";
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

test("every model has an example of either", () => {
  expect(listed.filter(({ examples }) => examples.yes.length === 0 || examples.no.length === 0)).toEqual([]);
});

test("every model that has a file is in the lists", async () => {
  const folders = ["grpc", "forks", "families", "frameworks", "guards"];
  const files = folders.flatMap((folder) => readdirSync(join(__dirname, folder)).map((name) => `./${folder}/${name}`));
  const found = await Promise.all(files.map(async (file) => Object.values(await import(file)) as Modelled[]));
  expect(found.map((exported) => exported.length)).toEqual(files.map(() => 1));
  expect(new Set(found.flat())).toEqual(new Set(listed));
  expect(found.flat().every((model) => listed.includes(model))).toBe(true);
  expect(listed).toHaveLength(files.length);
});

describe("a dotted name", () => {
  const models = createModels();

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
