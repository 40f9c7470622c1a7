import { isFrom } from "../grpcio";
import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import { childOf, crossingFinding } from "./crossing";
import type { Names, Rule } from "./rule";

export const gff303 = {
  code: "GFF303",
  name: "fork-support-closes-inherited",
  severity: "warning",
  precision: "high",
  summary: "Fork support is on, and a child uses an inherited channel, which fork support closes",
  why: `Fork support does not carry a channel over a fork. In the child it closes every channel that was open in the parent, so that new ones are safe: the first call
on the inherited one raises \`ValueError: Cannot invoke RPC on closed channel!\` (every run on grpcio 1.51.1 and 1.71.0, and on 1.78). From 1.84 on the channels
stay open and the first call still fails in some runs. Without fork support, a channel that the parent had not used yet would even have worked.

The variable helps together with a channel of the child's own, never alone.`,
  symptoms: ["ValueError: Cannot invoke RPC on closed channel!", "ValueError: Cannot invoke RPC: Channel closed!"],
  example: {
    before: `import os

os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

import multiprocessing

import grpc
import orders_pb2_grpc

stub = orders_pb2_grpc.OrdersStub(grpc.insecure_channel("orders:50051"))


def ship(order):
    stub.Ship(order)


with multiprocessing.Pool() as pool:
    pool.map(ship, [1, 2, 3])
`,
    after: `import os

os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

import multiprocessing

import grpc
import orders_pb2_grpc

_stub_by_pid = {}


def get_stub():
    pid = os.getpid()
    if pid not in _stub_by_pid:
        _stub_by_pid[pid] = orders_pb2_grpc.OrdersStub(
            grpc.insecure_channel("orders:50051")
        )
    return _stub_by_pid[pid]


def ship(order):
    get_stub().Ship(order)


with multiprocessing.Pool() as pool:
    pool.map(ship, [1, 2, 3])
`,
  },
  fixSafety: "The fix is that of GFF101 and GFF102: the client is made once in each process.",
  versions:
    "ValueError up to grpcio 1.78; from 1.84 on inherited channels are kept, and still fail in some runs once the parent has used them.",
  sources: [
    "https://github.com/grpc/grpc/blob/master/src/python/grpcio/grpc/_cython/_cygrpc/fork_posix.pyx.pxi",
    "https://github.com/grpc/grpc/pull/41784",
    "https://github.com/sergiitk/grpc-py-repro",
  ],
  ask,
} as const satisfies Rule;

/** The first grpcio that keeps inherited channels open (grpc/grpc#41784 landed between 1.80 and 1.84). */
const KEPT_FROM = "1.84";

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "crossing" || observation.object.kind === "server" || observation.object.aio) return [];
  if (observation.forkSupport !== "on" || observation.pickled) return [];
  const { kind, maker } = observation.object;
  const isKept = isFrom(names.options.grpcio, KEPT_FROM);
  return [
    crossingFinding("GFF303", observation, names, {
      message: isKept
        ? `fork support is on, so the ${kind} made by ${maker} stays open in ${childOf(observation)}, which uses it, and its first call there may fail`
        : `fork support is on, so the ${kind} made by ${maker} is closed in ${childOf(observation)}, which uses it`,
      advice: isKept
        ? "Create it once in each process: fork support makes new channels safe, and inherited ones only in part"
        : "Create it once in each process: fork support makes new channels safe, and closes inherited ones",
    }),
  ];
}
