import type { GrpcModel } from "../model";

/** `grpc.insecure_channel(target, options=None, compression=None)` (grpc/__init__.py). */
export const insecureChannel = {
  kind: "grpc",
  names: ["grpc.insecure_channel"],
  makes: "channel",
  aio: false,
  target: { position: 0, keyword: "target" },
  options: { position: 1, keyword: "options" },
  channel: null,
  examples: {
    yes: [
      `import multiprocessing
import grpc

channel = grpc.insecure_channel('orders:50051')
def work():
    channel.unary_unary('/shop.Orders/Get')(b'')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import grpc
credentials = grpc.ssl_channel_credentials()
`,
    ],
  },
} as const satisfies GrpcModel;
