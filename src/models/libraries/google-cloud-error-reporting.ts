import type { LibraryModel } from "../model";

/** It opens its channel at the first report. */
export const googleCloudErrorReporting = {
  kind: "library",
  library: "google-cloud-error-reporting",
  summary: "It opens its channel at the first report.",
  source:
    "https://github.com/googleapis/google-cloud-python/blob/main/packages/google-cloud-error-reporting/google/cloud/error_reporting/client.py",
  names: ["google.cloud.error_reporting.Client"],
  opens: "lazy",
  aio: false,
  conditions: [{ argument: { position: null, keyword: "_use_grpc" }, is: { not: [false] }, whenAbsent: true }],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import error_reporting

client = error_reporting.Client()
client.report('no tea')
def work():
    client.report('no tea')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import error_reporting

client = error_reporting.Client()
def work():
    client.report('no tea')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
