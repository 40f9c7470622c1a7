import { familyModels, forkModels, grpcModels, guardModels } from "../models/models";
import { mentions, mentionsOf } from "./mentions";

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
    needs: [[{ text: "Client", match: "suffix" }]],
  });
  expect(of("from google.cloud import pubsub")).toEqual({ grpc: true, fork: false, needs: [false] });
  expect(of("googlexcloud my_gunicorn_app")).toEqual({ grpc: false, fork: true, needs: [false] });
  expect(of("PublisherClient()")).toEqual({ grpc: false, fork: false, needs: [true] });
  expect(of("PublisherClients")).toEqual({ grpc: false, fork: false, needs: [false] });
});

test("finds nothing without seeds", () => {
  expect(mentionsOf({ grpc: [], fork: [], needs: [] })("import grpc, multiprocessing")).toEqual({
    grpc: false,
    fork: false,
    needs: [],
  });
});

const models = [...grpcModels, ...Object.values(forkModels).flat(), ...familyModels, ...guardModels];

test.each(models.flatMap((model) => model.examples.yes))("has all that a finding needs in an example: %s", (text) => {
  expect(mentions(text).needs).toEqual([true, true, true]);
});
