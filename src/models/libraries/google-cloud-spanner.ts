import type { LibraryModel } from "../model";

/** It opens a channel at the first call of an instance or a database; sessions are kept for later calls. */
export const googleCloudSpanner = {
  kind: "library",
  library: "google-cloud-spanner",
  summary: "It opens a channel at the first call of an instance or a database; sessions are kept for later calls.",
  source: "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-spanner",
  names: ["google.cloud.spanner.Client", "google.cloud.spanner_v1.Client", "google.cloud.spanner_v1.client.Client"],
  opens: "lazy",
  aio: false,
  handles: ["instance", "database", "table", "copy", "backup"],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import spanner

client = spanner.Client()
client.instance('shop').database('orders').run_in_transaction(print)
def work():
    client.instance('shop').database('orders').run_in_transaction(print)
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import spanner

client = spanner.Client()
def work():
    client.instance('shop').database('orders').run_in_transaction(print)
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
