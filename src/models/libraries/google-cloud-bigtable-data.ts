import type { LibraryModel } from "../model";

/** It opens its channel in the constructor, and a thread of its own pings and renews it. */
export const googleCloudBigtableData = {
  kind: "library",
  library: "google-cloud-bigtable",
  summary: "It opens its channel in the constructor, and a thread of its own pings and renews it.",
  source:
    "https://github.com/googleapis/google-cloud-python/blob/main/packages/google-cloud-bigtable/google/cloud/bigtable/data/_sync_autogen/client.py",
  names: ["google.cloud.bigtable.data.BigtableDataClient"],
  opens: "warm",
  aio: false,
  handles: ["get_table", "get_authorized_view", "mutations_batcher"],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud.bigtable.data import BigtableDataClient

client = BigtableDataClient()
def work():
    client.get_table('shop', 'orders').read_row(b'1')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud.bigtable.data import BigtableDataClient

def work():
    client = BigtableDataClient()
    client.get_table('shop', 'orders').read_row(b'1')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
