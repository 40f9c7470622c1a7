import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import { childOf, crossingFinding, describe } from "./crossing";
import type { Names, Rule } from "./rule";

export const gff106 = {
  code: "GFF106",
  name: "aio-across-fork",
  severity: "warning",
  precision: "high",
  summary: "A grpc.aio object reaches a forked child",
  why: `grpc.aio is outside gRPC's fork support: only sync channels are registered for it. A child that inherits a grpc.aio channel inherits its poller
without the thread that runs it and an event loop that is not its own; it hung or crashed in most runs on every version tried, and so does a
new grpc.aio channel in that child. The channel has to be made inside the child's running loop, in a process whose parent had none.`,
  symptoms: [
    "BlockingIOError: [Errno 11] Resource temporarily unavailable",
    "the child hangs",
    "Fatal Python error: Segmentation fault",
  ],
  example: {
    before: `import asyncio
import multiprocessing

import grpc
import orders_pb2_grpc

channel = grpc.aio.insecure_channel("orders:50051")


async def ship():
    await orders_pb2_grpc.OrdersStub(channel).Ship(b"1")


def work():
    asyncio.run(ship())


multiprocessing.Process(target=work).start()
`,
    after: `import asyncio
import multiprocessing

import grpc
import orders_pb2_grpc


async def ship():
    async with grpc.aio.insecure_channel("orders:50051") as channel:
        await orders_pb2_grpc.OrdersStub(channel).Ship(b"1")


def work():
    asyncio.run(ship())


multiprocessing.Process(target=work).start()
`,
  },
  fixSafety:
    "There is no automatic fix: the channel must live and die with the child's event loop, which only its author can place.",
  versions: "All versions of grpcio. Only the fork start method: Python 3.14 uses forkserver by default on Linux.",
  sources: [
    "https://github.com/grpc/grpc/blob/master/doc/fork_support.md",
    "https://github.com/grpc/grpc/issues/25364",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "crossing" || observation.object.kind === "server" || !observation.object.aio) return [];
  return [
    crossingFinding("GFF106", observation, names, {
      message: `${describe(observation)}, reaches ${childOf(observation)}`,
      advice: "Create the grpc.aio channel inside the coroutine that the child runs, or start the child with spawn",
    }),
  ];
}
