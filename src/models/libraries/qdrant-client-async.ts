import type { LibraryModel } from "../model";

/** The asynchronous client opens a grpc.aio channel at its first call where gRPC is preferred. */
export const qdrantClientAsync = {
  kind: "library",
  library: "qdrant-client",
  summary: "The asynchronous client opens a grpc.aio channel at its first call where gRPC is preferred.",
  source: "https://github.com/qdrant/qdrant-client/blob/master/qdrant_client/async_qdrant_remote.py",
  names: ["qdrant_client.AsyncQdrantClient", "qdrant_client.async_qdrant_client.AsyncQdrantClient"],
  opens: "lazy",
  aio: true,
  conditions: [{ argument: { position: null, keyword: "prefer_grpc" }, is: { oneOf: [true] }, whenAbsent: false }],
  examples: {
    yes: [
      `import asyncio
import multiprocessing
from qdrant_client import AsyncQdrantClient

client = AsyncQdrantClient('search', prefer_grpc=True)
asyncio.run(client.get_collection('items'))
def work():
    asyncio.run(client.get_collection('items'))
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import asyncio
import multiprocessing
from qdrant_client import AsyncQdrantClient

client = AsyncQdrantClient('search', prefer_grpc=True)
def work():
    asyncio.run(client.get_collection('items'))
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
