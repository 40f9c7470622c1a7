import type { LibraryModel } from "../model";

/** The constructor opens a channel, waits for it and calls Connect. */
export const pymilvusClient = {
  kind: "library",
  library: "pymilvus",
  summary: "The constructor opens a channel, waits for it and calls Connect.",
  source: "https://github.com/milvus-io/milvus/issues/1964",
  names: ["pymilvus.MilvusClient", "pymilvus.milvus_client.MilvusClient", "pymilvus.Milvus", "milvus.Milvus"],
  opens: "warm",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
from pymilvus import MilvusClient

client = MilvusClient(uri='http://search:19530')
def work():
    client.search('items', [])
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from pymilvus import MilvusClient

def work():
    client = MilvusClient(uri='http://search:19530')
    client.search('items', [])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
