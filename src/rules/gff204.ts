import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import { creationOf } from "./crossing";
import type { Names, Rule } from "./rule";
import { serverFinding } from "./serving";

export const gff204 = {
  code: "GFF204",
  name: "options-on-add-port",
  severity: "error",
  precision: "very-high",
  summary: "options= given to add_insecure_port or add_secure_port, which take none",
  why: `\`Server.add_insecure_port(address)\` and \`Server.add_secure_port(address, server_credentials)\` take nothing else: \`options=\` is a TypeError on every
version of grpcio, and the process that runs it ends there. Options are the server's: \`grpc.server(thread_pool, options=...)\`. The mistake is widespread because
an often copied example has it.`,
  symptoms: [
    "TypeError: _Server.add_insecure_port() got an unexpected keyword argument 'options'",
    "TypeError: add_insecure_port() got an unexpected keyword argument 'options'",
  ],
  example: {
    before: `import multiprocessing
from concurrent import futures

import grpc
import orders_pb2_grpc
from orders import Orders


def serve():
    server = grpc.server(futures.ThreadPoolExecutor())
    orders_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_insecure_port("[::]:50051", options=[("grpc.so_reuseport", 1)])
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    multiprocessing.Process(target=serve).start()
`,
    after: `import multiprocessing
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


if __name__ == "__main__":
    multiprocessing.Process(target=serve).start()
`,
  },
  fixSafety:
    "The fix is safe: the call as it stands always raises. The options move to the grpc.server(...) that made the server.",
  versions: "All versions of grpcio (tried on 1.51.1, 1.71.0 and 1.84.0).",
  sources: ["https://grpc.github.io/grpc/python/grpc.html#grpc.Server.add_insecure_port"],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "misuse" || observation.what !== "options-on-add-port") return [];
  const { object, at, calls } = observation;
  const method = calls.find((call) => call.at.path === at.path && call.at.span.start === at.span.start)?.method;
  const trace = [
    { at: creationOf({ object }), message: `the server is created: ${object.maker}`, process: "parent" as const },
    { at, message: "the port is given options, which raises a TypeError", process: "parent" as const },
  ];
  return [
    serverFinding({ object, calls, launches: [], trace, places: [at] }, names, {
      rule: "GFF204",
      severity: "error",
      at,
      message: `${method ?? "add_insecure_port"}() takes no options: this is a TypeError`,
      advice: "Give the options to grpc.server(...)",
    }),
  ];
}
