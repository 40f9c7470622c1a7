import type { GrpcModel } from "../model";

/**
 * `grpc.server(thread_pool, handlers=None, interceptors=None, options=None, maximum_concurrent_rpcs=None,
 * compression=None, xds=False)` (grpc/__init__.py).
 */
export const server = {
  kind: "grpc",
  names: ["grpc.server"],
  makes: "server",
  aio: false,
  target: null,
  options: { position: 3, keyword: "options" },
  channel: null,
  pool: { position: 0, keyword: "thread_pool" },
  examples: {
    yes: [
      `import multiprocessing
from concurrent import futures
import grpc

server = grpc.server(futures.ThreadPoolExecutor())
server.add_insecure_port('[::]:50051')
def serve():
    server.start()
    server.wait_for_termination()
multiprocessing.Process(target=serve).start()
`,
    ],
    no: [
      `import multiprocessing
from concurrent import futures
import grpc

def serve():
    server = grpc.server(futures.ThreadPoolExecutor())
    server.add_insecure_port('[::]:50051')
    server.start()
    server.wait_for_termination()
multiprocessing.Process(target=serve).start()
`,
    ],
  },
} as const satisfies GrpcModel;
