import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import type { Names, Rule } from "./rule";
import { servingFinding } from "./serving";

export const gff206 = {
  code: "GFF206",
  name: "children-outlive-parent",
  severity: "warning",
  precision: "high",
  summary: "A multi-process server whose parent leaves its children running on SIGTERM",
  why: `SIGTERM ends a Python process at once: no \`finally\`, no \`atexit\`, and so nothing of what \`multiprocessing\` does at exit, not even for
children with \`daemon=True\`. The children go on, hold the port, and with \`grpc.so_reuseport\` get their share of the connections beside the processes of the next
deployment. A handler in the parent has to pass the signal on, and each child should stop its server with a grace period. In the child's handler
\`server.stop(10)\` must not be waited for: where the signal comes twice (from the parent and from systemd, say) the second one runs inside the first one's
\`wait()\` and deadlocks (9 of 16 runs on grpcio 1.71.0 and 1.84.0); \`wait_for_termination()\` returns by itself.`,
  symptoms: ["old code answers after a deployment", "orphaned worker processes", "the port stays in use"],
  example: {
    before: `import multiprocessing
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
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
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
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


def stop_workers(signum, frame):
    for worker in multiprocessing.active_children():
        worker.terminate()


if __name__ == "__main__":
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
    signal.signal(signal.SIGTERM, stop_workers)
`,
  },
  fixSafety: `The fix is unsafe: it changes what SIGTERM does. The parent passes it on to all its children and ends, with status 0, when they have ended, and
each child lets calls that are under way finish for up to ten seconds.`,
  versions: "Does not depend on the version of grpcio.",
  sources: [
    "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process.daemon",
    "https://grpc.github.io/grpc/python/grpc.html#grpc.Server.stop",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "serving" || !observation.shared || observation.guarded) return [];
  return [
    servingFinding(observation, names, {
      rule: "GFF206",
      severity: "warning",
      at: observation.fork.at,
      message: "on SIGTERM this process ends, and the servers that it has started here go on",
      advice: "Pass SIGTERM on to the children, and let each stop its server with a grace period: server.stop(10)",
    }),
  ];
}
