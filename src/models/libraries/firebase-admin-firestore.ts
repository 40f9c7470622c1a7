import type { LibraryModel } from "../model";

/** It makes a client of google-cloud-firestore. */
export const firebaseAdminFirestore = {
  kind: "library",
  library: "firebase-admin",
  summary: "It makes a client of google-cloud-firestore.",
  source: "https://github.com/firebase/firebase-admin-python/blob/master/firebase_admin/firestore.py",
  names: ["firebase_admin.firestore.client"],
  opens: "lazy",
  aio: false,
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
  background: ["on_snapshot"],
  examples: {
    yes: [
      `import multiprocessing
from firebase_admin import firestore

client = firestore.client()
client.collection('orders').document('1').get()
def work():
    client.collection('orders').document('1').get()
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from firebase_admin import firestore

client = firestore.client()
def work():
    client.collection('orders').document('1').get()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
