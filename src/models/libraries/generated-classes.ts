import type { LibraryModel } from "../model";

/** The other classes of a generated module: what is called on a stub or a servicer class is a method of the program. */
export const generatedClasses = {
  kind: "library",
  library: "grpcio-tools",
  summary:
    "The other classes of a generated module: what is called on a stub or a servicer class is a method of the program.",
  source: "https://grpc.io/docs/languages/python/generated-code/",
  names: [
    "*_pb2_grpc.*Servicer.*",
    "*_pb2_grpc.*Stub.*",
    "*.*_pb2_grpc.*Servicer.*",
    "*.*_pb2_grpc.*Stub.*",
    "*.*.*_pb2_grpc.*Servicer.*",
    "*.*.*_pb2_grpc.*Stub.*",
  ],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
import orders_pb2_grpc

class Orders(orders_pb2_grpc.OrdersServicer):
    def Get(self, request, context):
        return orders_pb2_grpc.OrdersServicer.Get(self, request, context)
orders = Orders()
def work():
    orders.Get(b'', None)
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
