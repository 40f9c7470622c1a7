import type { LibraryModel } from "../model";

/** The generated asynchronous clients open a grpc.aio channel in their constructor. */
export const googleCloudGapicAsync = {
  kind: "library",
  library: "google-*",
  summary: "The generated asynchronous clients open a grpc.aio channel in their constructor.",
  source: "https://github.com/googleapis/gapic-generator-python",
  names: [
    "google.cloud.*.*AsyncClient",
    "google.cloud.*.services.*.*AsyncClient",
    "google.cloud.*.services.*.client.*AsyncClient",
    "google.ai.*.*AsyncClient",
    "google.ai.*.services.*.*AsyncClient",
    "google.ai.*.services.*.client.*AsyncClient",
    "google.analytics.*.*AsyncClient",
    "google.analytics.*.services.*.*AsyncClient",
    "google.analytics.*.services.*.client.*AsyncClient",
    "google.apps.*.*AsyncClient",
    "google.apps.*.services.*.*AsyncClient",
    "google.apps.*.services.*.client.*AsyncClient",
    "google.iam.*.*AsyncClient",
    "google.iam.*.services.*.*AsyncClient",
    "google.iam.*.services.*.client.*AsyncClient",
    "google.maps.*.*AsyncClient",
    "google.maps.*.services.*.*AsyncClient",
    "google.maps.*.services.*.client.*AsyncClient",
    "google.shopping.*.*AsyncClient",
    "google.shopping.*.services.*.*AsyncClient",
    "google.shopping.*.services.*.client.*AsyncClient",
    "google.pubsub_v1.*AsyncClient",
    "google.pubsub_v1.services.*.*AsyncClient",
    "google.cloud.*.gapic.*.*AsyncClient",
    "google.ads.googleads.*.services.services.*.*AsyncClient",
    "google.cloud.aiplatform.gapic.*AsyncClient",
  ],
  opens: "eager",
  aio: true,
  conditions: [
    { argument: { position: null, keyword: "transport" }, is: { not: ["rest", "rest_asyncio"] }, whenAbsent: true },
  ],
  quiet: ["*_path", "parse_*"],
  examples: {
    yes: [
      `import asyncio
import multiprocessing
from google.cloud import secretmanager

client = secretmanager.SecretManagerServiceAsyncClient()
def work():
    asyncio.run(client.access_secret_version(name='prices'))
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import asyncio
import multiprocessing
from google.cloud import secretmanager

def work():
    client = secretmanager.SecretManagerServiceAsyncClient()
    asyncio.run(client.access_secret_version(name='prices'))
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
