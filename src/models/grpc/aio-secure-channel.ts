import type { GrpcModel } from "../model";

/** `grpc.aio.secure_channel(target, credentials, options=None, …)`; it is outside gRPC's fork support (only `grpc._channel.Channel` registers for it). */
export const aioSecureChannel = {
  kind: "grpc",
  names: ["grpc.aio.secure_channel", "grpc.experimental.aio.secure_channel"],
  makes: "channel",
  aio: true,
  target: { position: 0, keyword: "target" },
  options: { position: 2, keyword: "options" },
  channel: null,
  examples: {
    yes: [
      `import multiprocessing
import grpc

channel = grpc.aio.secure_channel('orders:443', grpc.ssl_channel_credentials())
def work():
    channel.unary_unary('/shop.Orders/Get')(b'')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import grpc

address = 'orders:443'
def work():
    grpc.aio.secure_channel(address, grpc.ssl_channel_credentials()).unary_unary('/shop.Orders/Get')(b'')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies GrpcModel;
