import type { LibraryModel } from "../model";

/** Calls without a stub go over channels that gRPC keeps for the whole process and evicts in a thread of its own. */
export const simpleStubs = {
  kind: "library",
  library: "grpcio",
  summary:
    "Calls without a stub go over channels that gRPC keeps for the whole process and evicts in a thread of its own.",
  source: "https://github.com/grpc/grpc/blob/master/src/python/grpcio/grpc/_simple_stubs.py",
  names: [
    "*_pb2_grpc.*.*",
    "*.*_pb2_grpc.*.*",
    "*.*.*_pb2_grpc.*.*",
    "*.*.*.*_pb2_grpc.*.*",
    "grpc.experimental.unary_unary",
    "grpc.experimental.unary_stream",
    "grpc.experimental.stream_unary",
    "grpc.experimental.stream_stream",
  ],
  opens: "warm",
  aio: false,
  conditions: [{ argument: { position: 1, keyword: "target" }, is: { not: [] }, whenAbsent: false }],
  shared: { position: 1, keyword: "target" },
  words: ["insecure=True", "channel_credentials", "grpc.experimental"],
  examples: {
    yes: [
      `import multiprocessing
import orders_pb2_grpc

orders_pb2_grpc.Orders.Get(b'1', 'orders:50051', insecure=True)
def work():
    orders_pb2_grpc.Orders.Get(b'2', 'orders:50051', insecure=True)
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import orders_pb2_grpc

def work():
    orders_pb2_grpc.Orders.Get(b'2', 'orders:50051', insecure=True)
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
