import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import { childOf, crossingFinding, describe } from "./crossing";
import type { Names, Rule } from "./rule";

export const gff101 = {
  code: "GFF101",
  name: "client-before-fork",
  severity: "warning",
  precision: "high",
  summary: "A channel, stub or client made in the parent is used in a forked child",
  why: `A forked child gets a copy of the parent's memory, but not of its threads. The channel in it belongs to a gRPC core whose threads
are gone and whose sockets it shares with the parent. What happens depends on what the parent did with it before the fork: a channel
that was only created works if fork support is not set, is closed with fork support on (\`ValueError: Cannot invoke RPC on closed
channel!\`, grpcio up to 1.7x), and hangs for ever with \`GRPC_ENABLE_FORK_SUPPORT=0\`; one that had sent an RPC fails with UNAVAILABLE
in every run up to 1.7x; with threads calling gRPC, replies of another process's call were seen.

The environment variables alone repair nothing: the object has to be made once in each process.`,
  symptoms: [
    "Bad file descriptor",
    "StatusCode.UNAVAILABLE: sendmsg: Socket operation on non-socket (88)",
    "Stream removed (sendmsg: Wrong file descriptor generation)",
    "ValueError: Cannot invoke RPC on closed channel!",
    "TSI_DATA_CORRUPTED",
    "Check failed: next_worker->state == KICKED",
  ],
  example: {
    before: `import multiprocessing

import grpc
import orders_pb2_grpc

channel = grpc.insecure_channel("orders:50051")
stub = orders_pb2_grpc.OrdersStub(channel)


def ship(order):
    stub.Ship(order)


with multiprocessing.Pool() as pool:
    pool.map(ship, [1, 2, 3])
`,
    after: `import multiprocessing
import os

import grpc
import orders_pb2_grpc

_stub_by_pid = {}


def get_stub():
    pid = os.getpid()
    if pid not in _stub_by_pid:
        channel = grpc.insecure_channel("orders:50051")
        _stub_by_pid[pid] = orders_pb2_grpc.OrdersStub(channel)
    return _stub_by_pid[pid]


def ship(order):
    get_stub().Ship(order)


with multiprocessing.Pool() as pool:
    pool.map(ship, [1, 2, 3])
`,
  },
  fixSafety: `The fix is safe when every use can be rewritten: in one process the program behaves as before, except that the channel is made at its
first use and not at import, so that an error in making it shows there. Where the parent is connected at the fork, the channel also
gets its own subchannel pool, because a child's new channel would otherwise be given the parent's connection. There is no fix in
place for a parent with calls under way or with other threads in gRPC.`,
  versions:
    "All versions of grpcio; the symptom differs. Only the fork start method: Python 3.14 uses forkserver by default on Linux.",
  sources: [
    "https://github.com/grpc/grpc/blob/master/doc/fork_support.md",
    "https://github.com/grpc/grpc/tree/master/examples/python/multiprocessing",
    "https://github.com/grpc/grpc/issues/18321",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (
    observation.kind !== "crossing" ||
    observation.object.kind === "server" ||
    observation.handed.length > 0 ||
    observation.object.aio ||
    observation.object.library !== null
  )
    return [];
  return [
    crossingFinding("GFF101", observation, names, {
      message: `${describe(observation)}, is used in ${childOf(observation)}`,
      advice:
        "Create it once in each process: in the child, in an initializer, or behind a function that keeps one per process id",
    }),
  ];
}
