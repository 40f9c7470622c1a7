import type { LibraryModel } from "../model";

/** It opens a channel in its constructor; a published message is sent by a thread of its own. */
export const googleCloudPubsubPublisher = {
  kind: "library",
  library: "google-cloud-pubsub",
  summary: "It opens a channel in its constructor; a published message is sent by a thread of its own.",
  source: "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-pubsub",
  names: [
    "google.cloud.pubsub.PublisherClient",
    "google.cloud.pubsub_v1.PublisherClient",
    "google.cloud.pubsub_v1.publisher.Client",
    "google.cloud.pubsub_v1.publisher.client.Client",
  ],
  opens: "eager",
  aio: false,
  conditions: [
    { argument: { position: null, keyword: "transport" }, is: { not: ["rest", "rest_asyncio"] }, whenAbsent: true },
  ],
  quiet: ["*_path", "parse_*"],
  closes: ["stop", "close"],
  background: ["publish"],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import pubsub_v1

client = pubsub_v1.PublisherClient()
def work():
    client.publish('orders', b'1').result()
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import pubsub_v1

def work():
    client = pubsub_v1.PublisherClient()
    client.publish('orders', b'1').result()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
