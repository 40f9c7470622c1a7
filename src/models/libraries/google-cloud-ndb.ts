import type { LibraryModel } from "../model";

/** It opens its channel in the constructor; models go through the context of the client. */
export const googleCloudNdb = {
  kind: "library",
  library: "google-cloud-ndb",
  summary: "It opens its channel in the constructor; models go through the context of the client.",
  source:
    "https://github.com/googleapis/google-cloud-python/blob/main/packages/google-cloud-ndb/google/cloud/ndb/client.py",
  names: ["google.cloud.ndb.Client", "google.cloud.ndb.client.Client"],
  opens: "eager",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import ndb

client = ndb.Client()
def work():
    with client.context():
        print(1)
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import ndb

def work():
    client = ndb.Client()
    with client.context():
        print(1)
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
