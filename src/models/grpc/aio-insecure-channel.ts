import type { GrpcModel } from "../model";

/** `grpc.aio.insecure_channel(target, options=None, …)`; it is outside gRPC's fork support (only `grpc._channel.Channel` registers for it). */
export const aioInsecureChannel = {
  kind: "grpc",
  names: ["grpc.aio.insecure_channel", "grpc.experimental.aio.insecure_channel"],
  makes: "channel",
  aio: true,
  target: { position: 0, keyword: "target" },
  options: { position: 1, keyword: "options" },
  channel: null,
  examples: {
    yes: [
      `import multiprocessing
import grpc

channel = grpc.aio.insecure_channel('orders:50051')
def work():
    channel.unary_unary('/shop.Orders/Get')(b'')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import grpc

address = 'orders:50051'
def work():
    grpc.aio.insecure_channel(address).unary_unary('/shop.Orders/Get')(b'')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies GrpcModel;
