import type { LibraryModel } from "../model";

/** The constructor opens a grpc.aio channel. */
export const daprAsync = {
  kind: "library",
  library: "dapr",
  summary: "The constructor opens a grpc.aio channel.",
  source: "https://github.com/dapr/python-sdk/blob/main/dapr/aio/clients/grpc/client.py",
  names: ["dapr.aio.clients.DaprClient", "dapr.aio.clients.grpc.client.DaprGrpcClientAsync"],
  opens: "eager",
  aio: true,
  examples: {
    yes: [
      `import asyncio
import multiprocessing
from dapr.aio.clients import DaprClient

client = DaprClient()
def work():
    asyncio.run(client.publish_event('orders', 'new', data=b'1'))
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import asyncio
import multiprocessing
from dapr.aio.clients import DaprClient

def work():
    client = DaprClient()
    asyncio.run(client.publish_event('orders', 'new', data=b'1'))
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
