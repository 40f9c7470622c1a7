import type { LibraryModel } from "../model";

/** Where gRPC is preferred it opens its channel at the first call; else it speaks HTTP. */
export const qdrantClient = {
  kind: "library",
  library: "qdrant-client",
  summary: "Where gRPC is preferred it opens its channel at the first call; else it speaks HTTP.",
  source: "https://github.com/qdrant/qdrant-client/blob/master/qdrant_client/qdrant_remote.py",
  names: ["qdrant_client.QdrantClient", "qdrant_client.qdrant_client.QdrantClient"],
  opens: "lazy",
  aio: false,
  conditions: [{ argument: { position: null, keyword: "prefer_grpc" }, is: { oneOf: [true] }, whenAbsent: false }],
  examples: {
    yes: [
      `import multiprocessing
from qdrant_client import QdrantClient

client = QdrantClient('search', prefer_grpc=True)
client.get_collection('items')
def work():
    client.get_collection('items')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from qdrant_client import QdrantClient

client = QdrantClient('search', prefer_grpc=True)
def work():
    client.get_collection('items')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
