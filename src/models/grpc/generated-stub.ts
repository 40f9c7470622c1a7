import type { GrpcModel } from "../model";

/** `XStub(channel)` of a generated `*_pb2_grpc` module binds its methods to the channel at once. */
export const generatedStub = {
  kind: "grpc",
  names: ["*_pb2_grpc.*Stub"],
  makes: "stub",
  aio: false,
  target: null,
  options: null,
  channel: { position: 0, keyword: "channel" },
  examples: {
    yes: [
      `import multiprocessing
import grpc
import orders_pb2_grpc

stub = orders_pb2_grpc.OrdersStub(grpc.insecure_channel('orders:50051'))
def work():
    stub.Get(b'')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import grpc
import orders_pb2_grpc

stub_class = orders_pb2_grpc.OrdersStub
def work():
    stub_class(grpc.insecure_channel('orders:50051')).Get(b'')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies GrpcModel;
