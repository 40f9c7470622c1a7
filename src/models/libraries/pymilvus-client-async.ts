import type { LibraryModel } from "../model";

/** The asynchronous client has a grpc.aio channel (low confidence: when it is opened depends on the version). */
export const pymilvusClientAsync = {
  kind: "library",
  library: "pymilvus",
  summary: "The asynchronous client has a grpc.aio channel (low confidence: when it is opened depends on the version).",
  source: "https://github.com/milvus-io/pymilvus/blob/master/pymilvus/milvus_client/async_milvus_client.py",
  names: ["pymilvus.AsyncMilvusClient", "pymilvus.milvus_client.AsyncMilvusClient"],
  opens: "eager",
  aio: true,
  examples: {
    yes: [
      `import asyncio
import multiprocessing
from pymilvus import AsyncMilvusClient

client = AsyncMilvusClient(uri='http://search:19530')
def work():
    asyncio.run(client.search('items', []))
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import asyncio
import multiprocessing
from pymilvus import AsyncMilvusClient

def work():
    client = AsyncMilvusClient(uri='http://search:19530')
    asyncio.run(client.search('items', []))
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
