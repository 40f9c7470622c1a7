import type { LibraryModel } from "../model";

/** It opens its channel at the first entry; its handler sends entries from a thread of its own. */
export const googleCloudLogging = {
  kind: "library",
  library: "google-cloud-logging",
  summary: "It opens its channel at the first entry; its handler sends entries from a thread of its own.",
  source: "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-logging",
  names: ["google.cloud.logging.Client", "google.cloud.logging_v2.Client", "google.cloud.logging_v2.client.Client"],
  opens: "lazy",
  aio: false,
  handles: ["logger", "sink", "metric", "batch"],
  background: [
    "setup_logging",
    "google.cloud.logging.handlers.CloudLoggingHandler",
    "google.cloud.logging_v2.handlers.CloudLoggingHandler",
  ],
  conditions: [{ argument: { position: null, keyword: "_use_grpc" }, is: { not: [false] }, whenAbsent: true }],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import logging

client = logging.Client()
client.logger('orders').log_text('1')
def work():
    client.logger('orders').log_text('1')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import logging

client = logging.Client()
def work():
    client.logger('orders').log_text('1')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
