import type { LibraryModel } from "../model";

/** The constructor opens a grpc.aio channel. */
export const authzedAsync = {
  kind: "library",
  library: "authzed",
  summary: "The constructor opens a grpc.aio channel.",
  source: "https://github.com/authzed/authzed-py/blob/main/authzed/api/v1/__init__.py",
  names: ["authzed.api.v1.AsyncClient"],
  opens: "eager",
  aio: true,
  examples: {
    yes: [
      `import asyncio
import multiprocessing
from authzed.api.v1 import AsyncClient

client = AsyncClient('permissions:50051', None)
def work():
    asyncio.run(client.CheckPermission(None))
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import asyncio
import multiprocessing
from authzed.api.v1 import AsyncClient

def work():
    client = AsyncClient('permissions:50051', None)
    asyncio.run(client.CheckPermission(None))
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
