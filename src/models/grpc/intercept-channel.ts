import type { GrpcModel } from "../model";

/** `grpc.intercept_channel(channel, *interceptors)` wraps a channel and shares it (grpc/_interceptor.py). */
export const interceptChannel = {
  kind: "grpc",
  names: ["grpc.intercept_channel"],
  makes: "channel",
  aio: false,
  target: null,
  options: null,
  channel: { position: 0, keyword: "channel" },
  examples: {
    yes: [
      `import multiprocessing
import grpc

channel = grpc.intercept_channel(grpc.insecure_channel('orders:50051'))
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
    grpc.intercept_channel(grpc.insecure_channel(address)).unary_unary('/shop.Orders/Get')(b'')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies GrpcModel;
