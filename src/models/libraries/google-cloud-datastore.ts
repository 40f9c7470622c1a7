import type { LibraryModel } from "../model";

/** It opens its channel at the first call; keys, entities and queries send nothing. */
export const googleCloudDatastore = {
  kind: "library",
  library: "google-cloud-datastore",
  summary: "It opens its channel at the first call; keys, entities and queries send nothing.",
  source: "https://github.com/grpc/grpc/issues/13873",
  names: ["google.cloud.datastore.Client", "google.cloud.datastore.client.Client"],
  opens: "lazy",
  aio: false,
  quiet: ["key", "entity"],
  handles: ["query", "transaction", "batch", "aggregation_query", "add_filter"],
  conditions: [{ argument: { position: null, keyword: "_use_grpc" }, is: { not: [false] }, whenAbsent: true }],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import datastore

client = datastore.Client()
client.get(client.key('Order', 1))
def work():
    client.get(client.key('Order', 1))
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import datastore

client = datastore.Client()
def work():
    client.get(client.key('Order', 1))
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
