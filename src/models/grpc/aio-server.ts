import type { GrpcModel } from "../model";

/**
 * `grpc.aio.server(migration_thread_pool=None, handlers=None, interceptors=None, options=None,
 * maximum_concurrent_rpcs=None, compression=None)` (grpc/aio/_server.py).
 */
export const aioServer = {
  kind: "grpc",
  names: ["grpc.aio.server", "grpc.experimental.aio.server"],
  makes: "server",
  aio: true,
  target: null,
  options: { position: 3, keyword: "options" },
  channel: null,
  pool: { position: 0, keyword: "migration_thread_pool" },
  examples: {
    yes: [
      `import asyncio
import multiprocessing
import grpc

def count():
    print(1)

async def main():
    server = grpc.aio.server()
    server.add_insecure_port('[::]:50051')
    await server.start()
    multiprocessing.Process(target=count).start()
    await server.wait_for_termination()
asyncio.run(main())
`,
    ],
    no: [
      `import asyncio
import multiprocessing
import grpc

async def serve():
    server = grpc.aio.server()
    server.add_insecure_port('[::]:50051')
    await server.start()
    await server.wait_for_termination()
multiprocessing.Process(target=lambda: asyncio.run(serve())).start()
`,
    ],
  },
} as const satisfies GrpcModel;
