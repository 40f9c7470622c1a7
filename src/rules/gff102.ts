import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import { childOf, crossingFinding, describe } from "./crossing";
import type { Names, Rule } from "./rule";

export const gff102 = {
  code: "GFF102",
  name: "client-passed-to-child",
  severity: "warning",
  precision: "high",
  summary: "A gRPC object is handed to a forked child",
  why: `\`args\`, \`kwargs\`, \`initargs\`, a partial, a bound method, a lambda or an attribute of a Process subclass carries a gRPC object into the
child. Under fork it is the parent's object, as with a global (see GFF101). What goes to a worker through a pool's queue is pickled, and
gRPC objects cannot be: \`TypeError: no default __reduce__ due to non-trivial __cinit__\`.`,
  symptoms: [
    "TypeError: no default __reduce__ due to non-trivial __cinit__",
    "TypeError: cannot pickle '_thread.RLock' object",
    "Pickling client objects is explicitly not supported",
    "StatusCode.UNAVAILABLE",
  ],
  example: {
    before: `import multiprocessing

import grpc
import stock_pb2_grpc


def watch(channel):
    stock_pb2_grpc.StockStub(channel).Watch(b"tea")


channel = grpc.insecure_channel("stock:50051")
multiprocessing.Process(target=watch, args=(channel,)).start()
`,
    after: `import multiprocessing

import grpc
import stock_pb2_grpc


def watch(address):
    with grpc.insecure_channel(address) as channel:
        stock_pb2_grpc.StockStub(channel).Watch(b"tea")


multiprocessing.Process(target=watch, args=("stock:50051",)).start()
`,
  },
  fixSafety: `The fix is safe where the object becomes a per-process one behind the same name, or where the child makes its own from plain values that
can be handed over instead. Otherwise there is none.`,
  versions: "All versions of grpcio. Under spawn and forkserver the same code fails with a pickling error.",
  sources: [
    "https://github.com/grpc/grpc/blob/master/doc/fork_support.md",
    "https://github.com/googleapis/google-cloud-python/issues/4736",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (
    observation.kind !== "crossing" ||
    observation.object.kind === "server" ||
    observation.handed.length === 0 ||
    observation.object.aio ||
    observation.object.library !== null
  )
    return [];
  const fails = observation.pickled ? ", where pickling it fails" : "";
  return [
    crossingFinding("GFF102", observation, names, {
      message: `${describe(observation)}, is handed to ${childOf(observation)}${fails}`,
      advice: "Hand over the address and what else is needed, and create the channel and the stub in the child",
    }),
  ];
}
