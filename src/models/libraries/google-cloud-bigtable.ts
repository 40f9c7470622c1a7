import type { LibraryModel } from "../model";

/** The classic client opens a channel at the first call of a table or of an administrator. */
export const googleCloudBigtable = {
  kind: "library",
  library: "google-cloud-bigtable",
  summary: "The classic client opens a channel at the first call of a table or of an administrator.",
  source: "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-bigtable",
  names: ["google.cloud.bigtable.Client", "google.cloud.bigtable.client.Client"],
  opens: "lazy",
  aio: false,
  handles: [
    "instance",
    "table",
    "cluster",
    "app_profile",
    "row",
    "direct_row",
    "append_row",
    "conditional_row",
    "column_family",
    "mutations_batcher",
    "backup",
  ],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import bigtable

client = bigtable.Client()
client.instance('shop').table('orders').read_row(b'1')
def work():
    client.instance('shop').table('orders').read_row(b'1')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import bigtable

client = bigtable.Client()
def work():
    client.instance('shop').table('orders').read_row(b'1')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
