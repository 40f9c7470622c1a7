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
  ["", false, false],
])("%s: grpc %s, fork %s", (text, grpc, fork) => {
  expect(mentions(text)).toEqual({ grpc, fork });
});

test("takes the seeds of a library as they are written", () => {
  const of = mentionsOf({
    grpc: [{ text: "google.cloud", match: "word" }],
    fork: [{ text: "gunicorn", match: "part" }],
  });
  expect(of("from google.cloud import pubsub")).toEqual({ grpc: true, fork: false });
  expect(of("googlexcloud my_gunicorn_app")).toEqual({ grpc: false, fork: true });
});

test("finds nothing without seeds", () => {
  expect(mentionsOf({ grpc: [], fork: [] })("import grpc, multiprocessing")).toEqual({ grpc: false, fork: false });
});
