import type { Observation } from "../processes/tree";
import type { Finding, Place } from "../types";
import { fingerprint } from "./fingerprint";
import type { Names, Rule } from "./rule";

export const gff103 = {
  code: "GFF103",
  name: "parent-connected-before-fork",
  severity: "error",
  precision: "high",
  summary: "A child opens its own channel to a target to which the parent is connected",
  why: `gRPC keeps connections in a pool that all channels of a process share. The child inherits that pool: a new channel to the same target is
given the parent's socket, and its first call fails with UNAVAILABLE (every run with grpcio 1.51 and 1.71, some with 1.84). A channel
with \`("grpc.use_local_subchannel_pool", 1)\` among its options has a pool of its own and was right in 8 of 8 runs on all three.`,
  symptoms: [
    "StatusCode.UNAVAILABLE: Socket operation on non-socket",
    "Broken pipe",
    "UNAVAILABLE on the first call, then fine",
  ],
  example: {
    before: `import multiprocessing

import grpc
import stock_pb2_grpc


def connect():
    channel = grpc.insecure_channel("stock:50051")
    return stock_pb2_grpc.StockStub(channel)


def count(item):
    return connect().Count(item)


connect().Count(b"tea")
with multiprocessing.Pool() as pool:
    pool.map(count, [b"tea", b"milk"])
`,
    after: `import multiprocessing

import grpc
import stock_pb2_grpc


def connect():
    channel = grpc.insecure_channel("stock:50051", options=[("grpc.use_local_subchannel_pool", 1)])
    return stock_pb2_grpc.StockStub(channel)


def count(item):
    return connect().Count(item)


connect().Count(b"tea")
with multiprocessing.Pool() as pool:
    pool.map(count, [b"tea", b"milk"])
`,
  },
  fixSafety: "The fix is safe: a channel with a pool of its own behaves the same and opens one connection more.",
  versions:
    "Most visible up to grpcio 1.7x. Not needed when GRPC_ENABLE_FORK_SUPPORT=1 is set before grpc is imported.",
  sources: [
    "https://github.com/grpc/grpc/blob/master/test/cpp/end2end/client_fork_test.cc",
    "https://github.com/grpc/grpc/issues/13873",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "reconnection") return [];
  const { object, inherited, fork, trace, launch } = observation;
  const at = object.creation.at(-1) as Place;
  return [
    {
      rule: "GFF103",
      severity: "error",
      message: `a child forked by ${fork.by} opens its own channel to where the parent is connected, and gets the parent's connection`,
      advice:
        'Give the channel the option ("grpc.use_local_subchannel_pool", 1), or keep the parent from calling gRPC before it forks',
      at,
      fork,
      trace,
      fingerprint: fingerprint(names, ["GFF103", object.maker, object.target ?? "", fork.by], [at, fork.at]),
      evidence: {
        kind: "object",
        object: object.kind,
        aio: object.aio,
        maker: object.maker,
        target: object.target,
        state: "warm",
        usedInParent: true,
        derived: [],
        pickled: false,
        creations: [object.creation, inherited.creation],
        handed: [],
        uses: [],
        calls: [],
        launches: [launch],
        forkSupport: "unset",
      },
    },
  ];
}
