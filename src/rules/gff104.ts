import type { Observation, Standing } from "../processes/tree";
import type { Finding } from "../types";
import type { Names, Rule } from "./rule";
import { standingFinding } from "./standing";

export const gff104 = {
  code: "GFF104",
  name: "rpc-in-flight-at-fork",
  severity: "warning",
  precision: "high",
  summary: "A stream, a future, a subscription or a background thread uses gRPC while the parent forks",
  why: `A fork copies the memory of the process, but only the thread that forks. Whatever another thread was doing in gRPC stops there for ever
in the child: locks that it held stay locked, and the sockets of the call belong to both processes. Measured with a stream open, a future
pending or a connectivity subscription, a child that uses gRPC hung or crashed in nearly every run, with the parent's channel or one of its
own; a child that only computes was fine, but on grpcio 1.71.0 the parent's own pending call failed in 4 of 10 runs. With other threads of the parent in the middle of calls, replies of another process's call were seen (4 of 10 runs on grpcio 1.51.1, 2 of 10
on 1.71.0).

With one call under way, fork support (\`GRPC_ENABLE_FORK_SUPPORT=1\` before grpc is imported) together with a channel of the child's own was right
in all runs. With busy threads fork support is the worst choice (the child hung in 6 of 6 runs on all versions) and only a child that does not
inherit, started with \`spawn\` or before the threads, is sure.`,
  symptoms: [
    "Other threads are currently calling into gRPC, skipping fork() handlers",
    "Failed to shutdown gRPC Python threads prior to fork. Behavior after fork will be undefined.",
    "the child hangs, and its deadline is not honoured",
    "a reply that belongs to another call",
  ],
  example: {
    before: `import multiprocessing
import threading

import grpc
import stock_pb2_grpc


def watch(stub):
    for change in stub.Watch(b"all"):
        print(change)


def count(item):
    print(item)


if __name__ == "__main__":
    channel = grpc.insecure_channel("stock:50051")
    threading.Thread(target=watch, args=(stock_pb2_grpc.StockStub(channel),)).start()
    multiprocessing.Process(target=count, args=("tea",)).start()
`,
    after: `import multiprocessing
import threading

import grpc
import stock_pb2_grpc


def watch(stub):
    for change in stub.Watch(b"all"):
        print(change)


def count(item):
    print(item)


if __name__ == "__main__":
    channel = grpc.insecure_channel("stock:50051")
    threading.Thread(target=watch, args=(stock_pb2_grpc.StockStub(channel),)).start()
    multiprocessing.get_context("spawn").Process(target=count, args=("tea",)).start()
`,
  },
  fixSafety: `Where a framework forks, and a thread of an exporter is at work, the exporter is set up in the framework's hook for new workers; GFF105 says how safe that is.
The other fixes are unsafe. Fork support makes every fork wait for gRPC's own threads (up to 5 seconds), and closes the channels that a child
inherits on grpcio up to 1.7x. A spawned child is a new interpreter: it imports the program again, needs a main guard, and gets its
arguments pickled.`,
  versions: "All versions of grpcio.",
  sources: [
    "https://github.com/grpc/grpc/blob/master/doc/fork_support.md",
    "https://github.com/grpc/grpc/issues/37710",
    "https://github.com/ray-project/ray/issues/24917",
  ],
  ask,
} as const satisfies Rule;

const STATES: Partial<Record<Standing["state"], string>> = {
  "in-flight": "has a call under way",
  busy: "is in use by another thread",
};

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "standing" || observation.object.kind === "server") return [];
  const { object, state, fork, child, forkSupport } = observation;
  // The threads of a library mostly wait: where the child leaves gRPC alone, nothing has been seen to come of them.
  if (object.library !== null && child === "nothing") return [];
  // An aio channel that has been used has gRPC's poller at work for it, in a thread of its own.
  const isPolled = object.aio && state === "warm" && child !== "nothing";
  const what = isPolled ? "is polled by gRPC's own thread" : STATES[state];
  // An exporter's own thread beside a child that only computes: harmless in 40 of 40 runs without fork support, and everywhere.
  if (object.ambient && child === "nothing" && forkSupport !== "on") return [];
  // With fork support on, a child that opens its own channel is safe beside one call (10 of 10 runs on three versions).
  if (what === undefined || (state === "in-flight" && forkSupport === "on")) return [];
  const kind = object.aio ? `grpc.aio ${object.kind}` : object.kind;
  return [
    standingFinding("GFF104", "error", observation, names, {
      message: `the ${kind} made by ${object.maker} ${what} in the parent when ${fork.by} forks`,
      advice:
        state === "in-flight"
          ? "End the call before the fork, set GRPC_ENABLE_FORK_SUPPORT=1 before grpc is imported, or start the child with spawn"
          : "Fork before gRPC is put to work, or start the child with spawn",
    }),
  ];
}
