import { isBelow } from "../grpcio";
import type { Observation } from "../processes/tree";
import type { Finding, GrpcioVersion } from "../types";
import { creationOf } from "./crossing";
import type { Names, Rule } from "./rule";
import { servingFinding } from "./serving";

export const gff203 = {
  code: "GFF203",
  name: "reuseport-missing",
  severity: "warning",
  precision: "high",
  summary: "Several processes serve one address, and grpc.so_reuseport is not stated, or is 0",
  why: `Several processes can listen on one port if each socket has SO_REUSEPORT; the kernel then spreads new connections over them. gRPC sets it by default
on Linux, so a server without the option binds as well, but nothing in the code says that this is meant: the same default hides a server that was
started twice by mistake, and wheels of grpcio before 1.30 did not have it. With \`("grpc.so_reuseport", 0)\` every process after the first fails to bind.

Connections are spread, not calls: one client with one channel always talks to one process.`,
  symptoms: ["RuntimeError: Failed to bind to address", "Address already in use"],
  example: {
    before: `import multiprocessing
import signal
from concurrent import futures

import grpc
import orders_pb2_grpc
from orders import Orders


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())
    orders_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


def stop(signum, frame):
    for worker in multiprocessing.active_children():
        worker.terminate()


if __name__ == "__main__":
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
    signal.signal(signal.SIGTERM, stop)
`,
    after: `import multiprocessing
import signal
from concurrent import futures

import grpc
import orders_pb2_grpc
from orders import Orders


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)])
    orders_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()


def stop(signum, frame):
    for worker in multiprocessing.active_children():
        worker.terminate()


if __name__ == "__main__":
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
    signal.signal(signal.SIGTERM, stop)
`,
  },
  fixSafety:
    "The fix is safe: on Linux the option is the default, and where it was 0 only one of the processes could bind.",
  versions:
    "Wheels of grpcio before 1.30 lack the option. macOS: all traffic goes to one of the processes. Windows: no effect.",
  sources: [
    "https://github.com/grpc/grpc/tree/master/examples/python/multiprocessing",
    "https://github.com/grpc/grpc/issues/18210",
    "https://github.com/grpc/grpc/issues/27399",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "serving" || !observation.shared || observation.anyPort) return [];
  const { reusePort } = observation;
  if (reusePort !== "missing" && reusePort !== "off") return [];
  const isOff = reusePort === "off";
  return [
    servingFinding(observation, names, {
      rule: "GFF203",
      severity: isOff ? "error" : "warning",
      at: creationOf(observation),
      message: isOff
        ? "several processes serve this address, and grpc.so_reuseport is 0: only the first can bind it"
        : `several processes serve this address, and grpc.so_reuseport is not stated${withoutOption(names.options.grpcio)}`,
      advice: 'Give grpc.server(...) the option ("grpc.so_reuseport", 1)',
    }),
  ];
}

/** Wheels moved off manylinux1, where there was no such option, with 1.30 (grpc/grpc#22643). */
function withoutOption(grpcio: GrpcioVersion | null | undefined): string {
  return grpcio && isBelow(grpcio, "1.30")
    ? `; the wheels of grpcio ${grpcio.version} do not have it: use 1.30 or later`
    : "";
}
