import type { LibraryModel } from "../model";

/** It opens a channel in its constructor; a subscription pulls, acknowledges and extends leases in threads of its own. */
export const googleCloudPubsubSubscriber = {
  kind: "library",
  library: "google-cloud-pubsub",
  summary:
    "It opens a channel in its constructor; a subscription pulls, acknowledges and extends leases in threads of its own.",
  source: "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-pubsub",
  names: [
    "google.cloud.pubsub.SubscriberClient",
    "google.cloud.pubsub_v1.SubscriberClient",
    "google.cloud.pubsub_v1.subscriber.Client",
    "google.cloud.pubsub_v1.subscriber.client.Client",
  ],
  opens: "eager",
  aio: false,
  conditions: [
    { argument: { position: null, keyword: "transport" }, is: { not: ["rest", "rest_asyncio"] }, whenAbsent: true },
  ],
  quiet: ["*_path", "parse_*"],
  background: ["subscribe"],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import pubsub_v1

client = pubsub_v1.SubscriberClient()
def work():
    client.pull(subscription='orders', max_messages=1)
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import pubsub_v1

def work():
    client = pubsub_v1.SubscriberClient()
    client.pull(subscription='orders', max_messages=1)
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
