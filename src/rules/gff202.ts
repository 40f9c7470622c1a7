import type { Misuse, Observation } from "../processes/tree";
import type { Finding } from "../types";
import { creationOf } from "./crossing";
import type { Names, Rule } from "./rule";
import { serverFinding } from "./serving";
import { standingFinding } from "./standing";

export const gff202 = {
  code: "GFF202",
  name: "fork-while-serving",
  severity: "error",
  precision: "high",
  summary: "A process is forked from a handler, or after server.start(), in the serving process",
  why: `A server that has been started has threads in gRPC's core all the time, and each RPC is handled in one of them. A fork at such a moment copies locks
that a thread holds and nobody will release, and a copy of the server whose destructor runs in the child. What people report is a child that hangs
before it does anything, a crash in the poller, or a server that stops to answer. Measured with children that only compute: right in 10 of 10 runs without fork
support; with \`GRPC_ENABLE_FORK_SUPPORT=1\` on grpcio 1.71.0 every child exits with status 64 before its own code, and a Pool starts
workers for ever. Children that use gRPC themselves met their deadline in 5 of 5 runs on 1.71.0.

\`grpc.server(ProcessPoolExecutor())\` cannot work at all: the executor would have to pickle the call, which is an object of the C core.`,
  symptoms: [
    "the child hangs at its start",
    "Check failed: next_worker->state == KICKED",
    "exit code 64 of the child",
    "TypeError: no default __reduce__ due to non-trivial __cinit__",
  ],
  example: {
    before: `import multiprocessing
from concurrent import futures

import grpc
import reports_pb2
import reports_pb2_grpc


def render(order):
    return str(order)


class Reports(reports_pb2_grpc.ReportsServicer):
    def Render(self, request, context):
        with multiprocessing.Pool(2) as pool:
            pages = pool.map(render, request.orders)
        return reports_pb2.Report(pages=pages)


if __name__ == "__main__":
    server = grpc.server(futures.ThreadPoolExecutor())
    reports_pb2_grpc.add_ReportsServicer_to_server(Reports(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()
`,
    after: `import multiprocessing
from concurrent import futures

import grpc
import reports_pb2
import reports_pb2_grpc


def render(order):
    return str(order)


class Reports(reports_pb2_grpc.ReportsServicer):
    def Render(self, request, context):
        with multiprocessing.get_context("spawn").Pool(2) as pool:
            pages = pool.map(render, request.orders)
        return reports_pb2.Report(pages=pages)


if __name__ == "__main__":
    server = grpc.server(futures.ThreadPoolExecutor())
    reports_pb2_grpc.add_ReportsServicer_to_server(Reports(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()
`,
  },
  fixSafety: `Starting the child with \`spawn\` is unsafe: it is a new interpreter, which imports the program again, needs a main guard, and gets
its function and arguments pickled. Where a pool is made after the server and nothing between needs the order, making it before the server is enough, and safe.`,
  versions: "All versions of grpcio.",
  sources: [
    "https://github.com/grpc/grpc/issues/22624",
    "https://github.com/grpc/grpc/issues/16001",
    "https://github.com/grpc/grpc/issues/14436",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind === "misuse" && observation.what === "process-pool") return [processPool(observation, names)];
  if (observation.kind !== "standing" || observation.object.kind !== "server") return [];
  const { inHandler, child, state, fork, forkSupport } = observation;
  // Fork support ends a child whose parent has so much as created a server (exit status 64, up to grpcio 1.7x).
  const isEnded = forkSupport === "on" && !observation.object.aio;
  if (!inHandler && (child === "serves" || (state === "created" && !isEnded))) return [];
  return [
    standingFinding("GFF202", "error", observation, names, {
      message: inHandler
        ? `a handler of the server forks: ${fork.by}`
        : `${fork.by} forks the process in which the server has been ${state === "created" ? "created, with fork support on" : "started"}`,
      advice:
        "Start the child with spawn, or make the pool, and let it fork, before the server is created (an executor forks at its first task)",
    }),
  ];
}

function processPool({ object, at, calls }: Misuse, names: Names): Finding {
  const trace = [
    { at: creationOf({ object }), message: "the server is given an executor of processes", process: "parent" as const },
  ];
  return serverFinding({ object, calls, launches: [], trace, places: [at] }, names, {
    rule: "GFF202",
    severity: "error",
    at,
    message: "the server's handlers would run in forked processes, which cannot be: a call cannot be pickled",
    advice: "Give the server a ThreadPoolExecutor; for several processes start one server in each",
  });
}
