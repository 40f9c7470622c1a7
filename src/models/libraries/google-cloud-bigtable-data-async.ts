import type { LibraryModel } from "../model";

/** It opens a grpc.aio channel in its constructor, and a task renews it. */
export const googleCloudBigtableDataAsync = {
  kind: "library",
  library: "google-cloud-bigtable",
  summary: "It opens a grpc.aio channel in its constructor, and a task renews it.",
  source:
    "https://github.com/googleapis/google-cloud-python/blob/main/packages/google-cloud-bigtable/google/cloud/bigtable/data/_async/client.py",
  names: ["google.cloud.bigtable.data.BigtableDataClientAsync"],
  opens: "warm",
  aio: true,
  handles: ["get_table", "get_authorized_view", "mutations_batcher"],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud.bigtable.data import BigtableDataClientAsync

client = BigtableDataClientAsync()
def work():
    client.get_table('shop', 'orders').read_row(b'1')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud.bigtable.data import BigtableDataClientAsync

def work():
    client = BigtableDataClientAsync()
    client.get_table('shop', 'orders').read_row(b'1')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
