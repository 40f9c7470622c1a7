import type { LibraryModel } from "../model";

/** The generated clients open a channel in their constructor unless they are told to use REST. */
export const googleCloudGapic = {
  kind: "library",
  library: "google-*",
  summary: "The generated clients open a channel in their constructor unless they are told to use REST.",
  source: "https://docs.cloud.google.com/python/docs/reference/secretmanager/latest/multiprocessing",
  names: [
    "google.cloud.*.*Client",
    "google.cloud.*.services.*.*Client",
    "google.cloud.*.services.*.client.*Client",
    "google.ai.*.*Client",
    "google.ai.*.services.*.*Client",
    "google.ai.*.services.*.client.*Client",
    "google.analytics.*.*Client",
    "google.analytics.*.services.*.*Client",
    "google.analytics.*.services.*.client.*Client",
    "google.apps.*.*Client",
    "google.apps.*.services.*.*Client",
    "google.apps.*.services.*.client.*Client",
    "google.iam.*.*Client",
    "google.iam.*.services.*.*Client",
    "google.iam.*.services.*.client.*Client",
    "google.maps.*.*Client",
    "google.maps.*.services.*.*Client",
    "google.maps.*.services.*.client.*Client",
    "google.shopping.*.*Client",
    "google.shopping.*.services.*.*Client",
    "google.shopping.*.services.*.client.*Client",
    "google.pubsub_v1.*Client",
    "google.pubsub_v1.services.*.*Client",
    "google.cloud.*.gapic.*.*Client",
    "google.ads.googleads.*.services.services.*.*Client",
    "google.cloud.aiplatform.gapic.*Client",
  ],
  opens: "eager",
  aio: false,
  conditions: [
    { argument: { position: null, keyword: "transport" }, is: { not: ["rest", "rest_asyncio"] }, whenAbsent: true },
  ],
  quiet: ["*_path", "parse_*"],
  examples: {
    yes: [
      `import multiprocessing
from google.cloud import secretmanager_v1beta1 as secretmanager

client = secretmanager.SecretManagerServiceClient()
def work():
    client.access_secret_version(name='prices')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from google.cloud import secretmanager_v1beta1 as secretmanager

def work():
    client = secretmanager.SecretManagerServiceClient()
    client.access_secret_version(name='prices')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
