import type { LibraryModel } from "../model";

/** It opens its channel at the first call; references and queries send nothing until they are read. */
export const googleCloudFirestore = {
  kind: "library",
  library: "google-cloud-firestore",
  summary: "It opens its channel at the first call; references and queries send nothing until they are read.",
  source: "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-firestore",
  names: [
    "google.cloud.firestore.Client",
    "google.cloud.firestore_v1.Client",
    "google.cloud.firestore_v1.client.Client",
    "google.cloud.firestore_admin_v1.Client",
  ],
  opens: "lazy",
  aio: false,
  quiet: ["field_path", "write_option", "document_path"],
  handles: [
    "collection",
    "collection_group",
    "document",
    "batch",
    "transaction",
    "bulk_writer",
    "where",
    "order_by",
    "limit",
    "limit_to_last",
    "offset",
    "select",
    "start_at",
    "start_after",
    "end_at",
    "end_before",
    "recursive",
    "avg",
    "count",
    "sum",
    "pipeline",
  ],
  background: ["on_snapshot"],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import firestore

client = firestore.Client()
client.collection('orders').document('1').get()
def work():
    client.collection('orders').document('1').get()
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import firestore

client = firestore.Client()
def work():
    client.collection('orders').document('1').get()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
