import { familyModels, forkModels, grpcModels, guardModels } from "../models/models";
import { mentions, mentionsOf } from "./mentions";
import { scanImports } from "./scan";
import { defaultSeeds } from "./seeds";

test.each([
  ["import grpc", true, false],
  ["from . import orders_pb2_grpc", true, false],
  ["GRPC_HOST = 1", false, false],
  ["import multiprocessing as mp", false, true],
  ["from torch.multiprocessing import spawn", false, true],
  ["import multiprocess", false, true],
  ["PROMETHEUS = multiprocess_mode", false, false],
  ["from billiard.pool import Pool", false, true],
  ["futures.ProcessPoolExecutor()", false, true],
  ["pid = os.fork()", false, true],
  ["from os import fork", false, true],
  ["pty.fork()", false, true],
  ["os.forkpty()", false, true],
  ["forked = workfork", false, false],
  ["await loop.run_in_executor(None, f)", false, true],
  ["mp.set_start_method('spawn')", false, true],
  ["class Worker(Process):", false, true],
  ["class ProcessOrder:", false, false],
  ["überProcess = 1", false, false],
  ["import grpc, multiprocessing", true, true],
  ["get_context('fork')", false, true],
  ["# fork the grpc process", false, false],
  ['"""Process grpc calls"""', false, false],
  ["", false, false],
])("%s: grpc %s, fork %s", (text, grpc, fork) => {
  expect(mentions(text)).toMatchObject({ grpc, fork });
});

test("takes the seeds of a library as they are written", () => {
  const of = mentionsOf({
    grpc: [{ text: "google.cloud", match: "word" }],
    fork: [{ text: "gunicorn", match: "part" }],
    needs: [{ words: [{ text: "Client", match: "suffix" }], imports: [] }],
    suspect: [
      [
        { text: "port", match: "word" },
        { text: "options", match: "word" },
      ],
    ],
  });
  const on = (text: string) => of(text, []);
  expect(on("from google.cloud import pubsub")).toEqual({ grpc: true, fork: false, needs: [false], suspect: false });
  expect(on("googlexcloud my_gunicorn_app")).toEqual({ grpc: false, fork: true, needs: [false], suspect: false });
  expect(on("PublisherClient()")).toEqual({ grpc: false, fork: false, needs: [true], suspect: false });
  expect(on("port(options=[])").suspect).toBe(true);
  expect(on("port()").suspect).toBe(false);
  expect(on("PublisherClients")).toEqual({ grpc: false, fork: false, needs: [false], suspect: false });
});

test("finds nothing without seeds", () => {
  expect(mentionsOf({ grpc: [], fork: [], needs: [], suspect: [] })("import grpc, multiprocessing", [])).toEqual({
    grpc: false,
    fork: false,
    needs: [],
    suspect: false,
  });
});

const models = [...grpcModels, ...Object.values(forkModels).flat(), ...familyModels, ...guardModels];

test.each(models.flatMap((model) => model.examples.yes))("has all that a finding needs in an example: %s", (text) => {
  expect(mentions(text).needs).toEqual([true, true, true]);
});

/** Whether something comes in that could fork. */
test.each([
  ["import multiprocessing", true],
  ["import multiprocessing as mp, os", true],
  ["import multiprocessing.pool", true],
  ["from multiprocessing import *", true],
  ["from multiprocessing import Lock, Process as P", true],
  ["from multiprocessing.pool import Pool", true],
  ["from multiprocessing import get_context", true],
  ["from torch import multiprocessing as mp", true],
  ["import torch\ntorch.multiprocessing.Process()", true],
  ["from billiard.context import Process", true],
  ["import_module('multiprocess')", true],
  ["from concurrent.futures import ProcessPoolExecutor", true],
  ["from os import fork", true],
  ["from multiprocessing.pool import ThreadPool", false],
  ["from multiprocessing import cpu_count, Queue", false],
  ["from prometheus_client import multiprocess", false],
  ["from .multiprocess import Pool", false],
  ["from concurrent.futures import ThreadPoolExecutor", false],
  ["import multiprocessing_logging", false],
])("%s: a source of forks %s", (text, expected) => {
  expect(mentions(text).needs[1]).toBe(expected);
});

describe("a file opens gRPC through a library", () => {
  const opens = (text: string) => mentionsOf(defaultSeeds)(text, scanImports(text)).needs[0];

  test.each([
    "from google.cloud import pubsub_v1\nclient = pubsub_v1.PublisherClient()",
    "import google.cloud.vision_v1 as vision\nvision.ImageAnnotatorClient.from_service_account_json('k')",
    "from google.cloud.kms import KeyManagementServiceClient as Keys\nKeys()",
    "from google.cloud.kms import KeyManagementServiceClient\nclass Keys(KeyManagementServiceClient): pass",
    "import pymilvus\npymilvus.connections.connect()",
    "import functools, etcd3\nmake = functools.partial(etcd3.client, host='a')",
    "import ray\nray.init('ray://cluster:10001')",
  ])("%s", (text) => {
    expect(opens(text)).toBe(true);
  });

  test.each([
    "from google.cloud import storage\nclient = storage.Client()",
    "from google.cloud import compute_v1\nclient = compute_v1.InstancesClient()",
    "from google.cloud.kms import KeyManagementServiceClient",
    "from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter\nOTLPSpanExporter()",
    "import ray\nray.init()",
    "client = PublisherClient()",
  ])("but not by %s", (text) => {
    expect(opens(text)).toBe(false);
  });
});
