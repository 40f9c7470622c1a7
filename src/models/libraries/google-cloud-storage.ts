import type { LibraryModel } from "../model";

/** Its client speaks JSON over HTTP. */
export const googleCloudStorage = {
  kind: "library",
  library: "google-cloud-storage",
  summary: "Its client speaks JSON over HTTP.",
  source: "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-storage",
  names: ["google.cloud.storage.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from google.cloud import storage

client = storage.Client()
def work():
    client.bucket('invoices').blob('1.pdf').upload_from_string('')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
