import type { Crossing, Observation, Standing } from "../processes/tree";
import type { Finding } from "../types";
import { creationOf, crossingFinding } from "./crossing";
import type { Names, Rule } from "./rule";
import { standingFinding } from "./standing";

export const gff201 = {
  code: "GFF201",
  name: "server-before-fork",
  severity: "warning",
  precision: "high",
  summary: "A server is created, bound or started, and then children that should serve are forked",
  why: `A gRPC server lives in threads of the core: the one that polls its sockets and those that take calls from its completion queue. A forked
child has the server object and the listening socket, but none of the threads. Measured: with the server created and bound in the
parent and started in the children nobody answered (DEADLINE_EXCEEDED in 10 of 10 runs); with fork support on and grpcio up to 1.7x a child
whose parent has so much as created a server exits with status 64.

gRPC's own example says it so: fork without exec is supported before any gRPC server has been instantiated. So fork first, and let each child make, bind
and start a server of its own; with \`grpc.so_reuseport\` they share one port.`,
  symptoms: [
    "StatusCode.DEADLINE_EXCEEDED from every call to the server",
    "exit code 64 of the child",
    "Failed to shutdown gRPC Core after fork()",
    "RuntimeError: cannot pickle '_thread.RLock' object",
  ],
  example: {
    before: `import multiprocessing
from concurrent import futures

import grpc
import orders_pb2_grpc
from orders import Orders


def serve(server):
    server.wait_for_termination()


if __name__ == "__main__":
    server = grpc.server(futures.ThreadPoolExecutor())
    orders_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_insecure_port("[::]:50051")
    server.start()
    for _ in range(4):
        multiprocessing.Process(target=serve, args=(server,)).start()
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
  fixSafety: `The fix moves the statements that make the server into the function that the children run. It is safe where these statements need
nothing that a child would not have, and where the parent does nothing else with the server. The parent then serves no more: it starts the workers, and
stops them on SIGTERM.`,
  versions:
    "All versions of grpcio. macOS: SO_REUSEPORT does not spread the load there; Windows has neither it nor fork.",
  sources: [
    "https://github.com/grpc/grpc/tree/master/examples/python/multiprocessing",
    "https://github.com/grpc/grpc/issues/16001",
    "https://github.com/grpc/grpc/issues/13536",
  ],
  ask,
} as const satisfies Rule;

const ADVICE = "Fork first, and create, bind and start one server in each child, with grpc.so_reuseport";

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind === "crossing" && observation.object.kind === "server") return [used(observation, names)];
  if (observation.kind !== "standing" || observation.object.kind !== "server") return [];
  return observation.child === "serves" && !observation.inHandler ? [beside(observation, names)] : [];
}

/** The child takes the parent's server to be its own. */
function used(crossing: Crossing, names: Names): Finding {
  const how = crossing.state === "created" ? stageOf(crossing) : "started";
  return crossingFinding("GFF201", crossing, names, {
    message: `the server is ${how} before ${crossing.fork.by} forks the children that should serve`,
    advice: ADVICE,
  });
}

/** The child has a server of its own, but the parent's is alive when it is forked. */
function beside(standing: Standing, names: Names): Finding {
  const how = standing.state === "created" ? stageOf(standing) : "started";
  return standingFinding("GFF201", standing.state === "created" ? "warning" : "error", standing, names, {
    message: `a server is ${how} before ${standing.fork.by} forks a child that serves, too`,
    advice: ADVICE,
  });
}

/** Bound is worse than created, but no RPC can have come yet. */
function stageOf({ calls, object }: Pick<Crossing, "calls" | "object">): string {
  const created = creationOf({ object });
  const isBound = calls.some(({ method, at, process }) => {
    const follows = at.path !== created.path || at.span.start > created.span.start;
    return process === "own" && follows && /^add_(in)?secure_port$/.test(method);
  });
  return isBound ? "created and bound" : "created";
}
