import type { LibraryModel } from "../model";

/** The constructor opens a channel; in a running event loop it is one of grpc.aio. */
export const authzed = {
  kind: "library",
  library: "authzed",
  summary: "The constructor opens a channel; in a running event loop it is one of grpc.aio.",
  source: "https://github.com/authzed/authzed-py/blob/main/authzed/api/v1/__init__.py",
  names: ["authzed.api.v1.Client", "authzed.api.v1.SyncClient"],
  opens: "eager",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
from authzed.api.v1 import Client

client = Client('permissions:50051', None)
def work():
    client.CheckPermission(None)
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from authzed.api.v1 import Client

def work():
    client = Client('permissions:50051', None)
    client.CheckPermission(None)
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
