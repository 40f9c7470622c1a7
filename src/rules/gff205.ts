import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import type { Names, Rule } from "./rule";
import { servingFinding } from "./serving";

export const gff205 = {
  code: "GFF205",
  name: "port-zero-per-process",
  severity: "warning",
  precision: "high",
  summary: "Port 0 bound in each of several processes: each gets another port",
  why: `Port 0 asks the kernel for any free port. Each process that asks gets another one, with or without \`grpc.so_reuseport\` (two servers, two ports,
in every run tried), so that clients reach one process at most. To share a port that the kernel chooses, reserve it first: a socket that is
bound with SO_REUSEPORT and never listens, kept open while the workers live, whose port number the workers then bind.`,
  symptoms: ["only one of the workers is ever called", "each worker logs another port"],
  example: {
    before: `import multiprocessing
from concurrent import futures

import grpc
import orders_pb2_grpc
from orders import Orders


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)])
    orders_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_insecure_port("[::]:0")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
`,
    after: `import multiprocessing
import socket
from concurrent import futures

import grpc
import orders_pb2_grpc
from orders import Orders


def serve(port):
    server = grpc.server(futures.ThreadPoolExecutor(), options=[("grpc.so_reuseport", 1)])
    orders_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as reserved:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind(("", 0))
        workers = [multiprocessing.Process(target=serve, args=(reserved.getsockname()[1],)) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
`,
  },
  fixSafety: `The fix is safe where the number that the call returns is not used: nobody can have known the ports. Where it is used, each worker may be meant to have
a port of its own, and the fix is unsafe.`,
  versions:
    "All versions of grpcio; a port cannot be shared in this way on Windows, and on macOS one process gets all traffic.",
  sources: ["https://github.com/grpc/grpc/tree/master/examples/python/multiprocessing"],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "serving" || !observation.shared || !observation.anyPort) return [];
  return [
    servingFinding(observation, names, {
      rule: "GFF205",
      severity: "warning",
      at: observation.bind,
      message: "each of several processes binds port 0, and so each gets another port",
      advice:
        "Reserve a port in the parent (a socket that is bound with SO_REUSEPORT and kept open) and bind its number in each child",
    }),
  ];
}
