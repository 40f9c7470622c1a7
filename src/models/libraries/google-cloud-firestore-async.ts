import type { LibraryModel } from "../model";

/** The asynchronous client opens a grpc.aio channel at its first call. */
export const googleCloudFirestoreAsync = {
  kind: "library",
  library: "google-cloud-firestore",
  summary: "The asynchronous client opens a grpc.aio channel at its first call.",
  source: "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-firestore",
  names: [
    "google.cloud.firestore.AsyncClient",
    "google.cloud.firestore_v1.AsyncClient",
    "google.cloud.firestore_v1.async_client.AsyncClient",
  ],
  opens: "lazy",
  aio: true,
  quiet: ["field_path", "write_option"],
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
  examples: {
    yes: [
      `import asyncio
import multiprocessing
from google.cloud import firestore

client = firestore.AsyncClient()
asyncio.run(client.collection('orders').document('1').get())
def work():
    asyncio.run(client.collection('orders').document('1').get())
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import asyncio
import multiprocessing
from google.cloud import firestore

client = firestore.AsyncClient()
def work():
    asyncio.run(client.collection('orders').document('1').get())
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
