import type { LibraryModel } from "../model";

/** Its client speaks JSON over HTTP; only the storage API of BigQuery, another distribution, is gRPC. */
export const googleCloudBigquery = {
  kind: "library",
  library: "google-cloud-bigquery",
  summary: "Its client speaks JSON over HTTP; only the storage API of BigQuery, another distribution, is gRPC.",
  source: "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-bigquery",
  names: ["google.cloud.bigquery.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from google.cloud import bigquery

client = bigquery.Client()
def work():
    client.query('SELECT 1').result()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
