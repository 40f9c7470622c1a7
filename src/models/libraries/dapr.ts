import type { LibraryModel } from "../model";

/** The constructor waits for the sidecar over HTTP and opens a channel. */
export const dapr = {
  kind: "library",
  library: "dapr",
  summary: "The constructor waits for the sidecar over HTTP and opens a channel.",
  source: "https://github.com/dapr/python-sdk/blob/main/dapr/clients/grpc/client.py",
  names: ["dapr.clients.DaprClient", "dapr.clients.grpc.client.DaprGrpcClient"],
  opens: "eager",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
from dapr.clients import DaprClient

client = DaprClient()
def work():
    client.publish_event('orders', 'new', data=b'1')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from dapr.clients import DaprClient

def work():
    client = DaprClient()
    client.publish_event('orders', 'new', data=b'1')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
