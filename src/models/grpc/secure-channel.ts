import type { GrpcModel } from "../model";

/** `grpc.secure_channel(target, credentials, options=None, compression=None)` (grpc/__init__.py). */
export const secureChannel = {
  kind: "grpc",
  names: ["grpc.secure_channel"],
  makes: "channel",
  aio: false,
  target: { position: 0, keyword: "target" },
  options: { position: 2, keyword: "options" },
  channel: null,
  examples: {
    yes: [
      `import multiprocessing
import grpc

channel = grpc.secure_channel('orders:443', grpc.ssl_channel_credentials())
def work():
    channel.unary_unary('/shop.Orders/Get')(b'')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import grpc

credentials = grpc.ssl_channel_credentials()
def work():
    grpc.secure_channel('orders:443', credentials).unary_unary('/shop.Orders/Get')(b'')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies GrpcModel;
